"""Echoes of a large batch, with numpy; what they are is said in `sense.echoes`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from seedlint.characters import NEWLINE
from seedlint.class_table import Codes, Flags, Places, members, table
from seedlint.core import Span
from seedlint.sense.echoes import (
    BOUNDS,
    CROWD,
    ENDS_LIST,
    HEAD,
    ITEM,
    JOINTS,
    LEAST,
    LIST_BOUNDS,
    LONG,
    LONGEST,
    NOT_OPENING,
    PARTING,
    REACH,
    SHARE,
    Echo,
    Echoes,
    beside,
    same_item,
)
from seedlint.sense.repeats import QUAD
from seedlint.vector_repeats import INDEX, MASKED, MIX, quads

COMMA = ord("、")
Keys = npt.NDArray[np.uint64]


def find_echoes(text: str, codes: Codes, bounds: Sequence[Span]) -> Echoes:
    """What `sense.echoes.find_echoes` finds."""
    if len(codes) <= LONGEST + QUAD:
        from seedlint.sense import echoes

        return echoes.find_echoes(text, bounds)
    places = members(table(BOUNDS | JOINTS | ENDS_LIST), codes)
    kinds = codes[places]
    marks, joints, cuts = (places[table(one)[kinds]] for one in (BOUNDS, JOINTS, ENDS_LIST))
    phrases = {
        *_beside_marks(text, codes, marks),
        *_beside_joints(text, codes, joints),
        *_in_lists(text, codes, marks, cuts),
    }
    return Echoes(sorted(phrases), _alike(codes, marks, bounds))


def _beside_marks(text: str, codes: Codes, marks: Places) -> Iterator[Echo]:
    inner = np.flatnonzero(table(PARTING)[codes[marks[1:-1]]]) + 1
    place, four = marks[inner], quads(codes)
    last = len(four) - 1
    second = four[np.minimum(place + 1, last)]
    for size in (place - marks[inner - 1] - 1, marks[inner + 1] - place - 1):
        alike = (size >= LEAST) & (size <= LONGEST)
        alike &= four[np.clip(place - size, 0, last)] == second
        for at, length in zip(place[alike].tolist(), size[alike].tolist(), strict=True):
            yield from beside(text, at, length)


def _beside_joints(text: str, codes: Codes, place: Places) -> Iterator[Echo]:
    four, sizes = quads(codes), np.arange(LEAST, LONGEST + 1)
    first = np.maximum(place[:, np.newaxis] - sizes, 0)
    second = np.minimum(place + 1, len(four) - 1)
    rows, columns = np.nonzero(four[first] == four[second][:, np.newaxis])
    found: dict[int, Echo] = {}
    for at, size in zip(place[rows].tolist(), sizes[columns].tolist(), strict=True):
        found |= {echo.second: echo for echo in beside(text, at, size)}
    yield from found.values()


def _in_lists(text: str, codes: Codes, marks: Places, cuts: Places) -> Iterator[Echo]:
    marks = marks[table(LIST_BOUNDS)[codes[marks]]]
    comma = codes[marks] == COMMA
    index = np.flatnonzero(comma[1:] & comma[:-1]) + 1
    if not len(index):
        return
    place, end = marks[index], _item_ends(marks, comma, index, cuts)
    size, depth = end - place - 1, _depth(comma)[index]
    fit = (size >= ITEM) & (size <= LONGEST)
    for back in range(1, REACH + 1):
        fit &= depth > back
        chosen = np.flatnonzero(fit)
        behind = marks[index[chosen] - back]
        low = np.maximum(behind - size[chosen], 0)
        alike = codes[low] == codes[place[chosen] + 1]
        alike &= codes[low + 1] == codes[place[chosen] + 2]
        for at in chosen[alike].tolist():
            around = marks[index[at] - back - 1 : index[at] - back + 1].tolist()
            yield from same_item(text, around, int(place[at]) + 1, int(end[at]))


def _depth(comma: Flags) -> Places:
    """How many 、 in a row end at each mark."""
    numbers = np.arange(len(comma))
    last = np.maximum.accumulate(np.where(comma, -1, numbers))
    depth: Places = numbers - last
    return depth


def _item_ends(marks: Places, comma: Flags, index: Places, cuts: Places) -> Places:
    ends = marks[index + 1].copy()
    last = np.flatnonzero(~comma[index + 1])
    if len(cuts):
        place = marks[index[last]]
        cut = np.searchsorted(cuts, place)
        known = cut < len(cuts)
        ends[last[known]] = np.minimum(ends[last[known]], cuts[cut[known]])
    return ends


def _alike(codes: Codes, marks: Places, bounds: Sequence[Span]) -> Sequence[tuple[Span, Span]]:
    at_end = table(NEWLINE)[codes[marks]]
    breaks, number = marks[at_end], np.cumsum(at_end) - 1
    start, end = breaks[:-1] + 1, breaks[1:]
    last = np.append(np.where(end - start >= LONG, end - HEAD, -1), -1)[number]
    place = marks + 1
    fit = np.flatnonzero((place <= last) & ~table(NOT_OPENING)[codes[place - (place > last)]])
    place, line = place[fit], number[fit]
    if not len(place):
        return []
    clauses = np.bincount(line)
    document = np.searchsorted(np.array([low for low, _ in bounds]), start, "right")
    pairs, counts = _pairs(codes, place, line, document[line])
    one, two = (pairs >> INDEX).astype(np.int64), (pairs & MASKED).astype(np.int64)
    enough = SHARE * counts >= np.minimum(clauses[one], clauses[two])
    spans = [np.column_stack((start[at], end[at])).tolist() for at in (one[enough], two[enough])]
    return [((a, b), (c, d)) for (a, b), (c, d) in zip(*spans, strict=True)]


def _pairs(codes: Codes, place: Places, line: Places, document: Places) -> tuple[Keys, Places]:
    """Two lines in one number, for every clause of the one that begins like one of the other."""
    group, index = _groups(codes, place, document)
    line = line[index]
    keys = []
    for step in range(1, CROWD):
        one, two = line[:-step], line[step:]
        same = (group[step:] == group[:-step]) & (one != two)
        keys.append(one[same].astype(np.uint64) << INDEX | two[same].astype(np.uint64))
    return np.unique(np.concatenate(keys), return_counts=True)


def _groups(codes: Codes, place: Places, document: Places) -> tuple[Places, Places]:
    """Which of the places begin alike in one document: (group, index of the place)."""
    four, where = quads(codes), document.astype(np.uint64)
    one, two = four[place], four[place + QUAD]
    hashes = ((where * MIX ^ one) * MIX ^ two ^ two >> INDEX) * MIX
    keys = np.sort(hashes & ~MASKED | np.arange(len(place), dtype=np.uint64))
    alike = np.flatnonzero(keys[1:] ^ keys[:-1] <= MASKED)
    chosen = np.zeros(len(keys), bool)
    chosen[alike] = chosen[alike + 1] = True
    index = (keys[chosen] & MASKED).astype(np.int64)
    one, two, where = one[index], two[index], where[index]
    fresh = np.ones(len(index), bool)
    fresh[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1]) | (where[1:] != where[:-1])
    group = np.cumsum(fresh) - 1
    size = np.bincount(group)[group] if len(group) else group
    keep = (size > 1) & (size <= CROWD) & ~_beyond(codes, place[index])
    return group[keep], index[keep]


def _beyond(codes: Codes, place: Places) -> Flags:
    """Where one of the `HEAD` characters is a high surrogate, which stands for many."""
    beyond = np.zeros(len(place), bool)
    for offset in range(HEAD):
        near = codes[place + offset]
        beyond |= (near >= 0xD800) & (near < 0xDC00)
    return beyond
