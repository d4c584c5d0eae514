"""The READMEs tell the truth: their commands run, their table of rules is the one there is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

import pytest

from seedlint import fix
from seedlint.rulebook import PAGES, between, main, table

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Done(NamedTuple):
    command: str
    code: int
    out: str
    err: str


def page(lang: str) -> str:
    return (ROOT / PAGES[lang]).read_text(encoding="utf-8")


def blocks(lang: str, *kinds: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page(lang)) if kind in kinds]


def lines(lang: str, first: str) -> list[str]:
    """The lines of the shell's blocks that begin with a command."""
    shown = "".join(blocks(lang, "", "sh", "console")).splitlines()
    return [line for line in shown if line.startswith(f"{first} ")]


def shell(command: str, folder: Path) -> Done:
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    run = subprocess.run(
        command, shell=True, cwd=folder, env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    return Done(command, run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds and, as `page.txt`, the example."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").mkdir()
    for seed in (ROOT / "seeds").iterdir():
        shutil.copyfile(seed, folder / "seeds" / seed.name)
    (folder / "page.txt").write_text(blocks("en", "text")[0], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def done(folder: Path) -> list[Done]:
    """Every `seedlint` command of README.md, run in order in one folder."""
    return [shell(command, folder) for command in lines("en", "seedlint")]


def test_commands_run(done: list[Done]) -> None:
    assert done
    assert [one for one in done if one.code not in (0, 1)] == []


def test_commands_leave_no_traceback(done: list[Done]) -> None:
    assert [one for one in done if "Traceback" in one.out + one.err] == []


@pytest.mark.parametrize("lang", PAGES)
def test_example_is_what_comes_out(lang: str, folder: Path) -> None:
    before, said, after = blocks(lang, "text")
    assert before == (folder / "page.txt").read_text(encoding="utf-8")
    assert shell(f"seedlint check page.txt --format concise --lang {lang}", folder).out == said
    assert fix(before).text == after


@pytest.mark.parametrize("lang", PAGES)
def test_record_is_what_comes_out(lang: str, folder: Path) -> None:
    (record,) = blocks(lang, "json")
    written = shell("seedlint check page.txt --format jsonl", folder).out.splitlines()
    assert json.loads(record) == json.loads(written[0])


@pytest.mark.parametrize("lang", PAGES)
def test_python_example_runs(lang: str, tmp_path: Path) -> None:
    (code,) = blocks(lang, "python")
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True)


@pytest.mark.parametrize("first", ["seedlint", "make", "pip", "python", "pre-commit"])
def test_both_readmes_show_the_same_commands(first: str) -> None:
    assert lines("en", first) == lines("zh", first)


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_a_newcomer_finds_the_two_commands(lang: str, command: str) -> None:
    assert command in lines(lang, "make")


@pytest.mark.parametrize("lang", PAGES)
def test_rules_are_listed(lang: str) -> None:
    assert between(page(lang)) == table(lang), "run: python -m seedlint.rulebook"


def test_rulebook_writes_what_is_there(tmp_path: Path) -> None:
    for name in PAGES.values():
        shutil.copy(ROOT / name, tmp_path)
    main(tmp_path)
    for name in PAGES.values():
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes()
