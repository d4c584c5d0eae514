"""The scan of a large batch: every character looked up once, the rest on few candidates.

A character beyond the BMP is looked up as its high surrogate; where one is near a place, the plain
scan answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from seedlint.characters import WHITESPACE
from seedlint.class_table import (
    BORDER,
    Codes,
    Places,
    among,
    classes,
    high_surrogate,
    members,
    table,
)
from seedlint.core import At, Rule, Span
from seedlint.layer import Layer
from seedlint.scan import PlainScan, without_feeds
from seedlint.scratch import scratch
from seedlint.sense.confusables import Suspect
from seedlint.sense.echoes import BOUNDS, Echoes
from seedlint.sense.repeats import Run
from seedlint.vector_heads import Heads, find_copies, find_heads, find_twins
from seedlint.vector_pairs import PAIR_MARKS, PairMarks, find_unpaired, pair_marks
from seedlint.vector_phrases import LISTED, find_phrases
from seedlint.vector_repeats import find_runs
from seedlint.vector_suspects import find_suspects
from seedlint.woken import NOWHERE, Woken

NEWLINE, FEED = ord("\n"), ord("\f")
TINY = 32
"""Code points below which the windows that are compared may not fit."""
MANY = 8
"""A set that holds more than an eighth of what woke is picked out, a smaller one sorted."""
MARKS = LISTED | PAIR_MARKS


class VectorScan:
    """The questions of `seedlint.scan.Scan`, answered with numpy."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.text = text = layer.text
        self.bounds = layer.bounds
        raw = text.encode("utf-16-le", "surrogatepass")
        self.astral = len(raw) != 2 * len(text)
        self.codes: Codes = _high_surrogates(text) if self.astral else np.frombuffer(raw, "<u2")

    def wake(self, asked: Iterable[At]) -> None:
        sets = frozenset(at.own for at in asked)
        if not sets:
            return
        known = classes(sets)
        woken = members(known.wakes, self.codes)
        ids = known.ids.take(self.codes.take(woken))
        self.woken, self.ids = woken, ids
        self.sorted = woken.take(np.argsort(ids, kind="stable"))
        self.ends = np.cumsum(np.bincount(ids, minlength=int(known.ids.max()) + 1)).tolist()
        self.inside = known.inside

    def _own(self, at: At) -> Places:
        """The places of its own characters, in order."""
        ends, kinds = self.ends, self.inside[at.own]
        spans = [(ends[kind - 1], ends[kind]) for kind in kinds if ends[kind - 1] < ends[kind]]
        if len(spans) == 1:
            return self.sorted[slice(*spans[0])]
        if MANY * sum(high - low for low, high in spans) > len(self.ids):
            wanted = np.zeros(len(ends), bool)
            wanted[kinds] = True
            return self.woken[wanted.take(self.ids)]
        parts = [self.sorted[low:high] for low, high in spans]
        return np.sort(np.concatenate(parts)) if parts else self.woken[:0]

    def places(self, at: At) -> Woken:
        starts = self._own(at)
        if not len(starts):
            return NOWHERE
        lows, highs = _joined(starts) if at.run else (starts, starts + 1)
        if not self.astral or not len(near := self._beyond(starts)):
            return self._answer(at, lows, highs)
        mixed = np.unique(np.searchsorted(lows, near, "right") - 1)
        plain = PlainScan(self.layer)
        spans = zip(lows[mixed].tolist(), highs[mixed].tolist(), strict=True)
        told = [one for low, high in spans for one in plain.within(at, low, high)]
        rest = np.delete(lows, mixed), np.delete(highs, mixed)
        return Woken.of(sorted([*told, *self._answer(at, *rest)]))

    def sure(self, rule: Rule) -> tuple[Iterable[tuple[int, Sequence[int]]], Woken]:
        where, sure = rule.where, rule.sure
        if not where or not sure:
            return (), self.places(where) if where else NOWHERE
        starts = self._own(where)
        if self.astral and len(self._beyond(starts)):
            return (), self.places(where)
        told = among(sure.own, self.codes, starts)
        if sure.after:
            told &= among(sure.after, self.codes, starts - 1)
        if sure.before:
            told &= among(sure.before, self.codes, starts + 1)
        rest = starts[~told]
        return self._by_document(starts[told]), self._answer(where, rest, rest + 1)

    def _by_document(self, places: Places) -> Iterator[tuple[int, Sequence[int]]]:
        """Rising places by document, in offsets of its page."""
        if not len(places):
            return
        start, _, document, origin = self._pieces
        piece = np.searchsorted(start, places, "right") - 1
        offsets = (places - start[piece] + origin[piece]).tolist()
        owners = document[piece]
        cuts = [0, *(np.flatnonzero(np.diff(owners)) + 1).tolist()]
        spans = pairwise([*cuts, len(offsets)])
        for owner, (low, high) in zip(owners[cuts].tolist(), spans, strict=True):
            yield owner, offsets[low:high]

    @cached_property
    def _pieces(self) -> Places:
        numbers = chain.from_iterable(self.layer.pieces)
        return np.fromiter(numbers, np.int64).reshape(-1, 4).T

    def _answer(self, at: At, starts: Places, ends: Places) -> Woken:
        if at.alone:
            keep = (ends - starts > 1) | among(at.alone, self.codes, starts)
            starts, ends = starts[keep], ends[keep]
        if at.after:
            keep = among(at.after, self.codes, starts - 1)
            starts, ends = starts[keep], ends[keep]
        if at.before:
            keep = among(at.before, self.codes, ends)
            starts, ends = starts[keep], ends[keep]
        if at.beside:
            keep = among(at.beside, self.codes, starts - 1) | among(at.beside, self.codes, ends)
            starts, ends = starts[keep], ends[keep]
        return Woken(starts.tolist(), ends.tolist)

    def _beyond(self, places: Places) -> Places:
        """Those that have a high surrogate, which stands for a thousand characters, or are next to
        one."""
        near = self._near_surrogates
        at = np.searchsorted(places, near)
        held: Places = near[places.take(at, mode="clip") == near] if len(places) else near[:0]
        return held

    @cached_property
    def _near_surrogates(self) -> Places:
        place = np.flatnonzero((self.codes >= 0xD800) & (self.codes < 0xDC00))
        return np.unique(np.concatenate((place - 1, place, place + 1)))

    @cached_property
    def breaks(self) -> Sequence[int]:
        found: list[int] = self._breaks.tolist()
        return found

    @cached_property
    def _breaks(self) -> Places:
        ends = scratch("flags", len(self.codes), np.bool_)
        borders = scratch("borders", len(self.codes), np.bool_)
        np.equal(self.codes, NEWLINE, out=ends)
        ends |= np.equal(self.codes, BORDER, out=borders)
        return np.flatnonzero(ends)

    @cached_property
    def lines(self) -> Sequence[Span]:
        starts, ends = self._breaks[:-1] + 1, self._breaks[1:]
        filled = ends > starts
        starts, ends = starts[filled], ends[filled]
        first, last = self.codes.take(starts), self.codes.take(ends - 1)
        blank = table(WHITESPACE).take(first) & table(WHITESPACE).take(last)
        for index in np.flatnonzero(blank).tolist():
            blank[index] = self.text[starts[index] : ends[index]].isspace()
        held = ~blank
        spans = list(zip(starts[held].tolist(), ends[held].tolist(), strict=True))
        for index in np.flatnonzero(((first == FEED) | (last == FEED))[held]).tolist():
            spans[index] = without_feeds(self.text, spans[index])
        return spans

    @cached_property
    def _marks(self) -> Places:
        """Where clauses, items and pairs may begin and end."""
        return members(table(MARKS), self.codes)

    @cached_property
    def _mark_codes(self) -> Codes:
        return self.codes.take(self._marks)

    @cached_property
    def _clause_bounds(self) -> Places:
        return self._marks[table(BOUNDS).take(self._mark_codes)]

    @cached_property
    def _pair_marks(self) -> PairMarks:
        return pair_marks(self._marks, self._mark_codes, self._breaks)

    def unpaired(self, opening: str) -> Sequence[int]:
        return find_unpaired(self.text, self._pair_marks, opening)

    @cached_property
    def runs(self) -> Sequence[Run]:
        return find_runs(self.text, self.codes, self.astral)

    @cached_property
    def _heads(self) -> Heads:
        return find_heads(self.codes, self._clause_bounds, self._breaks, self.bounds)

    @cached_property
    def echoes(self) -> Echoes:
        if len(self.codes) < TINY:
            return PlainScan(self.layer).echoes
        phrases = find_phrases(self.text, self.codes, self._marks, self._mark_codes)
        heads, marks = self._heads, self._clause_bounds
        copies = find_copies(self.codes, heads, marks, self._breaks, self.astral)
        return Echoes(phrases, copies)

    @cached_property
    def suspects(self) -> Sequence[Suspect]:
        return find_suspects(self.text, self.codes)

    @cached_property
    def twins(self) -> Sequence[Sequence[int]]:
        if len(self.codes) < TINY:
            return PlainScan(self.layer).twins
        return find_twins(self.text, self.codes, self._heads, self.astral)


def _high_surrogates(text: str) -> Codes:
    """The text in units, of a character beyond the BMP the first."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    codes = points.astype("<u2")
    beyond = np.flatnonzero(points > 0xFFFF)
    codes[beyond] = [high_surrogate(point) for point in points[beyond].tolist()]
    return codes


def _joined(places: Places) -> tuple[Places, Places]:
    """Starts and ends of neighbouring places; there is at least one."""
    apart = np.diff(places) != 1
    return places[np.append(True, apart)], places[np.append(apart, True)] + 1
