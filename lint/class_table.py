"""Character sets as look-up tables over UTF-16 units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from seedlint.characters import Chars
from seedlint.layer import EDGE
from seedlint.scratch import scratch

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint16]
Places = npt.NDArray[np.int64]
BORDER = ord(EDGE)


def members(flags: Flags, codes: Codes) -> Places:
    """Where the characters of a set stand."""
    return np.flatnonzero(flagged(flags, codes, scratch("flags", len(codes), np.bool_)))


def flagged(flags: Flags, codes: Codes, out: Flags) -> Flags:
    """Which characters are in a set. (A cast first: `take` would make one, and slower.)"""
    index = scratch("index", len(codes), np.intp)
    np.copyto(index, codes)
    return flags.take(index, mode="wrap", out=out)


def among(chars: Chars, codes: Codes, places: Places) -> Flags:
    """Of some places, all in the text, at which a character of a set stands. (`take` is twice as
    fast as an index.)"""
    found: Flags = table(chars).take(codes.take(places))
    return found


@cache
def table(chars: Chars) -> Flags:
    """For every UTF-16 unit whether it is in the set; a border counts as a newline.

    64 KB a set, so that look-ups stay in the processor's first or second cache.
    """
    flags = np.zeros(0x10000, bool)
    for low, high in chars.ranges:
        flags[low : min(high, 0xFFFF) + 1] = True
        if high > 0xFFFF:
            flags[high_surrogate(max(low, 0x10000)) : high_surrogate(high) + 1] = True
    flags[BORDER] = "\n" in chars
    return flags


@dataclass(frozen=True)
class Classes:
    """Characters of some sets, those that are in the same sets of one class.

    `wakes` says for every UTF-16 unit whether it is in any, `ids` in which class, from 1;
    `inside` the classes of a set.
    """

    wakes: Flags
    ids: npt.NDArray[np.uint16]
    inside: Mapping[Chars, Sequence[int]]


@cache
def classes(sets: frozenset[Chars]) -> Classes:
    ordered = sorted(sets, key=lambda chars: chars.ranges)
    rows = np.stack([table(chars) for chars in ordered])
    rows[:, BORDER] = False
    wakes: Flags = np.any(rows, axis=0)
    units = np.flatnonzero(wakes)
    kinds, which = np.unique(np.packbits(rows[:, units], axis=0), axis=1, return_inverse=True)
    ids = np.zeros(0x10000, np.uint16)
    ids[units] = which.reshape(-1) + 1
    member = np.unpackbits(kinds, axis=0, count=len(ordered)).astype(bool)
    inside = {
        chars: (np.flatnonzero(row) + 1).tolist()
        for chars, row in zip(ordered, member, strict=True)
    }
    return Classes(wakes, ids, inside)


def high_surrogate(code: int) -> int:
    return 0xD800 + ((code - 0x10000) >> 10)
