"""Where a place of the fixed text stands in its source, and the reverse.

Offsets count code points, spans are half-open. What no edit touched maps to itself, moved by what
was put in and taken out before it. A place inside an edit maps to all of the edit's other side: a
replaced stretch stands for the whole of what replaced it, text that was put in for the empty place
where it went, text that was taken out for the empty place where it was. A longer span maps from
where its first character goes to where its last one does, so text taken out between them is within
and text taken out beside them is not. An empty span maps to what lies between its neighbours: the
text taken out there, or an empty place. Text that was moved counts as taken out and put in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from seedlint.core import AppliedEdit, Span


def source_span(edits: Iterable[AppliedEdit], start: int, end: int | None = None) -> Span:
    """The span of the source for one of the fixed text; without `end`, for one character.

    `edits` are those of a report. Raises ValueError for what is no span.
    """
    return SpanMap(edits).source(start, end)


def fixed_span(edits: Iterable[AppliedEdit], start: int, end: int | None = None) -> Span:
    """The span of the fixed text for one of the source; without `end`, for one character."""
    return SpanMap(edits).fixed(start, end)


class SpanMap:
    """The same for many spans of one text."""

    def __init__(self, edits: Iterable[AppliedEdit]) -> None:
        source, fixed, grown = _Side([], []), _Side([], []), 0
        for start, end, text, _ in edits:
            source.add(start, end)
            fixed.add(start + grown, start + grown + len(text))
            grown += len(text) - (end - start)
        self._source, self._fixed = source, fixed

    def source(self, start: int, end: int | None = None) -> Span:
        return _mapped(start, end, self._fixed, self._source)

    def fixed(self, start: int, end: int | None = None) -> Span:
        return _mapped(start, end, self._source, self._fixed)


class _Side(NamedTuple):
    """Where the edits stand in one of the two texts."""

    starts: list[int]
    ends: list[int]

    def add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)


def _mapped(start: int, end: int | None, here: _Side, there: _Side) -> Span:
    end = start + 1 if end is None else end
    if not 0 <= start <= end:
        raise ValueError(f"{start} to {end} is no span")
    if start < end:
        return _image(start, here, there)[0], _image(end - 1, here, there)[1]
    before = _image(start - 1, here, there)[1] if start else 0
    behind = _image(start, here, there)[0]
    return min(before, behind), max(before, behind)


def _image(place: int, here: _Side, there: _Side) -> Span:
    """Where the character at `place` went."""
    at = bisect_right(here.starts, place) - 1
    if at < 0:
        return place, place + 1
    if place < here.ends[at]:
        return there.starts[at], there.ends[at]
    moved = place + there.ends[at] - here.ends[at]
    return moved, moved + 1
