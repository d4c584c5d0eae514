"""Hostile texts, short: nothing raises, and four times the text is about four times the work.

Work is counted in lines of Python, since times would tell of the machine; what is slow inside a
pattern or an array shows in `make torture`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from seedlint.core import Rule
from trust.generators import MAKERS
from trust.growth import VERBS, Growth, every_rule, exponent, growths, outcome, run
from trust.huge import SHAPES, Ran, is_told, trial, write

SOME = list(MAKERS)[::3]
LENGTH, TIMES = 300, 4
STEEPEST, CONSTANT = 1.6 * TIMES, 2_000
"""How often as many lines may run, and how many do whatever the length."""


@pytest.fixture(scope="module")
def rules() -> Sequence[Rule]:
    return every_rule()


@pytest.mark.parametrize("name", SOME)
def test_the_work_grows_like_the_text(name: str, rules: Sequence[Rule]) -> None:
    run(VERBS[2], MAKERS[name](LENGTH), rules)
    short, long = (_work(MAKERS[name](size), rules) for size in (LENGTH, LENGTH * TIMES))
    assert long <= STEEPEST * short + CONSTANT


def test_every_generator_gives_the_length_that_is_asked() -> None:
    assert {len(make(size)) for make in MAKERS.values() for size in (1000,)} == {1000}


def test_steep_growth_is_told() -> None:
    assert exponent(1, 10) == pytest.approx(1)
    assert exponent(1, 100) == pytest.approx(2)
    steep = [Growth(2.0, 0.1, "XX001", "somewhere"), Growth(1.0, 0.1, "all rules", "somewhere")]
    assert not outcome(steep, 1, 10).held
    assert outcome([steep[0]._replace(exponent=1.0), steep[1]], 1, 10).held


def test_every_rule_is_timed(rules: Sequence[Rule]) -> None:
    told = {one.rule for one in growths(VERBS[0], "everything", 2_000, rules)}
    assert len(told) > 1


def test_a_huge_file_is_refused_in_one_line() -> None:
    assert trial(17_000_000, 20_000, ["many lines"]).held


@pytest.mark.parametrize("name", SHAPES)
def test_a_huge_file_has_its_size(name: str, tmp_path: Path) -> None:
    write(tmp_path / "text", 3_001, SHAPES[name]())
    assert 2_998 <= (tmp_path / "text").stat().st_size <= 3_001


def test_a_killed_command_is_no_refusal() -> None:
    assert not is_told(Ran(-9, "", 1, 1))
    assert not is_told(Ran(2, "Traceback\n  File\n", 1, 1))
    assert is_told(Ran(2, "seedlint: x: larger than 3 bytes; split it\n", 1, 1))


def _work(text: str, rules: Sequence[Rule]) -> int:
    """Lines of Python that run."""
    lines = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines
        lines += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run(VERBS[0], text, rules)
    finally:
        sys.settrace(before)
    return lines
