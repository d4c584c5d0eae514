"""The scan of a large batch: every character looked up once, the rest on few candidates.

A character beyond the BMP is looked up as its high surrogate; where one is near a place, the plain
scan answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from seedlint.characters import WHITESPACE
from seedlint.class_table import (
    BORDER,
    Codes,
    Flags,
    Places,
    classes,
    high_surrogate,
    members,
    table,
)
from seedlint.core import At, Rule, Span
from seedlint.layer import Layer
from seedlint.scan import PlainScan, context, without_feeds
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

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
NEWLINE = ord("\n")
TINY = 32
"""Code points below which the windows that are compared may not fit."""
MANY = 8
"""A set that holds more than an eighth of what woke is picked out, a smaller one sorted."""
MARKS = LISTED | PAIR_MARKS


class VectorScan:
    """The questions of `seedlint.scan.Scan`, answered with numpy."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.text = units = layer.text
        self.bounds = layer.bounds
        raw = units.encode("utf-16-le", "surrogatepass")
        self.astral = len(raw) != 2 * len(units)
        if self.astral:
            units = ASTRAL.sub(lambda match: chr(high_surrogate(ord(match[0]))), units)
            raw = units.encode("utf-16-le", "surrogatepass")
        self.codes: Codes = np.frombuffer(raw, "<u2")

    def wake(self, asked: Iterable[At]) -> None:
        sets = frozenset(at.own for at in asked)
        if not sets:
            return
        known = classes(sets)
        woken = members(known.wakes, self.codes)
        ids = known.ids[self.codes[woken]]
        self.woken, self.ids = woken, ids
        self.sorted = woken[np.argsort(ids, kind="stable")]
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
            return self.woken[wanted[self.ids]]
        parts = [self.sorted[low:high] for low, high in spans]
        return np.sort(np.concatenate(parts)) if parts else self.woken[:0]

    def places(self, at: At) -> Woken:
        starts = self._own(at)
        if not len(starts):
            return NOWHERE
        if self.astral and (near := self._beyond(starts)).any():
            if at.run:
                return self._runs_beyond(at, starts)
            told = [(place, place + 1) for place in starts[near].tolist() if self._holds(at, place)]
            return Woken.of(sorted([*told, *self._answer(at, starts[~near])]))
        return self._answer(at, starts)

    def sure(self, rule: Rule) -> tuple[Iterable[tuple[int, Sequence[int]]], Woken]:
        where, sure = rule.where, rule.sure
        if not where or not sure or self.astral:
            return (), self.places(where) if where else NOWHERE
        starts = self._own(where)
        told = table(sure.own)[self.codes[starts]]
        if sure.after:
            told &= table(sure.after)[self.codes[starts - 1]]
        if sure.before:
            told &= table(sure.before)[self.codes[starts + 1]]
        return self._by_document(starts[told]), self._answer(where, starts[~told])

    def _by_document(self, places: Places) -> Iterator[tuple[int, Sequence[int]]]:
        """Rising places by document, in offsets of its page."""
        if not len(places):
            return
        start, _, document, origin = self._pieces
        piece = np.searchsorted(start, places, "right") - 1
        offsets = (places - start[piece] + origin[piece]).tolist()
        owners = document[piece]
        cuts = [0, *(np.flatnonzero(np.diff(owners)) + 1).tolist(), len(offsets)]
        for low, high in pairwise(cuts):
            yield int(owners[low]), offsets[low:high]

    @cached_property
    def _pieces(self) -> Places:
        columns: Places = np.array(self.layer.pieces, np.int64).T
        return columns

    def _answer(self, at: At, starts: Places) -> Woken:
        starts, ends = _joined(starts) if at.run else (starts, starts + 1)
        if at.alone:
            keep = (ends - starts > 1) | table(at.alone)[self.codes[starts]]
            starts, ends = starts[keep], ends[keep]
        if at.after:
            keep = table(at.after)[self.codes[starts - 1]]
            starts, ends = starts[keep], ends[keep]
        if at.before:
            keep = table(at.before)[self.codes[ends]]
            starts, ends = starts[keep], ends[keep]
        return Woken(starts.tolist(), ends.tolist())

    def _beyond(self, places: Places) -> Flags:
        """Which places have a high surrogate, which stands for a thousand characters, or are next
        to one."""
        beyond = np.zeros(len(places), bool)
        for offset in (-1, 0, 1):
            near = self.codes[places + offset]
            beyond |= (near >= 0xD800) & (near < 0xDC00)
        return beyond

    def _runs_beyond(self, at: At, starts: Places) -> Woken:
        """Runs of `starts`; those next to a high surrogate are looked at as they are written."""
        beyond = self._beyond(starts)
        group = np.append(0, np.cumsum(np.diff(starts) != 1))
        mixed = np.isin(group, group[beyond])
        lows, highs = _joined(starts[mixed])
        plain = PlainScan(self.layer)
        told = [
            run
            for low, high in zip(lows.tolist(), highs.tolist(), strict=True)
            for run in plain.within(at, low, high)
        ]
        rest = starts[~mixed]
        return Woken.of(sorted([*told, *self._answer(at, rest)]) if len(rest) else told)

    def _holds(self, at: At, place: int) -> bool:
        before, char, behind = (context(one) for one in self.text[place - 1 : place + 2])
        return (
            char in at.own
            and (not at.after or before in at.after)
            and (not at.before or behind in at.before)
        )

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
        blank = table(WHITESPACE)[self.codes[starts]]
        for index in np.flatnonzero(blank).tolist():
            blank[index] = self.text[starts[index] : ends[index]].isspace()
        spans = list(zip(starts[~blank].tolist(), ends[~blank].tolist(), strict=True))
        return without_feeds(self.text, spans)

    @cached_property
    def _marks(self) -> Places:
        """Where clauses, items and pairs may begin and end."""
        return members(table(MARKS), self.codes)

    @cached_property
    def _clause_bounds(self) -> Places:
        return self._marks[table(BOUNDS)[self.codes[self._marks]]]

    @cached_property
    def _pair_marks(self) -> PairMarks:
        return pair_marks(self.codes, self._marks, self._breaks)

    def unpaired(self, opening: str) -> Sequence[int]:
        return find_unpaired(self.text, self._pair_marks, opening)

    @cached_property
    def runs(self) -> Sequence[Run]:
        return find_runs(self.text, self.codes)

    @cached_property
    def _heads(self) -> Heads:
        return find_heads(self.codes, self._clause_bounds, self._breaks, self.bounds)

    @cached_property
    def echoes(self) -> Echoes:
        if len(self.codes) < TINY:
            return PlainScan(self.layer).echoes
        phrases = find_phrases(self.text, self.codes, self._marks)
        return Echoes(
            phrases, find_copies(self.codes, self._heads, self._clause_bounds, self._breaks)
        )

    @cached_property
    def suspects(self) -> Sequence[Suspect]:
        return find_suspects(self.text, self.codes)

    @cached_property
    def twins(self) -> Sequence[Sequence[int]]:
        if len(self.codes) < TINY:
            return PlainScan(self.layer).twins
        return find_twins(self.text, self.codes, self._heads, self.astral)


def _joined(places: Places) -> tuple[Places, Places]:
    """Starts and ends of neighbouring places; there is at least one."""
    apart = np.diff(places) != 1
    return places[np.append(True, apart)], places[np.append(apart, True)] + 1
