"""Several processes give what one gives, whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from pages import BAD, make
from seedlint.cli import main
from seedlint.cli_check import FORMATS
from seedlint.core import Document, Finding, Report, Rule, Severity
from seedlint.crew import in_order
from seedlint.engine import check_many, fix_many
from seedlint.failures import Lost, RuleFailed
from seedlint.run import Thing, check_sources
from seedlint.sources.text import Again, read
from seedlint.sources.trouble import SourceError
from seedlint.view import View

DEADLY, BROKEN = "此行致命。", "此行出错。"
TEXTS = [f"{BAD}第{number}回，共，，三回。\n" * 3 for number in range(20)]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are forked, so they see it, too."""
    monkeypatch.setattr("seedlint.engine.BATCH", 100)
    monkeypatch.setattr("seedlint.run.BATCH", 100)


class Touchy(Rule):
    """Ends the process, or raises."""

    code, name, zh, severity, edits = "XX001", "touchy", "敏感", Severity.INFO, "none"
    good, bad = ("一",), (("二", None),)

    def check(self, view: View) -> Iterator[Finding]:
        if DEADLY in view.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if BROKEN in view.text:
            raise ValueError("broken")
        yield from (Finding(self, at, at + 1) for at, one in enumerate(view.text) if one == "回")


def told(reports: Iterator[Report]) -> list[tuple[object, ...]]:
    return [
        (one.document, list(one.found), list(one.left), one.text, one.edits, one.applied)
        for one in reports
    ]


def test_checking_and_fixing_give_the_same() -> None:
    assert told(check_many(TEXTS, jobs=2)) == told(check_many(TEXTS))
    assert told(fix_many(TEXTS, unsafe=True, jobs=3)) == told(fix_many(TEXTS, unsafe=True))


def test_no_text_is_no_report() -> None:
    assert list(check_many([], jobs=2)) == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for number, text in enumerate(TEXTS):
        make(tmp_path / "in" / f"{number:02}.txt", text)
    make(tmp_path / "in/07.txt", "").write_bytes(b"\xff\x00\xfe")
    make(tmp_path / "in/08.txt", "").write_bytes("中文".encode() + b"\xb0")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("options", [["--format", form] for form in FORMATS] + [["--statistics"]])
@pytest.mark.usefixtures("folder")
def test_every_report_is_the_same(
    options: Sequence[str], capfd: pytest.CaptureFixture[str]
) -> None:
    outputs = []
    for jobs in ("1", "2"):
        code = main(["check", "in", "--jobs", jobs, *options])
        outputs.append((code, capfd.readouterr()))
    assert outputs[0] == outputs[1]
    assert outputs[0][0] == 2


def test_copies_and_ledger_are_the_same(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for jobs in ("1", "2"):
        main(["fix", "in", "-o", f"out{jobs}", "--jobs", jobs])
    outputs = [capfd.readouterr().err]
    ledgers = []
    for jobs in ("1", "2"):
        main(["fix", "in", "--diff", "--jobs", jobs])
        outputs.append(capfd.readouterr().out)
        lines = (folder / f"out{jobs}/.seedlint/ledger.jsonl").read_text().splitlines()
        varying = {"run": "", "time": "", "command": ""}
        ledgers.append(sorted(str(json.loads(line) | varying) for line in lines))
        for copy in (folder / "out1").glob("*.txt"):
            assert copy.read_bytes() == (folder / f"out{jobs}" / copy.name).read_bytes()
    assert ledgers[0] == ledgers[1]
    assert outputs[1] == outputs[2] != ""


def test_errors_keep_their_place(tmp_path: Path) -> None:
    first, last = (read(make(tmp_path / name, BAD)) for name in ("a.txt", "c.txt"))
    gone = Again(tmp_path / "b.txt", Path("b.txt"), "utf-8", 1000, "", 200)
    known = SourceError("x", "is no text", "look elsewhere")
    things: list[Thing] = [first, gone, known, last]
    names, others = (
        [str(one) if isinstance(one, SourceError) else one.document.path for one in some]
        for some in (check_sources(things, jobs=jobs) for jobs in (1, 2))
    )
    assert names == others
    assert any("does not exist" in name for name in names)


def test_a_text_that_kills_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    texts = [*TEXTS[:5], DEADLY, *TEXTS[5:9], BROKEN]
    sources = [read(make(tmp_path / f"{at:02}.txt", text)) for at, text in enumerate(texts)]
    results = list(check_sources(sources, [Touchy()], jobs=2))
    failed = [one for one in results if isinstance(one, SourceError)]
    assert [Path(one.path).name for one in failed] == ["05.txt", "10.txt"]
    assert ["killed" in one.reason for one in failed] == [True, False]
    assert sum(len(one.found) for one in results if isinstance(one, Report)) == 9 * 6


def test_who_asks_the_library_is_told_by_an_exception() -> None:
    documents = [Document(text, "a.txt") for text in (*TEXTS, DEADLY)]
    with pytest.raises(Lost, match=r"a\.txt.*killed"):
        list(check_many(documents, [Touchy()], jobs=2))
    with pytest.raises(RuleFailed, match="XX001 failed"):
        list(check_many([*TEXTS, BROKEN], [Touchy()], jobs=2))


def doubled(numbers: Sequence[int]) -> list[int]:
    time.sleep(0.01 * (numbers[0] % 3))
    return [2 * number for number in numbers]


def test_answers_come_in_order() -> None:
    batches = [[number, number] for number in range(30)]
    assert list(in_order(doubled, batches, 3)) == [(one, doubled(one)) for one in batches]


def killed_once(mark: Path, numbers: Sequence[int]) -> int:
    if 4 in numbers and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(numbers)


def test_a_process_killed_by_chance_changes_nothing(tmp_path: Path) -> None:
    batches = [[number] for number in range(9)]
    answers = in_order(partial(killed_once, tmp_path / "mark"), batches, 2)
    assert list(answers) == [([number], number) for number in range(9)]


INTERRUPTED = """
import os, time
from seedlint.crew import in_order
list(in_order(lambda batch: time.sleep(60 * os.write(1, b"busy\\n")), [[1]] * 9, 2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a lambda goes to forks only")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_processes_end_with_the_first_one(number: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert [process.stdout.readline() for _ in range(2)] == [b"busy\n"] * 2
        process.send_signal(number)
        said = process.stderr.read().decode()  # returns when no process holds it any more
        assert said.count("Traceback") == (number == signal.SIGINT)
        assert process.wait() != 0
