"""Loops: a recognition model that repeats itself at once. RE004 reports them, others do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import CLOSERS, HAN, MASK, OPENERS, Chars

if TYPE_CHECKING:
    from seedlint.sense.repeats import Run
    from seedlint.view import View

LONG = 16
SHORTEST = 8
"""Code points of the shortest loop: a pair of characters four times."""
SHORT = 8
TINY = 2
DISTINCT = 5
TIMES = 4
STUTTER = 10
HIDES = frozenset(MASK + "\f")
"""What stands for other text: code, addresses, lines that part pages."""
BREAKS = "，。；：！？、,;:!?\n\ufffe"
PAUSES = "，、,；;。 　"
SOUNDS = Chars.of(
    "哈呵嘿嘻呜啊哦噢嗯唉哎呀咚叮当铛滴答嗒咔嚓轰隆砰啪汪喵咯吱哗啦哇咦哼嗡咕噜嘟呼嗖咩唧喳叽沙簌飒吁嗷呱嗬喔哟嗨"
)


class Loop(NamedTuple):
    """The same `period` characters again and again from `start` to `end`."""

    start: int
    end: int
    period: int

    @property
    def copies(self) -> int:
        return (self.end - self.start) // self.period

    @property
    def sure(self) -> bool:
        """Whether no slogan or refrain is likely: they are 8 to 15 characters long."""
        return self.period >= LONG or TINY <= self.period <= SHORT


def loops(view: View) -> Sequence[Loop]:
    """The loops of a level, none inside another; ask by `view.once`."""
    found: list[Loop] = []
    done = -1
    long = [run for run in view.runs if run.end - run.start >= SHORTEST]
    for run in sorted(long, key=lambda run: (run.start, -run.end)):
        if run.start >= done and _is_loop(view.text, run) and _repeats(view, run):
            done = run.end
            spare = (run.end - run.start) % run.period
            start = run.start + _shift(view.text, run, spare)
            end = start + (run.end - run.start) // run.period * run.period
            found.append(Loop(start, end, run.period))
    return found


def in_loop(view: View, start: int, end: int) -> bool:
    """Whether a loop covers some of what stands there."""
    return any(loop.start < end and start < loop.end for loop in view.once(loops))


def _repeats(view: View, run: Run) -> bool:
    """Whether what the mask hides repeats as well."""
    if not HIDES.intersection(view.text[run.start : run.end]):
        return True
    shown = view.bare(run.start, run.end)
    return shown[run.period :] == shown[: -run.period]


def _is_loop(text: str, run: Run) -> bool:
    unit = text[run.start : run.start + run.period]
    length = run.end - run.start
    if "\n" in unit and len(unit.split()) < 2:
        return False
    if _is_quoted(unit) and length < 3 * run.period:
        return False
    if run.period >= LONG:
        return len(set(unit)) >= DISTINCT
    letters = unit.strip(PAUSES)
    if all(char in SOUNDS for char in letters):
        return False
    bare = all(char in HAN for char in letters) and len(letters) >= run.period - 1
    if run.period == 1:
        return length >= STUTTER
    if bare and run.period <= SHORT:
        pause = len(letters) < run.period
        return TINY <= len(letters) < SHORT and length >= TIMES * run.period - pause
    whole = length >= 3 * run.period or (not bare and _whole_clauses(text, run))
    return SHORT <= run.period < LONG and whole and len(set(unit)) >= DISTINCT


def _whole_clauses(text: str, run: Run) -> bool:
    """Whether the copies begin and end at a mark; of 甲院、乙院、乙 they do not."""
    shift = _shift(text, run, (run.end - run.start) % run.period)
    return text[run.start + shift - 1] in BREAKS


def _shift(text: str, run: Run, spare: int) -> int:
    """How far into the run to begin, so that copies begin behind a mark where they can."""
    for shift in range(spare + 1):
        if text[run.start + shift - 1] in BREAKS:
            return shift
    return 0


def _is_quoted(unit: str) -> bool:
    """Whether the unit is a title or a quotation: of “甲”“甲” the second may be another (RE007)."""
    return unit[0] in OPENERS and unit[-1] in CLOSERS
