"""Marks of a large batch without partners, with numpy; what they are is said in `sense.pairs`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from seedlint.characters import Chars
from seedlint.class_table import Codes, Places, table
from seedlint.sense.pairs import PARTNER, unpaired

PAIR_MARKS = Chars.of("".join(PARTNER) + "".join(PARTNER.values()))


WORTH = 16
"""One pair in so many marks is worth a look at all: marks nested deep would take a look a level."""


class PairMarks(NamedTuple):
    """Where marks of pairs stand, which ones, and the number of the break that ends their line."""

    place: Places
    code: Codes
    line: Places


def pair_marks(marks: Places, codes: Codes, breaks: Places) -> PairMarks:
    """The marks of pairs among `marks`, whose `codes` are known."""
    wanted = table(PAIR_MARKS).take(codes)
    place = marks[wanted]
    return PairMarks(place, codes[wanted], np.searchsorted(breaks, place))


def find_unpaired(text: str, marks: PairMarks, opening: str) -> Sequence[int]:
    """The marks of the pairs that `opening` begins which have no partner in their line.

    Neighbours that are a pair are taken out, as long as they are many; the rest is for the plain
    search.
    """
    wanted = table(Chars.of("".join(mark + PARTNER[mark] for mark in opening))).take(marks.code)
    place, code, line = (column[wanted] for column in marks)
    partner = _partners(opening)
    while len(place):
        pair = (partner[code[:-1]] == code[1:]) & (line[:-1] == line[1:])
        if WORTH * np.count_nonzero(pair) < len(place):
            break
        keep = np.ones(len(place), bool)
        keep[:-1] &= ~pair
        keep[1:] &= ~pair
        place, code, line = place[keep], code[keep], line[keep]
    return unpaired(text, place.tolist(), opening)


@cache
def _partners(opening: str) -> Codes:
    """For every opening mark the closing one, 0 for all else."""
    partner: Codes = np.zeros(0x10000, np.uint16)
    for mark in opening:
        partner[ord(mark)] = ord(PARTNER[mark])
    return partner
