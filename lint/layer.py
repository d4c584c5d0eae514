"""The page, the body and the flow of a batch of documents, and the way back from each.

A layer is one long text in which the documents of a batch stand one after another, parted by
`EDGE`. It is made of pieces, each of which knows the stretch of the page it shows. Pieces need not
be in page order: a heading that stood between two halves of a sentence can move out of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from seedlint.core import Edit, Finding, Safety, Span, new_tuple

EDGE = "\ufffe"
"""Parts two documents of a layer, and reads as a newline. A noncharacter; should a text hold it,
borders still come from the pieces."""


class Piece(NamedTuple):
    """`layer[start:end]` shows `page[origin : origin + end - start]` of a document."""

    start: int
    end: int
    document: int
    origin: int


class Seam(NamedTuple):
    """At `place` of a derived layer a finding took text out."""

    place: int
    finding: Finding

    @property
    def safety(self) -> Safety:
        """How safe it is to take out what was there."""
        fix = self.finding.fix
        return Safety.UNSAFE if fix is None else fix.safety


@dataclass(frozen=True)
class Layer:
    """`text` begins and ends with `EDGE`; `bounds` are the documents in it, in order."""

    text: str
    pieces: Sequence[Piece]
    bounds: Sequence[Span]
    seams: Sequence[Seam] = field(default=())
    known: dict[object, Any] = field(default_factory=dict, compare=False)
    """What `View.once` has asked."""

    @cached_property
    def starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def document_starts(self) -> list[int]:
        return [start for start, _ in self.bounds]

    @cached_property
    def seam_places(self) -> list[int]:
        return [seam.place for seam in self.seams]

    def piece_at(self, place: int) -> Piece:
        """The piece that shows the character at `place`, or the last one before it."""
        return self.pieces[max(0, bisect_right(self.starts, place) - 1)]

    def joins_at(self, start: int, end: int) -> bool:
        """Whether pieces meet, or text was taken out, between or next to `start` and `end`."""
        piece = self.piece_at(start)
        return not piece.start < start <= end < piece.end or bool(self.seams_in(start, end))

    def seams_in(self, start: int, end: int) -> Sequence[Seam]:
        """What was taken out between `start` and `end`, both included."""
        places = self.seam_places
        return self.seams[bisect_left(places, start) : bisect_right(places, end)]


def page_layer(texts: Sequence[str]) -> Layer:
    """The page: every text as it stands."""
    starts = list(accumulate([len(text) + 1 for text in texts], initial=1))
    bounds = [(start, behind - 1) for start, behind in pairwise(starts)]
    pieces = [new_tuple(Piece, (*span, index, 0)) for index, span in enumerate(bounds)]
    return Layer(EDGE + EDGE.join(texts) + EDGE, pieces, bounds)


def derive(layer: Layer, changes: Iterable[tuple[Edit, Finding]]) -> Layer:
    """The layer that the edits of `changes` give; they are sorted, disjoint and in its offsets.

    An edit takes text out, puts as many other characters in its place, or brings a stretch from
    elsewhere (`moved_from`). None reaches into two documents.
    """
    build = _Builder(layer)
    place = 1
    for edit, finding in changes:
        start, end, text, moved_from = edit
        build.copy(place, start)
        if moved_from:
            build.copy(*moved_from)
        elif len(text) == end - start:
            build.copy(start, end, text)
        else:
            build.seams.append(new_tuple(Seam, (build.place, finding)))
        place = end
    build.copy(place, len(layer.text))
    return build.layer()


class _Builder:
    """Collects text and pieces of a new layer; `place` is where the next character goes."""

    def __init__(self, source: Layer) -> None:
        self.source = source
        self.parts = [EDGE]
        self.pieces: list[Piece] = []
        self.seams: list[Seam] = []
        self.place = 1

    def copy(self, start: int, end: int, text: str | None = None) -> None:
        """A stretch of the layer; where it holds whole documents, their borders too."""
        if start >= end:
            return
        source, starts = self.source.pieces, self.source.starts
        self.parts.append(self.source.text[start:end] if text is None else text)
        index = max(0, bisect_right(starts, start) - 1)
        low, high, document, origin = source[index]
        self._show(document, origin + start - low, min(end, high) - start)
        shift = self.place - start
        self.place += end - start
        if high < end:
            behind = bisect_left(starts, end, index)
            self.pieces += [
                new_tuple(Piece, (low + shift, high + shift, document, origin))
                for low, high, document, origin in source[index + 1 : behind]
            ]
            if self.pieces[-1].end > self.place:
                self.pieces[-1] = self.pieces[-1]._replace(end=self.place)

    def _show(self, document: int, origin: int, length: int) -> None:
        """A stretch of the page; of a document without text, that."""
        place = self.place
        if self.pieces and self.pieces[-1][2] == document:
            if length <= 0:
                return
            low, high, _, before = self.pieces[-1]
            if high == place and before + high - low == origin:
                self.pieces[-1] = Piece(low, high + length, document, before)
                return
        elif length <= 0:
            length = origin = 0
        self.pieces.append(new_tuple(Piece, (place, place + length, document, origin)))

    def layer(self) -> Layer:
        first = {document: start for start, _, document, _ in reversed(self.pieces)}
        starts = [*reversed(first.values()), self.place]
        bounds = [(start, behind - 1) for start, behind in pairwise(starts)]
        return Layer("".join(self.parts), self.pieces, bounds, self.seams)
