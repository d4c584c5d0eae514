"""The scan of a large batch: every character looked up once, the rest on few candidates.

Tables and tricks are those measured in the design phase: UTF-16 and one bit a character set,
`take(mode="clip")`, lag compares on 32 and 64 bit views.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from seedlint.characters import HAN, WHITESPACE, Chars
from seedlint.core import At, Span
from seedlint.layer import EDGE, Layer
from seedlint.sense.repeats import (
    LONGEST,
    NOT_OPENING,
    OPENS_AFTER,
    SHORT,
    STRIDE,
    TWIN,
    Run,
    loops,
    primitive,
    stretch,
)

Bits = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
MIX = np.uint64(0x9E3779B97F4A7C15)


class ClassTable:
    """For every UTF-16 unit the character sets it is in, one bit a set.

    A character beyond the BMP is looked up as its high surrogate; candidates among them are
    confirmed on the text. Sets are given bits when first asked for; 64 are enough.
    """

    def __init__(self) -> None:
        self.masks: Bits = np.zeros(0x10000, np.uint64)
        self.bits: dict[Chars, np.uint64] = {}
        self.wanted = np.uint64(0)

    def want(self, at: At) -> None:
        """Make ready for `at`; a table that is full says so."""
        self.wanted |= self.bit(at.own)
        for context in (at.after, at.before):
            if context:
                self.bit(context)

    def bit(self, chars: Chars) -> np.uint64:
        known = self.bits.get(chars)
        return self._add(chars) if known is None else known

    def _add(self, chars: Chars) -> np.uint64:
        if len(self.bits) == 64:
            raise ValueError("more than 64 character sets are declared in `where`")
        bit = self.bits[chars] = np.uint64(1 << len(self.bits))
        for low, high in chars.ranges:
            self.masks[low : min(high, 0xFFFF) + 1] |= bit
            if high > 0xFFFF:
                self.masks[_high_surrogate(max(low, 0x10000)) : _high_surrogate(high) + 1] |= bit
        if "\n" in chars:
            self.masks[ord(EDGE)] |= bit
        return bit


def _high_surrogate(code: int) -> int:
    return 0xD800 + ((code - 0x10000) >> 10)


TABLE = ClassTable()
for _chars in (HAN, WHITESPACE, OPENS_AFTER, NOT_OPENING):
    TABLE.bit(_chars)


class VectorScan:
    def __init__(self, layer: Layer, asked: Iterable[At]) -> None:
        for at in asked:
            TABLE.want(at)
        self.text = units = layer.text
        self.bounds = layer.bounds
        raw = units.encode("utf-16-le", "surrogatepass")
        self.astral = len(raw) != 2 * len(units)
        if self.astral:
            units = ASTRAL.sub(lambda match: chr(_high_surrogate(ord(match[0]))), units)
            raw = units.encode("utf-16-le", "surrogatepass")
        self.raw = raw + bytes(2 * (LONGEST + 8))
        self.codes = np.frombuffer(raw, "<u2")

    @cached_property
    def sets(self) -> Bits:
        return TABLE.masks.take(self.codes, mode="clip")

    @cached_property
    def woken(self) -> tuple[Places, Bits]:
        """Every place some rule waits for, and the sets of its character."""
        places = np.flatnonzero((self.sets & TABLE.wanted) != 0)
        places = places[self.codes[places] != ord(EDGE)]
        return places, self.sets[places]

    def places(self, at: At) -> Sequence[Span]:
        own = TABLE.bits[at.own]
        places, sets = self.woken
        starts = places[(sets & own) != 0]
        ends = starts + 1
        if at.run:
            starts, ends = self._joined(starts, own)
        if at.after:
            keep = (self.sets[starts - 1] & TABLE.bits[at.after]) != 0
            starts, ends = starts[keep], ends[keep]
        if at.before:
            keep = (self.sets[ends] & TABLE.bits[at.before]) != 0
            starts, ends = starts[keep], ends[keep]
        found = list(zip(starts.tolist(), ends.tolist(), strict=True))
        return [span for span in found if self._holds(at, *span)] if self.astral else found

    def _joined(self, places: Places, own: np.uint64) -> tuple[Places, Places]:
        def outside(neighbour: Places) -> npt.NDArray[np.bool_]:
            return ((self.sets[neighbour] & own) == 0) | (self.codes[neighbour] == ord(EDGE))

        return places[outside(places - 1)], places[outside(places + 1)] + 1

    def _holds(self, at: At, start: int, end: int) -> bool:
        """A high surrogate stands for a thousand characters: ask the text itself."""
        before, behind = self.text[start - 1], self.text[end]
        return (
            all(char in at.own for char in self.text[start:end])
            and (not at.after or before < "\U00010000" or before in at.after)
            and (not at.before or behind < "\U00010000" or behind in at.before)
        )

    @cached_property
    def lines(self) -> Sequence[Span]:
        codes = self.codes
        breaks = np.flatnonzero((codes == 10) | (codes == ord(EDGE)))
        starts, ends = breaks[:-1] + 1, breaks[1:]
        filled = ends > starts
        starts, ends = starts[filled], ends[filled]
        blank = (self.sets[starts] & TABLE.bits[WHITESPACE]) != 0
        for index in np.flatnonzero(blank).tolist():
            blank[index] = self.text[starts[index] : ends[index]].isspace()
        return list(zip(starts[~blank].tolist(), ends[~blank].tolist(), strict=True))

    @cached_property
    def runs(self) -> Sequence[Run]:
        seeds = [*self._adjacent(1), *self._adjacent(2)]
        found = {run for run in seeds if self._worth(run)}
        for period in range(3, SHORT + 1):
            found |= self._verified(self._alike(period, 2 if period < 7 else 4, 1), period)
        alive = self._alive(loops(found))
        for period in range(SHORT + 1, LONGEST + 1):
            hits = self._alike(period, 4, STRIDE // 4)
            found |= self._verified(hits[alive[hits // STRIDE]], period)
        return sorted(found)

    def _adjacent(self, period: int) -> list[Run]:
        codes = self.codes
        same = (codes[:-period] == codes[period:]) & (codes[:-period] != ord(EDGE))
        places = np.flatnonzero(same)
        if not len(places):
            return []
        breaks = np.flatnonzero(np.diff(places) != 1)
        starts = places[np.concatenate(([0], breaks + 1))]
        ends = places[np.concatenate((breaks, [len(places) - 1]))] + 1 + period
        keep = ends - starts >= 2 * period
        spans = zip(starts[keep].tolist(), ends[keep].tolist(), strict=True)
        return [Run(start, end, period) for start, end in spans]

    def _alike(self, period: int, width: int, every: int) -> Places:
        """Places, multiples of `width * every`, where `width` characters recur a period on."""
        count = (len(self.codes) - period) // width
        if count <= 0:
            return np.empty(0, np.int64)
        kind = f"<u{2 * width}"
        base = np.frombuffer(self.raw, kind, count)[::every]
        ahead = np.frombuffer(self.raw, kind, count, offset=2 * period)[::every]
        hits = np.flatnonzero(base == ahead) * (width * every)
        han = self._han_before
        return hits[han[np.minimum(hits + period, len(han) - 1)] != han[hits]]

    @cached_property
    def _han_before(self) -> npt.NDArray[np.int32]:
        han = (self.sets & TABLE.bits[HAN]) != 0
        return np.concatenate(([0], np.cumsum(han, dtype=np.int32)))

    def _alive(self, shut: Sequence[Span]) -> npt.NDArray[np.bool_]:
        alive = np.ones(len(self.codes) // STRIDE + 1, bool)
        for start, end in shut:
            alive[-(-start // STRIDE) : -(-end // STRIDE)] = False
        return alive

    def _verified(self, hits: Places, period: int) -> set[Run]:
        found, last = set(), -1
        for hit in hits.tolist():
            if hit < last:
                continue
            run = stretch(self.text, hit, period)
            if run:
                last = run.end - period
                if self._worth(run):
                    found.add(run)
        return found

    def _worth(self, run: Run) -> bool:
        unit = self.text[run.start : run.start + run.period]
        return primitive(unit) and any(char in HAN for char in unit)

    @cached_property
    def twins(self) -> Sequence[Sequence[int]]:
        after = np.flatnonzero((self.sets & TABLE.bits[OPENS_AFTER]) != 0) + 1
        after = after[after + TWIN < len(self.codes)]
        after = after[(self.sets[after] & TABLE.bits[NOT_OPENING]) == 0]
        heads = self.codes[after[:, None] + np.arange(TWIN)]
        after = after[~((heads == 10) | (heads == ord(EDGE))).any(axis=1)]
        alike: dict[tuple[int, str], list[int]] = {}
        for place in after[self._recurring(after)].tolist():
            document = bisect_right(self.bounds, (place, len(self.text)))
            alike.setdefault((document, self.text[place : place + TWIN]), []).append(place)
        return sorted(places for places in alike.values() if len(places) > 1)

    def _recurring(self, places: Places) -> npt.NDArray[np.bool_]:
        """Which openings share their signature (two quads and the document) with another."""
        borders = np.array([start for start, _ in self.bounds])
        signature = np.searchsorted(borders, places, "right").astype(np.uint64)
        for offset in range(TWIN):
            signature = signature * MIX + self.codes[places + offset]
        order = np.argsort(signature, kind="stable")
        same = np.diff(signature[order]) == 0
        recurring = np.zeros(len(places), bool)
        recurring[order[1:][same]] = recurring[order[:-1][same]] = True
        return recurring
