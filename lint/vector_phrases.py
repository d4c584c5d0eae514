"""Phrases of a large batch that come again, with numpy; see `sense.echoes`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from seedlint.class_table import Codes, Flags, Places, table
from seedlint.sense.echoes import (
    BOUNDS,
    ENDS_LIST,
    ITEM,
    JOINTS,
    LEAST,
    LIST_BOUNDS,
    LONGEST,
    PARTING,
    REACH,
    Echo,
    beside,
    same_item,
)
from seedlint.sense.repeats import QUAD
from seedlint.vector_winnow import quads

COMMA = ord("、")
SIZES = LONGEST - LEAST + 1
BLOCK = 20_000
"""Places compared at once, lest a text of nothing but 、 take gigabytes."""
SORTS = (BOUNDS, JOINTS, ENDS_LIST, LIST_BOUNDS)
LISTED = BOUNDS | JOINTS | ENDS_LIST
"""What must be known to find phrases."""


def find_phrases(text: str, codes: Codes, places: Places, units: Codes) -> Sequence[Echo]:
    """The phrases among the echoes; `places` holds marks, joints and what ends a list, `units` the
    codes there."""
    kinds = _kinds().take(units)
    marks, joints, cuts, listed = (kinds & (1 << bit) != 0 for bit in range(len(SORTS)))
    blocks = _blocks(places[joints])
    return sorted(
        {
            *_beside_marks(text, codes, places[marks]),
            *(echo for some in blocks for echo in _beside_joints(text, codes, some)),
            *_in_lists(text, codes, places[listed], places[cuts]),
        }
    )


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """For every UTF-16 unit in which of `SORTS` it is, a bit each."""
    kinds = np.zeros(0x10000, np.uint8)
    for bit, chars in enumerate(SORTS):
        kinds |= table(chars).view(np.uint8) << bit
    return kinds


def _blocks(places: Places) -> Iterator[Places]:
    return (places[low : low + BLOCK] for low in range(0, len(places), BLOCK))


def _beside_marks(text: str, codes: Codes, marks: Places) -> Iterator[Echo]:
    """A clause begins like the one before it, which is the whole phrase, or ends like it."""
    sizes = np.diff(marks) - 1
    first, last, four = codes.take(marks[:-1] + 1), codes.take(marks[1:] - 1), quads(codes)
    for ends, whole in ((first, 0), (last, 1)):
        index = np.flatnonzero(ends[1:] == ends[:-1]) + 1
        place, size = marks[index], sizes[index - 1 + whole]
        fit = (size >= LEAST) & (size <= LONGEST) & table(PARTING)[codes[place]]
        place, size = place[fit], size[fit]
        alike = four[np.maximum(place - size, 0)] == four[np.minimum(place + 1, len(four) - 1)]
        for at, length in zip(place[alike].tolist(), size[alike].tolist(), strict=True):
            yield from beside(text, at, length)


def _beside_joints(text: str, codes: Codes, place: Places) -> Iterator[Echo]:
    place = place[: np.searchsorted(place, len(codes) - QUAD)]
    low, four = np.maximum(place - LONGEST, 0), quads(codes)
    before = np.ndarray((len(codes) - SIZES, SIZES), codes.dtype, codes, 0, (2, 2))
    rows, columns = np.divmod(np.flatnonzero(before[low] == codes[place + 1, np.newaxis]), SIZES)
    first, at = low[rows] + columns, place[rows]
    size = at - first
    alike = (four[first] == four[at + 1]) & (size >= LEAST)
    done = -1
    for one, length in zip(at[alike].tolist(), size[alike].tolist(), strict=True):
        if one != done and (echo := next(beside(text, one, length), None)):
            done = one
            yield echo


def _in_lists(text: str, codes: Codes, marks: Places, cuts: Places) -> Iterator[Echo]:
    comma = codes.take(marks) == COMMA
    for index in _blocks(np.flatnonzero(comma[1:] & comma[:-1]) + 1):
        ends = _item_ends(marks, comma, index, cuts)
        yield from _same_items(text, codes, marks, comma, index, ends)


def _same_items(
    text: str, codes: Codes, marks: Places, comma: Flags, index: Places, end: Places
) -> Iterator[Echo]:
    """Items between `marks[index]` and `end` that stand within `REACH` items before."""
    second = marks[index] + 1
    size, back = end - second, np.arange(1, REACH + 1)
    fit = comma[index[:, np.newaxis] - back]
    fit[:, 0] &= (size >= ITEM) & (size <= LONGEST)
    rows, columns = np.divmod(np.flatnonzero(np.logical_and.accumulate(fit, axis=1)), REACH)
    behind = index[rows] - back[columns]
    for offset in (np.zeros_like(size), np.ones_like(size), size - 1):
        first = np.maximum(marks[behind] - size[rows], 0) + offset[rows]
        alike = codes[first] == codes[second[rows] + offset[rows]]
        rows, behind = rows[alike], behind[alike]
    told = marks[behind - 1], marks[behind], second[rows], end[rows]
    for before, after, one, stop in zip(*(some.tolist() for some in told), strict=True):
        yield from same_item(text, (before, after), one, stop)


def _item_ends(marks: Places, comma: Flags, index: Places, cuts: Places) -> Places:
    ends = marks[index + 1].copy()
    last = np.flatnonzero(~comma[index + 1])
    if len(cuts):
        place = marks[index[last]]
        cut = np.searchsorted(cuts, place)
        known = cut < len(cuts)
        ends[last[known]] = np.minimum(ends[last[known]], cuts[cut[known]])
    return ends
