"""Immediate repeats: what they are, whoever looks for them.

A run is a stretch in which every character equals the one a period further on, as long as it can
be made, with the smallest period, and at least two periods long (a "maximal repetition", Main and
Lorentz 1984). 改善改善 is a run of period 2, 哈哈哈 one of period 1. Only runs with a Han character
in their unit count. Periods up to `SHORT` are found wherever they occur. Longer ones, up to
`LONGEST`, are found where two quads of characters agree: a run of at least 16 equal places holds
one that begins at every `STRIDE`-th place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from seedlint.characters import CLOSERS, HAN, STOPS, WHITESPACE, Chars
from seedlint.layer import EDGE

SHORT = 15
LONGEST = 240
QUAD = 4
STRIDE = SHORT + 1 - QUAD
NEAR = SHORT + 1
"""Characters to either side of a place in which another one will do for it."""
BLOCKS = (64, 16, 4, 1)
"""Characters of a run that are compared at once, as long as they are alike."""
TWIN = 8
"""Characters that two sentence openings must share to be looked at: few enough for any sentence
worth reporting, many enough that formulas such as 一是 or 要坚持 wake nobody."""

OPENS_AFTER = STOPS | CLOSERS | Chars.of("；;!?.\n\u3000")
NOT_OPENING = STOPS | CLOSERS | WHITESPACE | Chars.of("；;!?.、，：:,\ufffc")


class Run(NamedTuple):
    """`text[start:end]` repeats with `period` characters; `(end - start) // period` copies."""

    start: int
    end: int
    period: int


def stretch(text: str, place: int, period: int) -> Run | None:
    """The run of `period` through `place`, or None where it is shorter than two periods.

    A run has at least half a period on one side of any of its places: most candidates fail that.
    """
    half = period // 2
    ahead, behind = place + period, max(place - half, 0)
    if half and (
        text[place : place + half] != text[ahead : ahead + half]
        and text[behind:place] != text[behind + period : ahead]
    ):
        return None
    low, high = place, place
    for size in BLOCKS:
        while low >= size and _alike(text, low - size, size, period):
            low -= size
        while high + size + period <= len(text) and _alike(text, high, size, period):
            high += size
    return Run(low, high + period, period) if high - low >= period else None


def _alike(text: str, place: int, size: int, period: int) -> bool:
    block = text[place : place + size]
    return block == text[place + period : place + period + size] and EDGE not in block


def telling(text: str) -> Iterator[int]:
    """Every `STRIDE`-th place; where one character stands there four times, the nearest places on
    either side with a quad that says more."""
    last = len(text) - QUAD
    for place in range(0, last + 1, STRIDE):
        char = text[place]
        if text[place : place + QUAD] != char * QUAD:
            yield place
            continue
        low, high = place - 1, place + 1
        while low >= 0 and low > place - NEAR and text[low] == char:
            low -= 1
        while high <= last and high < place + NEAR and text[high + QUAD - 1] == char:
            high += 1
        yield from (
            one for one in (low, high) if 0 <= one <= last and text[one : one + QUAD] != char * QUAD
        )


def primitive(unit: str) -> bool:
    """Whether `unit` is not itself a repetition."""
    return (unit + unit).find(unit, 1) == len(unit)


def worth(text: str, run: Run) -> bool:
    """Whether the unit is primitive and holds a Han character."""
    unit = text[run.start : run.start + run.period]
    return primitive(unit) and any(char in HAN for char in unit)


def is_opening(text: str, place: int) -> bool:
    """Whether a sentence may begin at `place`."""
    before = text[place - 1]
    return (before == EDGE or before in OPENS_AFTER) and text[place] not in NOT_OPENING
