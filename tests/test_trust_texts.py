"""Smaller runs of the trust programmes that fix texts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from seedlint import Document, Report
from seedlint.core import AppliedEdit
from trust import content, fuzz_target, idempotence
from trust.mutations import bases, mutated
from trust.programme import Outcome


@pytest.mark.parametrize("trial", [idempotence.seedlint, content.seedlint])
def test_a_few_hold(trial: Callable[[int], Outcome]) -> None:
    outcome = trial(250)
    assert outcome.held, outcome.result


def test_the_same_number_gives_the_same_paragraphs() -> None:
    assert list(mutated(40)) == list(islice(mutated(50), 40))
    assert len({*mutated(200)}) > 190


@pytest.mark.parametrize(
    ("text", "fixed", "edits", "told"),
    [
        ("甲 乙", "甲乙", [(1, 2, "", ("SP001",))], True),
        ("甲 乙", "甲丙", [(1, 2, "", ("SP001",))], False),
        ("甲 乙", "甲", [(1, 3, "", ("SP001",))], False),
        ("甲 乙", "丙乙", [(0, 2, "丙", ("SP001",))], False),
        ("甲 乙", "甲 乙丙", [], False),
        ("甲甲乙", "甲乙", [(0, 1, "", ("RE006",))], True),
        ("甲甲乙", "丙乙", [(0, 2, "丙", ("RE006",))], False),
        ("甲\n乙", "甲丙乙", [(1, 2, "丙", ("LA001",))], False),
    ],
)
def test_what_was_not_declared_is_seen(
    text: str, fixed: str, edits: list[tuple[int, int, str, tuple[str, ...]]], told: bool
) -> None:
    applied = tuple(AppliedEdit(*edit) for edit in edits)
    assert content.is_told(Report(Document(text), (), (), fixed, applied)) is told


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "cp950"])
@pytest.mark.parametrize("how", [b"\0", b"\xff"])
def test_what_the_fuzzer_begins_with(how: bytes, encoding: str) -> None:
    for text in bases()[:: 37 + len(encoding)]:
        fuzz_target.once(how + text.encode(encoding, "ignore"))


CRASHES: tuple[bytes, ...] = ()
"""Inputs that broke a promise once."""


def test_what_crashed_once_does_no_more() -> None:
    for data in CRASHES:
        fuzz_target.once(data)


def test_the_fuzzer_is_a_script(tmp_path: Path) -> None:
    """It runs where atheris is installed, for `make torture`; elsewhere it says what it lacks."""
    pytest.importorskip("atheris")
    (tmp_path / "corpus").mkdir()
    command = [sys.executable, fuzz_target.__file__, "1", "corpus"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert b"number_of_executed_units" in done.stderr
    assert (done.returncode, list(tmp_path.glob("crash-*"))) == (0, [])
