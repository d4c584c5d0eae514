"""Marks of a pair that stand the wrong way round: ”甲“, “甲“, 》甲》.

Read as they alternate, opening and closing; a pair is turned if its marks are the two it should be
made of but not in that order, and what stands beside them does not speak against it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from seedlint.core import Edit, Span
from seedlint.layer import EDGE
from seedlint.sense.pairs import PARTNER

if TYPE_CHECKING:
    from seedlint.view import View

BEHIND = frozenset("\n，。、；：？！）》〉」』】〕,;:?!)" + EDGE)
"""What stands behind a closing mark and never behind an opening one."""
BEFORE = frozenset("\n：、（《〈「『【〔(" + EDGE)
"""What stands before an opening mark and never before a closing one."""
CLAUSES = frozenset("，。；：！？,;:!?…—")
LONGEST, SHORT = 60, 16


def loose_lines(view: View, places: Sequence[int]) -> Iterator[tuple[Span, Sequence[int]]]:
    """The lines that hold any of the rising `places`, each with its own."""
    first = 0
    while first < len(places):
        line = view.line_at(places[first])
        last = bisect_left(places, line[1], first)
        yield line, places[first:last]
        first = last


def turned(text: str, marks: Sequence[int], opening: str) -> Sequence[Span]:
    """Places of the two marks of each pair of which one or both are turned round.

    `marks` are all marks of that kind in a line. Either the whole line comes out even, or only
    pairs count that leave no doubt.
    """
    proper = (opening, PARTNER[opening])
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    wrong = [pair for pair in pairs if (text[pair[0]], text[pair[1]]) != proper]
    if len(marks) % 2 == 0 and all(_plausible(text, *pair, opening) for pair in wrong):
        return wrong
    return alike(text, marks, opening)


def alike(text: str, marks: Sequence[int], opening: str) -> Sequence[Span]:
    """Places of two marks alike, one behind the other, of which one must be turned."""
    proper = (opening, PARTNER[opening])
    sure, at = [], 0
    while at < len(marks) - 1:
        first, second = marks[at : at + 2]
        right = (text[first], text[second]) == proper
        if not right and _sure(text, first, second, opening):
            sure.append((first, second))
            right = True
        at += 2 if right else 1
    return sure


def set_right(pair: Span, opening: str) -> tuple[Edit, Edit]:
    """The edits that turn a pair the right way."""
    first, second = pair
    return Edit(first, first + 1, opening), Edit(second, second + 1, PARTNER[opening])


def _plausible(text: str, first: int, second: int, opening: str) -> bool:
    """Whether the two marks may enclose what is between them, though they do not look so."""
    inside = text[first + 1 : min(second, first + 2 + LONGEST)]
    if not 0 < len(inside) <= LONGEST or inside[0] in BEHIND or inside[-1] in BEFORE:
        return False
    if inside[0] in " \u3000" or inside[-1] in " \u3000，":
        return False
    opens, closes = text[first - 1] in BEFORE, text[second + 1] in BEHIND
    told = (opens or text[first] == opening) and (closes or text[second] != opening)
    return told or (len(inside) <= SHORT and CLAUSES.isdisjoint(inside))


def _sure(text: str, first: int, second: int, opening: str) -> bool:
    """Whether two marks alike are a pair beyond doubt."""
    if text[first] != text[second] or not _plausible(text, first, second, opening):
        return False
    if text[first] == opening:
        return text[second + 1] in BEHIND
    return text[first - 1] in BEFORE
