"""Clauses of a large batch that begin alike, with numpy: sentences, and lines that may be copies.

What they are is said in `sense.repeats` and `sense.echoes`; both want the same first characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from seedlint.class_table import Codes, Flags, Places, among
from seedlint.core import Span
from seedlint.sense.echoes import CROWD, HEAD, LONG, NOT_OPENING, SHARE
from seedlint.sense.repeats import NOT_OPENING as NO_SENTENCE
from seedlint.sense.repeats import OPENS_AFTER
from seedlint.vector_winnow import INDEX, MASKED

Keys = npt.NDArray[np.uint64]
MIX = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio (Knuth's multiplicative hashing)."""


class Heads(NamedTuple):
    """Where clauses open whose first `HEAD` characters open others of their document, in one line.

    `group` numbers those characters, `line` is the number of the break that ends the line.
    """

    place: Places
    group: Places
    line: Places

    def chosen(self, flags: Flags) -> Heads:
        """Those flagged, of which another of their group is."""
        group = self.group[flags]
        flags = flags.copy()
        flags[flags] = np.bincount(group)[group] > 1 if len(group) else False
        return Heads(self.place[flags], self.group[flags], self.line[flags])


def find_heads(codes: Codes, marks: Places, breaks: Places, bounds: Sequence[Span]) -> Heads:
    """The heads behind `marks`, by group and place."""
    place = marks[: np.searchsorted(marks, len(codes) - HEAD - 1)] + 1
    place = place[~among(NO_SENTENCE, codes, place)]
    cuts = np.searchsorted(place, [start for start, _ in bounds])
    numbers = np.arange(len(bounds), dtype=np.uint64)
    document = np.repeat(numbers, np.diff(cuts, append=len(place)))
    one, two = _first_characters(codes, place)
    low = np.uint64((1 << len(place).bit_length()) - 1)
    keys = one * MIX
    for mixed in (two, document):
        keys ^= mixed
        keys *= MIX
    keys &= ~low
    keys |= np.arange(len(place), dtype=np.uint64)
    keys.sort()
    alike = np.flatnonzero(keys[1:] ^ keys[:-1] <= low)
    recurs = np.zeros(len(keys), bool)
    recurs[alike] = recurs[alike + 1] = True
    index = (keys[recurs] & low).astype(np.int64)
    group = _numbered(one[index], two[index], document[index])
    place = place[index]
    line = np.searchsorted(breaks, place)
    heads = Heads(place, group, line)
    return heads.chosen(breaks[line] - place >= HEAD)


def _first_characters(codes: Codes, place: Places) -> Sequence[Keys]:
    """The `HEAD` characters at each place as two numbers; bytes are copied faster than numbers."""
    octets = np.ndarray(len(codes) - HEAD + 1, f"V{2 * HEAD}", codes, 0, (2,))
    one, two = octets[place].view("<u8").reshape(-1, 2).T
    return one, two


def _numbered(*columns: Keys) -> Places:
    """Equal rows that are neighbours have one number."""
    fresh = np.ones(len(columns[0]), bool)
    fresh[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    numbers: Places = np.cumsum(fresh) - 1
    return numbers


def find_twins(text: str, codes: Codes, heads: Heads, astral: bool) -> Sequence[Sequence[int]]:
    """Groups of openings of one document whose first `TWIN` characters agree, sorted."""
    place, group, _ = heads.chosen(among(OPENS_AFTER, codes, heads.place - 1))
    if not len(place):
        return []
    cuts = [0, *(np.flatnonzero(np.diff(group)) + 1).tolist(), len(group)]
    places = place.tolist()
    groups = [places[low:high] for low, high in pairwise(cuts)]
    if astral:
        groups = [one for places in groups for one in _told_apart(text, places)]
    return sorted(groups)


def _told_apart(text: str, places: Sequence[int]) -> Sequence[list[int]]:
    """Places with the same codes by their characters: a high surrogate stands for many."""
    alike: dict[str, list[int]] = {}
    for place in places:
        alike.setdefault(text[place : place + HEAD], []).append(place)
    return [places for places in alike.values() if len(places) > 1]


def find_copies(
    codes: Codes, heads: Heads, marks: Places, breaks: Places, astral: bool
) -> Sequence[tuple[Span, Span]]:
    """Pairs of long lines of which enough clauses begin alike, in order."""
    starts, ends = breaks[heads.line - 1] + 1, breaks[heads.line]
    fit = ends - starts >= LONG
    heads = heads.chosen(fit & ~among(NOT_OPENING, codes, heads.place))
    size = np.bincount(heads.group)[heads.group] if len(heads.group) else heads.group
    fit = size <= CROWD
    heads = heads.chosen(fit & ~_beyond(codes, heads.place) if astral else fit)
    if not len(heads.place):
        return []
    pairs, shared = _pairs(heads)
    one, two = (pairs >> INDEX).astype(np.int64), (pairs & MASKED).astype(np.int64)
    clauses = _clauses(codes, marks, breaks, np.stack((one, two)))
    enough = SHARE * shared >= clauses.min(axis=0)
    spans = [
        np.column_stack((breaks[line - 1] + 1, breaks[line])).tolist()
        for line in (one[enough], two[enough])
    ]
    return [((a, b), (c, d)) for (a, b), (c, d) in zip(*spans, strict=True)]


def _pairs(heads: Heads) -> tuple[Keys, Places]:
    """Two lines in one number, for every clause of the one that begins like one of the other."""
    _, group, line = heads
    keys = []
    for step in range(1, CROWD):
        one, two = line[:-step], line[step:]
        same = (group[step:] == group[:-step]) & (one != two)
        keys.append(one[same].astype(np.uint64) << INDEX | two[same].astype(np.uint64))
    return np.unique(np.concatenate(keys), return_counts=True)


def _clauses(codes: Codes, marks: Places, breaks: Places, line: Places) -> Places:
    """How many clauses of a line open `HEAD` characters or more before its end."""
    opens = np.zeros(len(marks), np.int64)
    np.cumsum(~among(NOT_OPENING, codes, marks[:-1] + 1), out=opens[1:])
    first = np.searchsorted(marks, breaks[line - 1])
    last = np.searchsorted(marks, breaks[line] - HEAD)
    counts: Places = opens[last] - opens[first]
    return counts


def _beyond(codes: Codes, place: Places) -> Flags:
    """Where one of the `HEAD` characters is a high surrogate, which stands for many."""
    near = codes[place[:, np.newaxis] + np.arange(HEAD)]
    beyond: Flags = ((near >= 0xD800) & (near < 0xDC00)).any(axis=1)
    return beyond
