"""The READMEs tell the truth: their commands run, their table of rules is the one there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import NamedTuple

import pytest

from seedlint.rulebook import PAGES, between, main, table

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Done(NamedTuple):
    command: str
    code: int
    said: str


def page(lang: str) -> str:
    return (ROOT / PAGES[lang]).read_text(encoding="utf-8")


def lines(lang: str, first: str) -> list[str]:
    """The lines of the code blocks that begin with a command, without their comments."""
    shown = "\n".join(BLOCK.findall(page(lang))).splitlines()
    return [line.partition("  #")[0].strip() for line in shown if line.startswith(f"{first} ")]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> list[Done]:
    """Every `seedlint` command of README.md, run in order in one folder that has the seeds."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    results = []
    for command in lines("en", "seedlint"):
        run = subprocess.run(
            command, shell=True, cwd=folder, env=os.environ | {"PATH": path},
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
        said = (run.stdout + run.stderr).decode("utf-8")
        results.append(Done(command, run.returncode, said))
    return results


def test_commands_run(done: list[Done]) -> None:
    assert done
    assert [(one.command, one.said) for one in done if one.code not in (0, 1)] == []


def test_commands_leave_no_traceback(done: list[Done]) -> None:
    assert [one for one in done if "Traceback" in one.said] == []


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
