"""Equal quads of characters, far apart, by winnowing (Schleimer, Wilkerson and Aiken 2003).

Of every 13 neighbouring quads the one with the smallest hash is kept, so that two stretches of 16
equal characters keep one in common. A quad is compared with the next `NEAR` of its hash alone: in a
text of a handful of characters a long period may be missed that the plain scan finds.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from seedlint.class_table import Codes, Flags, Places
from seedlint.scratch import scratch
from seedlint.sense.repeats import LONGEST, QUAD, SHORT
from seedlint.vector_dense import Dense

WINDOW = SHORT + 1 - QUAD + 1
NEAR = 4
"""Later quads of the same hash that one is compared with: unit and loop may share some inside."""
FACTORS = (40503, 30011, 51749)
"""Odd numbers without pattern, to mix the 16-bit codes of a quad."""
LAST = np.uint16(0xFFFF)
"""The hash of a quad that is one character four times: such are not kept, for spaces and masks are
full of them."""
INDEX = np.uint64(32)
"""Bits of a key that number the places, so that one sort orders hashes and places."""
MASKED = np.uint64((1 << 32) - 1)
NO_PLACES: Places = np.empty(0, np.int64)


def winnowed_pairs(codes: Codes, dense: Dense, pairs: Places) -> tuple[Places, Places]:
    """Pairs of places, `SHORT` + 1 to `LONGEST` apart, inside two equal stretches."""
    if len(dense.codes) < WINDOW + QUAD:
        return NO_PLACES, NO_PLACES
    two = _hashed_pairs(dense.codes)
    found = _winnowed(two, pairs)
    kept = dense.places(found)
    order = _numbered(two.take(found), two.take(found + 2))
    order.sort()
    alike = np.flatnonzero(np.diff(order) <= LONGEST)
    chosen = np.zeros(len(order), bool)
    chosen[alike] = chosen[alike + 1] = True
    order = order[chosen]
    index, keys = order & MASKED, order >> INDEX
    places, found = kept.take(index), found.take(index)
    firsts, seconds = [], []
    for step in range(1, NEAR + 1):
        gaps = places[step:] - places[:-step]
        near = (gaps <= LONGEST) & (gaps > SHORT) & (keys[step:] == keys[:-step])
        one = np.flatnonzero(near)
        one = one[dense.near_han(found.take(one), found.take(one + step))]
        firsts.append(places.take(one))
        seconds.append(places.take(one + step))
    return _long_enough(codes, np.concatenate(firsts), np.concatenate(seconds))


def _hashed_pairs(codes: Codes) -> Codes:
    """A hash of every two neighbours, in a buffer."""
    product: Codes = scratch("product", len(codes), np.uint16)
    two: Codes = scratch("two", len(codes) - 1, np.uint16)
    np.multiply(codes[:-1], np.uint16(FACTORS[0]), out=two)
    two += np.multiply(codes[1:], np.uint16(FACTORS[1]), out=product[1:])
    return two


def _winnowed(two: Codes, pairs: Places) -> Places:
    """Where the quads stand whose hash is the smallest of some `WINDOW` neighbours.

    `two` are the hashes of pairs; a character that stands twice begins at each of `pairs`.
    """
    count, margin = len(two) - 2, WINDOW - 1
    hashes: Codes = scratch("hashes", count, np.uint16)
    product: Codes = scratch("product", count, np.uint16)
    np.multiply(two[:count], np.uint16(FACTORS[2]), out=hashes)
    hashes += two[2:]
    hashes ^= np.right_shift(hashes, np.uint16(7), out=product)
    same = pairs[:-2][pairs[2:] - pairs[:-2] == 2]
    hashes[same] = LAST
    lowest: Codes = scratch("lowest", count + margin, np.uint16)
    lowest[margin:count] = _slide(np.minimum, hashes)
    lowest[:margin], lowest[count:] = lowest[margin], lowest[count - 1]
    flags = scratch("flags", count, np.bool_)
    np.equal(hashes, _slide(np.maximum, lowest), out=flags)
    flags[same] = False
    return np.flatnonzero(flags)


def _slide(choose: np.ufunc, values: Codes) -> Codes:
    """The least or greatest of every `WINDOW` (13) neighbouring values, in a buffer."""
    for reach, name in ((1, "even"), (2, "odd"), (4, "even"), (5, "odd")):
        size = len(values) - reach
        values = choose(values[:size], values[reach:], out=scratch(name, size, np.uint16))
    return values


def equal(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> Places:
    """Where two arrays agree."""
    return np.flatnonzero(np.equal(one, other, out=scratch("flags", len(one), np.bool_)))


def _numbered(one: Codes, other: Codes) -> npt.NDArray[np.uint64]:
    """The hashes of two pairs, above `INDEX`, and below it their number."""
    keys = np.empty(len(one), "<u8")
    halves = keys.view("<u2").reshape(-1, 4)
    halves[:, 3], halves[:, 2] = one, other
    keys.view("<u4")[::2] = np.arange(len(one))
    return keys


def quads(codes: Codes) -> npt.NDArray[np.uint64]:
    """Four characters from every place on, as one number; a view."""
    return np.ndarray(len(codes) - QUAD + 1, "<u8", codes, 0, (2,))


def _long_enough(codes: Codes, first: Places, second: Places) -> tuple[Places, Places]:
    """The pairs whose equal stretch can reach 16 characters: 12 more, left and right together."""
    four = quads(codes)

    def same(offset: int) -> Flags:
        last = len(four) - 1
        one, two = np.maximum(first + offset, 0), np.minimum(second + offset, last)
        alike: Flags = four[one] == four[two]
        return alike

    equal = same(0)
    first, second = first[equal], second[equal]
    left, right = same(-QUAD), same(QUAD)
    grows = left | right
    first, second, left, right = first[grows], second[grows], left[grows], right[grows]
    keep = (left & right) | (left & same(-2 * QUAD)) | (right & same(2 * QUAD))
    return first[keep], second[keep]
