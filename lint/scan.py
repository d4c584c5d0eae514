"""Where rules wake: the questions of a layer, answered in plain Python.

This is the reference, and what a commit hook runs: below about 0.3 MB importing numpy costs more
than it saves. `seedlint.vector` answers the same questions alike, and a test holds the two
against each other.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from operator import eq
from typing import Protocol

from seedlint.characters import Chars
from seedlint.core import At, Rule, Span
from seedlint.layer import EDGE, Layer
from seedlint.sense.confusables import Suspect, find_suspects
from seedlint.sense.echoes import Echoes, find_echoes
from seedlint.sense.pairs import PARTNER, unpaired
from seedlint.sense.repeats import (
    LONGEST,
    QUAD,
    SHORT,
    TWIN,
    Run,
    is_opening,
    stretch,
    telling,
    worth,
)
from seedlint.woken import NOWHERE, Woken

SMALL = 100_000
"""Code points of a batch below which importing numpy does not pay (measured: about 0.28 MB)."""


class Scan(Protocol):
    """The questions a view may ask. All offsets are those of the layer."""

    def wake(self, asked: Iterable[At]) -> None:
        """Make ready to be asked for the places of these, and no others."""

    def places(self, at: At) -> Woken:
        """Where `at` holds, in order."""

    def sure(self, rule: Rule) -> tuple[Iterable[tuple[int, Sequence[int]]], Woken]:
        """The places of `rule.sure`, as (document, offsets in its page), and the others of
        `rule.where`; a scan may leave all to the rule."""

    @property
    def breaks(self) -> Sequence[int]:
        """Where lines end: newlines and the edges of documents."""

    @property
    def lines(self) -> Sequence[Span]:
        """Lines that hold more than white space, without their newlines and form feeds at either
        end."""

    def unpaired(self, opening: str) -> Sequence[int]:
        """Marks of the pairs that `opening` begins which have no partner in their line."""

    @property
    def runs(self) -> Sequence[Run]:
        """Immediate repeats (see `sense.repeats`), by start and period."""

    @property
    def twins(self) -> Sequence[Sequence[int]]:
        """Groups of sentence openings of one document whose first `TWIN` characters agree."""

    @property
    def echoes(self) -> Echoes:
        """Phrases that come again in their line, and lines that may be copies of others."""

    @property
    def suspects(self) -> Sequence[Suspect]:
        """Characters that may have been taken for others (see `sense.confusables`), by place."""


def scan(layer: Layer) -> Scan:
    """The faster of the two scans for a layer of this size."""
    if len(layer.text) < SMALL and "numpy" not in sys.modules:
        return PlainScan(layer)
    from seedlint.vector import VectorScan

    return VectorScan(layer)


@cache
def _matcher(chars: Chars, run: bool) -> re.Pattern[str]:
    inner = chars.complement.complement if EDGE in chars else chars
    return re.compile(inner.pattern + ("+" if run else ""))


class PlainScan:
    def __init__(self, layer: Layer) -> None:
        self.text = layer.text
        self.bounds = layer.bounds

    def wake(self, asked: Iterable[At]) -> None:
        """Nothing to prepare: every question has its own pattern."""

    def places(self, at: At) -> Woken:
        return Woken.of(self.within(at, 0, len(self.text)))

    def within(self, at: At, low: int, high: int) -> list[Span]:
        """Where `at` holds between two places, in order."""
        text = self.text
        found = []
        for match in _matcher(at.own, at.run).finditer(text, low, high):
            start, end = match.span()
            if at.alone and end - start == 1 and text[start] not in at.alone:
                continue
            if at.after and context(text[start - 1]) not in at.after:
                continue
            if at.before and context(text[end]) not in at.before:
                continue
            if at.beside and not (
                context(text[start - 1]) in at.beside or context(text[end]) in at.beside
            ):
                continue
            found.append((start, end))
        return found

    def sure(self, rule: Rule) -> tuple[Iterable[tuple[int, Sequence[int]]], Woken]:
        return (), self.places(rule.where) if rule.where else NOWHERE

    @cached_property
    def breaks(self) -> Sequence[int]:
        return [match.start() for match in re.finditer(f"[\n{EDGE}]", self.text)]

    @cached_property
    def lines(self) -> Sequence[Span]:
        pattern, text = re.compile(f"[^\n{EDGE}]+"), self.text
        spans = [match.span() for match in pattern.finditer(text) if not match[0].isspace()]
        return [without_feeds(text, span) for span in spans] if "\f" in text else spans

    @cached_property
    def runs(self) -> Sequence[Run]:
        text = self.text
        found = []
        for period in range(1, SHORT + 1):
            same = bytes(map(eq, text, text[period:]))
            for match in _same(period).finditer(same):
                start, end = match.start(), match.end() + period
                pieces = _within_documents(text, start, end)
                found += [
                    Run(low, high, period) for low, high in pieces if high - low >= 2 * period
                ]
        short = {run for run in found if worth(text, run)}
        return sorted(short | self._long_runs())

    def _long_runs(self) -> set[Run]:
        text, found = self.text, set()
        done: dict[int, int] = {}
        for place in telling(text):
            quad = text[place : place + QUAD]
            at = text.find(quad, place + SHORT + 1, place + LONGEST + QUAD)
            while at > 0:
                period = at - place
                run = stretch(text, place, period) if place >= done.get(period, 0) else None
                if run:
                    done[period] = run.end - period
                    if worth(text, run):
                        found.add(run)
                at = text.find(quad, at + 1, place + LONGEST + QUAD)
        return found

    def unpaired(self, opening: str) -> Sequence[int]:
        marks = Chars.of("".join(mark + PARTNER[mark] for mark in opening))
        places = (match.start() for match in _matcher(marks, False).finditer(self.text))
        return unpaired(self.text, places, opening)

    @cached_property
    def echoes(self) -> Echoes:
        return find_echoes(self.text, self.bounds)

    @cached_property
    def suspects(self) -> Sequence[Suspect]:
        return list(find_suspects(self.text))

    @cached_property
    def twins(self) -> Sequence[Sequence[int]]:
        text = self.text
        groups = []
        for start, end in self.bounds:
            alike = defaultdict(list)
            for place in range(start, end - TWIN + 1):
                if is_opening(text, place):
                    head = text[place : place + TWIN]
                    if "\n" not in head:
                        alike[head].append(place)
            groups += [places for places in alike.values() if len(places) > 1]
        return sorted(groups)


def without_feeds(text: str, line: Span) -> Span:
    """A line without the form feeds at its ends, which stand between two pages."""
    start, end = line
    while text[start] == "\f":
        start += 1
    while text[end - 1] == "\f":
        end -= 1
    return start, end


def context(char: str) -> str:
    """A character as its neighbours see it: the edge of a document is a newline."""
    return "\n" if char == EDGE else char


@cache
def _same(period: int) -> re.Pattern[bytes]:
    return re.compile(b"\\x01{%d,}" % period)


def _within_documents(text: str, start: int, end: int) -> Sequence[Span]:
    """The parts of a run between edges; a run may span two equal documents."""
    parts, low = [], start
    while (high := text.find(EDGE, low, end)) >= 0:
        parts.append((low, high))
        low = high + 1
    return [*parts, (low, end)]
