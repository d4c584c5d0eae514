"""The widths at which the lines of a wrapped text end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from math import ceil

from seedlint.patterns import lazily
from seedlint.sense.width import is_han
from seedlint.sense.words import words
from seedlint.sense.wrap_lines import HANGING, NARROW, Line, cells

LEAST = 5
"""Lines of one width that make a wrapped text; three or four alike occur by chance."""
SLACK = 0.08
WIDTHS = 3
"""Columns or pages of one document that may differ in width."""
MOSTLY = 0.5
INSIDE, OLD = 0.2, 0.1
"""Line ends that cut a word, in any prose and in many lines that are very much alike."""
MANY, MOST, ALIKE = 20, 0.8, 4
SAMPLE = 60
REACH = 6
MARKS = frozenset("，。；、：！？,;:!?")
FASTENED = "，。；、：！？）》”’」』】〕"
OPENING = "“‘（《「『【〔"
_UNIT = lazily(rf"[{OPENING}]*(?:[!-~]+|.)[{FASTENED}]*")


def edges_of(lines: Sequence[Line], cut: Sequence[int]) -> Mapping[int, int]:
    """The lines of `cut` that are full, and the width of their column or page."""
    edges: dict[int, int] = {}
    left = cut
    for _ in range(WIDTHS):
        edge = edge_of([lines[index].width for index in left])
        full = [index for index in left if edge and _is_full(lines, index, edge)]
        if len(full) < LEAST or not _is_prose(lines, full, edge):
            break
        edges.update(dict.fromkeys(full, edge))
        left = [index for index in left if index not in edges]
    return edges


def edge_of(cut: Sequence[int]) -> int:
    """The width at which most of the cut lines end, 0 if too few agree."""
    widths = Counter(cut)
    best, edge = LEAST - 1, 0
    for width in sorted(widths):
        if width < NARROW:
            continue
        near = sum(widths.get(width - back, 0) for back in range(slack(width) + 1))
        if near >= best + (best == LEAST - 1):
            best, edge = near, width
    return edge


def slack(width: int) -> int:
    return max(3, int(width * SLACK))


def _is_full(lines: Sequence[Line], index: int, edge: int) -> bool:
    """Whether what begins the next line had no room in this one."""
    width = lines[index].width
    if width > edge + HANGING:
        return False
    return width >= edge - slack(edge) or width + _first(lines[index + 1].text) > edge


def _first(line: str) -> int:
    """Cells of what must stay together at the beginning of a line."""
    match = _UNIT.match(line.lstrip())
    return cells(match[0]) if match else 0


def _is_prose(lines: Sequence[Line], full: Sequence[int], edge: int) -> bool:
    """Whether the full lines are running text: marks inside, not at the end, words cut in two.

    Verse ends its lines with the clause, and so do the items of a list, however alike they are.
    Old prose has fewer words to cut: there the lines must be many, and very much alike.
    """
    sample = full[:: max(1, len(full) // SAMPLE)]
    least = len(sample) * MOSTLY
    if sum(is_han(lines[index].text[-1]) for index in sample) < least:
        return False
    if sum(not MARKS.isdisjoint(lines[index].text[:-1]) for index in sample) < least:
        return False
    alike = sum(lines[index].width >= edge - ALIKE for index in full)
    inside = OLD if len(full) >= MANY and alike >= MOST * len(full) else INSIDE
    cut = (index for index in sample if _cuts_word(lines, index))
    wanted = max(2, ceil(len(sample) * inside))
    return sum(1 for _ in islice(cut, wanted)) == wanted


def _cuts_word(lines: Sequence[Line], index: int) -> bool:
    left = lines[index].text.lstrip()[-REACH:]
    right = lines[index + 1].text.lstrip()[:REACH]
    if right[0] in FASTENED or left[-1] in OPENING:
        return True
    known = words()
    return known.joins(known.simplified(left + right), len(left))
