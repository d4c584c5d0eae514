"""The page, the body and the flow of a batch of documents, and the way back from each.

A layer is one long text in which the documents of a batch stand one after another, parted by
`EDGE`. It is made of pieces, each of which knows the stretch of the page it shows. Pieces need not
be in page order: a heading that stood between two halves of a sentence can move out of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from seedlint.core import Edit, Finding, Safety, Span

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
    pieces, place = [], 1
    for index, text in enumerate(texts):
        pieces.append(Piece(place, place + len(text), index, 0))
        place += len(text) + 1
    joined = EDGE + EDGE.join(texts) + EDGE
    return Layer(joined, pieces, [(piece.start, piece.end) for piece in pieces])


def derive(layer: Layer, changes: Iterable[tuple[Edit, Finding]]) -> Layer:
    """The layer that the edits of `changes` give; they are sorted, disjoint and in its offsets.

    An edit takes text out, puts as many other characters in its place, or brings a stretch from
    elsewhere (`moved_from`).
    """
    build = _Builder(layer)
    pending = deque(changes)
    done = 0
    while pending:
        index = bisect_right(layer.document_starts, pending[0][0].start) - 1
        build.copy_documents(done, index)
        build.open()
        place, end = layer.bounds[index]
        while pending and pending[0][0].end <= end:
            edit, finding = pending.popleft()
            build.copy(place, edit.start)
            if edit.moved_from:
                build.copy(*edit.moved_from)
            elif len(edit.text) == edit.end - edit.start:
                build.copy(edit.start, edit.end, edit.text)
            else:
                build.drop(finding)
            place = edit.end
        build.copy(place, end)
        build.close()
        done = index + 1
    build.copy_documents(done, len(layer.bounds))
    return Layer(EDGE + "".join(build.parts), build.pieces, build.bounds, build.seams)


class _Builder:
    """Collects text and pieces of a new layer; `place` is where the next character goes."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.bounds: list[Span] = []
        self.seams: list[Seam] = []
        self.place = self.start = 1

    def open(self) -> None:
        self.start = self.place

    def close(self) -> None:
        self.bounds.append((self.start, self.place))
        if self.start == self.place:
            self.pieces.append(Piece(self.place, self.place, len(self.bounds) - 1, 0))
        self.parts.append(EDGE)
        self.place += 1

    def copy_documents(self, first: int, last: int) -> None:
        """The documents from `first` up to `last`, unchanged."""
        if first >= last:
            return
        layer = self.layer
        low, high = layer.bounds[first][0], layer.bounds[last - 1][1]
        shift = self.place - low
        within = slice(bisect_left(layer.starts, low), bisect_right(layer.starts, high))
        self.pieces += [
            Piece(start + shift, end + shift, document, origin)
            for start, end, document, origin in layer.pieces[within]
        ]
        self.bounds += [(start + shift, end + shift) for start, end in layer.bounds[first:last]]
        self.parts += (layer.text[low:high], EDGE)
        self.place = high + shift + 1

    def copy(self, start: int, end: int, text: str | None = None) -> None:
        if start >= end:
            return
        self.parts.append(self.layer.text[start:end] if text is None else text)
        source = self.layer.pieces
        for index in range(max(0, bisect_right(self.layer.starts, start) - 1), len(source)):
            piece = source[index]
            if piece.start >= end:
                break
            low, high = max(start, piece.start), min(end, piece.end)
            if low < high:
                self._show(high - low, piece.document, piece.origin + low - piece.start)

    def _show(self, length: int, document: int, origin: int) -> None:
        if self.pieces:
            last = self.pieces[-1]
            follows = last.origin + last.end - last.start == origin
            if last.end == self.place and last.document == document and follows:
                self.pieces[-1] = last._replace(end=last.end + length)
                self.place += length
                return
        self.pieces.append(Piece(self.place, self.place + length, document, origin))
        self.place += length

    def drop(self, finding: Finding) -> None:
        self.seams.append(Seam(self.place, finding))
