"""Repeats of a large batch, with numpy; what they are is said in `sense.repeats`.

Short periods are compared lag by lag. Long ones would take hundreds of comparisons; there
`vector_winnow` finds quads that are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from seedlint.characters import HAN
from seedlint.class_table import BORDER, Codes, Flags, Places, table
from seedlint.core import new_tuple
from seedlint.patterns import lazily
from seedlint.sense.repeats import QUAD, SHORT, Run, stretch, worth
from seedlint.vector_dense import Dense, dense_parts
from seedlint.vector_winnow import NO_PLACES, equal, winnowed_pairs

SAMPLES = 8
"""Into so many parts a period is cut to see at a few places whether it may repeat."""
PAIRS = 7
"""The first period that is looked for by quads, shorter ones by pairs."""
BLOCK = 20_000
"""Hits looked at at once, lest a periodic text take gigabytes."""
HANS, OTHERS = 0xD840, 0xDC00
"""Codes for characters beyond the BMP: surrogates that are Han to the tables, and others."""
_A_HAN = lazily(HAN.pattern)


def find_runs(text: str, codes: Codes, astral: bool) -> Sequence[Run]:
    """All runs of periods 1 to `LONGEST`, sorted."""
    if astral:
        codes = _distinct(text, codes)
    dense = dense_parts(codes)
    pairs, others = (equal(dense.codes[:-period], dense.codes[period:]) for period in (1, 2))
    ones, twos = _adjacent(dense, pairs, 1), _adjacent(dense, others, 2)
    if astral:
        ones, twos = _told_apart(text, ones), _told_apart(text, twos)
    twos = [run for run in twos if text[run.start] != text[run.start + 1]]
    near, lags = _alike(codes, dense)
    first, second = winnowed_pairs(codes, dense, pairs)
    starts, periods = np.append(near, first), np.append(lags, second - first)
    kept = _may_repeat(codes, starts, periods)
    starts, periods = starts[kept], periods[kept]
    order = np.lexsort((periods, starts))
    hits = zip(starts[order].tolist(), periods[order].tolist(), strict=True)
    return sorted([*ones, *twos, *_verified(text, hits)])


def _distinct(text: str, codes: Codes) -> Codes:
    """The codes with one for each character beyond the BMP, as far as there are enough of them: a
    high surrogate stands for a thousand. Those of Han stay codes of Han."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    beyond = np.flatnonzero(points > 0xFFFF)
    rank = np.unique(points[beyond], return_inverse=True)[1].reshape(-1)
    told = codes.copy()
    told[beyond] = np.where(table(HAN)[codes[beyond]], HANS + rank % 0x80, OTHERS + rank % 0x400)
    return told


def _told_apart(text: str, runs: Sequence[Run]) -> list[Run]:
    """What is a run of characters: a code beyond the BMP may stand for several."""
    found: list[Run] = []
    for run in runs:
        if max(text[run.start : run.end]) <= "\uffff":
            found.append(run)
        else:
            places = range(run.start, run.end - run.period)
            found += _verified(text, ((place, run.period) for place in places))
    return found


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
    return [new_tuple(Run, (start, start + size, period)) for start, size in spans]


def _alike(codes: Codes, dense: Dense) -> tuple[Places, Places]:
    """Places, and periods from 3 to `SHORT`: one in every stretch where a unit recurs at once.

    A stretch of 3 equal places holds an aligned pair, one of 7 an aligned quad.
    """
    lags = range(3, min(SHORT, len(dense.codes) - QUAD) + 1)
    hits = [_aligned(dense.codes, period) for period in lags]
    if not any(map(len, hits)):
        return NO_PLACES, NO_PLACES
    periods = np.repeat(lags, [len(some) for some in hits])
    widths = np.where(periods < PAIRS, 2, 4)
    places = np.concatenate(hits) * widths
    keep = dense.near_han(places, places + periods)
    places, periods, widths = dense.places(places[keep]), periods[keep], widths[keep]
    fresh = np.ones(len(places), bool)  # neighbours are in one stretch
    fresh[1:] = (np.diff(places) != widths[1:]) | (np.diff(periods) > 0)
    places, periods, widths = places[fresh], periods[fresh], widths[fresh]

    def same(offset: int | Places) -> Flags:
        place = np.clip(places + offset, 0, len(codes) - periods - 1)
        alike: Flags = codes[place] == codes[place + periods]
        return alike

    left, right = same(-1), same(widths)
    both = (left & right) | (left & same(-2)) | (right & same(widths + 1))
    grows = np.where((widths + 1 < periods) & (periods < PAIRS), both, left | right)
    return places[grows], periods[grows]


def _aligned(codes: Codes, period: int) -> Places:
    """The pairs, or quads, from the start that equal the characters a period on, by number."""
    width, kind = (2, "<u4") if period < PAIRS else (4, "<u8")
    count = (len(codes) - period) // width
    base = np.frombuffer(codes, kind, count)
    return equal(base, np.frombuffer(codes, kind, count, offset=2 * period))


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
