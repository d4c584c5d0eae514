"""Repeats of a large batch, with numpy; what they are is said in `sense.repeats`.

Short periods are compared lag by lag. Long ones would take hundreds of comparisons; there equal
quads of characters are found by winnowing (Schleimer, Wilkerson and Aiken 2003): of every 13
neighbouring quads the one with the smallest hash is kept, so that two stretches of 16 equal
characters keep one in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from seedlint.characters import HAN
from seedlint.class_table import BORDER, Codes, Flags, Places, table
from seedlint.patterns import lazily
from seedlint.scratch import scratch
from seedlint.sense.repeats import (
    LONGEST,
    QUAD,
    SHORT,
    Run,
    stretch,
    worth,
)

WINDOW = SHORT + 1 - QUAD + 1
SAMPLES = 8
"""Into so many parts a period is cut to see at a few places whether it may repeat."""
NEAR = 4
"""Later quads of the same hash that one is compared with: unit and loop may share some inside."""
FACTORS = (40503, 30011, 51749)
"""Odd numbers without pattern, to mix the 16-bit codes of a quad."""
MIX = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio (Knuth's multiplicative hashing)."""
LAST = np.uint16(0xFFFF)
"""The hash of a quad that is one character four times: it is kept beside no other, for spaces and
masks are full of such."""
INDEX = np.uint64(32)
"""Bits of a key that number the places, so that one sort orders hashes and places."""
MASKED = np.uint64((1 << 32) - 1)
BLOCK = 20_000
"""Hits looked at at once, lest a periodic text take gigabytes."""
_A_HAN = lazily(HAN.pattern)
NOWHERE: Places = np.empty(0, np.int64)
FIRST: Places = np.zeros(1, np.int64)
CELL, AROUND = 8, 2
"""Characters looked at as one, and of how many such cells `SHORT` characters are part at most."""
HANS = 0x3005, 0xFAFF
"""Between these stand all Han characters, or what stands for them, and hardly anything else."""
SPARSE = 0.75
"""A text of which less is near Han is searched without the rest."""


class Dense(NamedTuple):
    """A text without what is far from Han: code, tables. `han` counts the cells with Han in it up
    to a cell, of `cell` characters; its parts begin at `start`, and in the text at `origin`.

    A unit has a Han character, so of every `SHORT` + 1 equal characters in a row as many are kept
    side by side.
    """

    codes: Codes
    han: npt.NDArray[np.int32]
    cell: int
    start: Places = FIRST
    origin: Places = FIRST

    def near_han(self, start: Places, end: Places) -> Flags:
        """Whether there is Han in the cells from one place to another."""
        if self.cell > 1:
            start, end = start // self.cell, (end + self.cell - 1) // self.cell
        held: Flags = self.han[end] > self.han[start]
        return held

    def places(self, found: Places) -> Places:
        """Places of it as those of the text."""
        if len(self.start) == 1:
            return found + self.origin
        part = np.searchsorted(self.start, found, "right") - 1
        places: Places = found + (self.origin - self.start)[part]
        return places


def find_runs(text: str, codes: Codes) -> Sequence[Run]:
    """All runs of periods 1 to `LONGEST`, sorted."""
    dense = _dense(codes)
    pairs, others = (_equal(dense.codes[:-period], dense.codes[period:]) for period in (1, 2))
    ones, twos = _adjacent(dense, pairs, 1), _adjacent(dense, others, 2)
    if _is_astral(codes):
        ones, twos = _told_apart(text, ones), _told_apart(text, twos)
    twos = [run for run in twos if text[run.start] != text[run.start + 1]]
    near, lags = _alike(codes, dense)
    first, second = _winnowed_pairs(codes, dense, pairs)
    starts, periods = np.append(near, first), np.append(lags, second - first)
    kept = _may_repeat(codes, starts, periods)
    starts, periods = starts[kept], periods[kept]
    order = np.lexsort((periods, starts))
    hits = zip(starts[order].tolist(), periods[order].tolist(), strict=True)
    return sorted([*ones, *twos, *_verified(text, hits)])


def _is_astral(codes: Codes) -> bool:
    above = scratch("product", len(codes), np.uint16)
    np.subtract(codes, np.uint16(0xD800), out=above)
    return bool(np.less(above, 0x400, out=scratch("flags", len(codes), np.bool_)).any())


def _told_apart(text: str, runs: Sequence[Run]) -> list[Run]:
    """What is a run of characters: of the codes, a high surrogate stands for many."""
    found: list[Run] = []
    for run in runs:
        if max(text[run.start : run.end]) <= "\uffff":
            found.append(run)
        else:
            places = range(run.start, run.end - run.period)
            found += _verified(text, ((place, run.period) for place in places))
    return found


def _dense(codes: Codes) -> Dense:
    size = len(codes)
    above = scratch("product", size, np.uint16)
    np.subtract(codes, np.uint16(HANS[0]), out=above)
    flags = scratch("han", -(-size // CELL) * CELL, np.bool_)
    np.less_equal(above, HANS[1] - HANS[0], out=flags[:size])
    flags[size:] = False
    cells = flags.view(np.uint64) != 0
    near = cells.copy()
    for reach in range(1, AROUND + 1):
        near[reach:] |= cells[:-reach]
        near[:-reach] |= cells[reach:]
    if np.count_nonzero(near) > SPARSE * len(near):
        return Dense(codes, _counted(cells), CELL)
    kept = np.repeat(near, CELL)[:size]
    turns = np.flatnonzero(np.diff(near, prepend=False, append=False)) * CELL
    origin, sizes = turns[::2], turns[1::2] - turns[::2]
    start = np.cumsum(sizes) - sizes
    return Dense(codes[kept], _counted(flags[:size][kept]), 1, start, origin)


def _counted(flags: Flags) -> npt.NDArray[np.int32]:
    """How many hold before each place, and in all."""
    counts = np.zeros(len(flags) + 1, np.int32)
    np.cumsum(flags, out=counts[1:])
    return counts


def _adjacent(dense: Dense, places: Places, period: int) -> list[Run]:
    """The runs of period 1 or 2 with a Han character, whole; `places` equal those a period on."""
    codes = dense.codes
    unit = codes[places]
    wanted = table(HAN)[unit] & (unit != BORDER)
    if period == 2:
        wanted = (unit != BORDER) & (wanted | table(HAN)[codes[places + 1]])
    places = places[wanted]
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) != 1)
    starts = places[np.concatenate(([0], breaks + 1))]
    ends = places[np.concatenate((breaks, [len(places) - 1]))] + 1 + period
    keep = ends - starts >= 2 * period
    spans = zip(dense.places(starts[keep]).tolist(), (ends - starts)[keep].tolist(), strict=True)
    return [Run(start, start + size, period) for start, size in spans]


def _alike(codes: Codes, dense: Dense) -> tuple[Places, Places]:
    """Places, and periods from 3 to `SHORT`: one in every stretch where a unit recurs at once.

    A stretch of 3 equal places holds an aligned pair, one of 7 an aligned quad.
    """
    hits, lags = [], []
    for period in range(3, min(SHORT, len(dense.codes) - QUAD) + 1):
        width, kind = (2, "<u4") if period < 7 else (4, "<u8")
        count = (len(dense.codes) - period) // width
        base = np.frombuffer(dense.codes, kind, count)
        found = _equal(base, np.frombuffer(dense.codes, kind, count, offset=2 * period)) * width
        found = dense.places(found[dense.near_han(found, found + period)])
        found = found[np.diff(found, prepend=-LONGEST) != width]  # neighbours are in one stretch
        hits.append(found)
        lags.append(np.full(len(found), period))
    if not hits:
        return NOWHERE, NOWHERE
    places, periods = np.concatenate(hits), np.concatenate(lags)
    widths = np.where(periods < 7, 2, 4)

    def same(offset: int | Places) -> Flags:
        place = np.clip(places + offset, 0, len(codes) - periods - 1)
        alike: Flags = codes[place] == codes[place + periods]
        return alike

    left, right = same(-1), same(widths)
    both = (left & right) | (left & same(-2)) | (right & same(widths + 1))
    grows = np.where((widths + 1 < periods) & (periods < 7), both, left | right)
    return places[grows], periods[grows]


def _winnowed_pairs(codes: Codes, dense: Dense, pairs: Places) -> tuple[Places, Places]:
    """Pairs of places, `SHORT` + 1 to `LONGEST` apart, inside two equal stretches."""
    if len(dense.codes) < WINDOW + QUAD:
        return NOWHERE, NOWHERE
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
    places, found = kept[index], found[index]
    firsts, seconds = [], []
    for step in range(1, NEAR + 1):
        gaps = places[step:] - places[:-step]
        near = (gaps <= LONGEST) & (gaps > SHORT) & (keys[step:] == keys[:-step])
        near &= dense.near_han(found[:-step], found[step:])
        firsts.append(places[:-step][near])
        seconds.append(places[step:][near])
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
    hashes[pairs[:-2][pairs[2:] - pairs[:-2] == 2]] = LAST
    lowest: Codes = scratch("lowest", count + margin, np.uint16)
    lowest[margin:count] = _slide(np.minimum, hashes)
    lowest[:margin], lowest[count:] = lowest[margin], lowest[count - 1]
    kept = _equal(hashes, _slide(np.maximum, lowest))
    return kept[hashes[kept] < LAST]


def _slide(choose: np.ufunc, values: Codes) -> Codes:
    """The least or greatest of every `WINDOW` (13) neighbouring values, in a buffer."""
    for reach, name in ((1, "even"), (2, "odd"), (4, "even"), (5, "odd")):
        size = len(values) - reach
        values = choose(values[:size], values[reach:], out=scratch(name, size, np.uint16))
    return values


def _equal(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> Places:
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


def _may_repeat(codes: Codes, places: Places, periods: Places) -> Flags:
    """Whether samples on either side may belong to one stretch of a period's length.

    Of samples every `step` characters such a stretch holds at least (period + 1) / step - 2 besides
    the place itself, side by side.
    """
    if len(places) > BLOCK:
        parts = range(0, len(places), BLOCK)
        rows = ((places[low : low + BLOCK], periods[low : low + BLOCK]) for low in parts)
        return np.concatenate([_may_repeat(codes, *some) for some in rows])
    last, step = len(codes) - 1, -(-periods // SAMPLES)
    offsets = np.arange(1, SAMPLES) * step[:, np.newaxis]
    near = np.zeros(len(places), np.int64)
    for reach in (offsets, -offsets):
        one = np.clip(places[:, np.newaxis] + reach, 0, last)
        alike = codes[one] == codes[np.minimum(one + periods[:, np.newaxis], last)]
        near += np.logical_and.accumulate(alike, axis=1).sum(axis=1)
    enough: Flags = near >= -(-(periods + 1) // step) - 2
    return enough


def _verified(text: str, hits: Iterable[tuple[int, int]]) -> set[Run]:
    """The runs through the hits (place, period), which come in order of place."""
    found: set[Run] = set()
    done: dict[int, int] = {}
    for place, period in hits:
        if place < done.get(period, -1) or not _A_HAN.search(text, place, place + period):
            continue
        run = stretch(text, place, period)
        if run:
            done[period] = run.end - period
            if worth(text, run):
                found.add(run)
    return found
