"""What a rule sees: the text of a batch on one level, and what is already known about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from seedlint.core import Document, Edit, Evidence, Span
from seedlint.locate import stretches
from seedlint.patterns import lazily
from seedlint.woken import NOWHERE, Woken

if TYPE_CHECKING:
    from seedlint.layer import Layer
    from seedlint.page import Page
    from seedlint.scan import Scan
    from seedlint.sense.confusables import Suspect
    from seedlint.sense.echoes import Echoes
    from seedlint.sense.repeats import Run

T = TypeVar("T")
PROSE = lazily("[。！？…，,；;:：!?]")
PARAGRAPH = 300
"""Code points to either side that stand for a paragraph: a line can be a whole book."""


class View:
    """One level of a batch of documents, for one rule.

    `text` holds all documents; `places` are the answers to the rule's `where`, `lines` the lines
    that hold more than white space, `documents` the documents as spans. None crosses a border
    between documents. All offsets are those of `text`.
    """

    def __init__(
        self,
        layer: Layer,
        scan: Scan,
        pages: Sequence[Page],
        evidence: Evidence,
        places: Woken = NOWHERE,
    ) -> None:
        self.layer, self.scan = layer, scan
        self.pages, self.evidence = pages, evidence
        self.text = layer.text
        self.places = places
        self._line = -1, -1
        """What `line_at` said last: places come in order, many in one line."""

    @property
    def starts(self) -> Sequence[int]:
        """Where the places begin."""
        return self.places.starts

    @property
    def lines(self) -> Sequence[Span]:
        return self.scan.lines

    @property
    def line_starts(self) -> Sequence[int]:
        return self.once(_line_starts)

    @property
    def documents(self) -> Sequence[Span]:
        return self.layer.bounds

    @property
    def runs(self) -> Sequence[Run]:
        """Immediate repeats with a Han character in their unit; see `sense.repeats`."""
        return self.scan.runs

    @property
    def twins(self) -> Sequence[Sequence[int]]:
        """Groups of sentence openings of one document whose first eight characters agree."""
        return self.scan.twins

    @property
    def echoes(self) -> Echoes:
        """Phrases that come again in their line, and lines that may be copies of others."""
        return self.scan.echoes

    @property
    def suspects(self) -> Sequence[Suspect]:
        """Characters that may have been taken for others; see `sense.confusables`."""
        return self.scan.suspects

    def once(self, ask: Callable[[View], T]) -> T:
        """What `ask` says of this level, asked by the first rule that wants it."""
        known = self.layer.known
        if ask not in known:
            known[ask] = ask(self)
        answer: T = known[ask]
        return answer

    def unpaired(self, opening: str) -> Sequence[int]:
        """Marks of the pairs that `opening` begins which have no partner in their line."""
        return self.scan.unpaired(opening)

    def lines_by_document(self) -> Sequence[Sequence[Span]]:
        """The lines of each document that has any."""
        return self.once(_lines_by_document)

    def lines_in(self, document: Span) -> Sequence[Span]:
        """The lines of one document."""
        starts = self.line_starts
        return self.lines[bisect_left(starts, document[0]) : bisect_left(starts, document[1])]

    def grouped(self, places: Sequence[int]) -> Iterator[tuple[int, int, Span]]:
        """Rising `places` by document: (first, last, document) for each that holds any.

        `places[first:last]` are those in the document.
        """
        first, count = 0, len(places)
        bounds, starts = self.layer.bounds, self.layer.document_starts
        while first < count:
            document = bounds[bisect_right(starts, places[first]) - 1]
            last = first + 1
            if last < count and places[last] < document[1]:
                last = bisect_left(places, document[1], last)
            yield first, last, document
            first = last

    def document_at(self, place: int) -> Span:
        """The document that holds `place`."""
        return self.documents[self._index(place)]

    def source_at(self, place: int) -> Document:
        return self.pages[self._index(place)].document

    def _index(self, place: int) -> int:
        return bisect_right(self.layer.document_starts, place, 1) - 1

    def bare(self, start: int, end: int) -> str:
        """The text there, with what the mask hides: two masked stretches may differ under it."""
        page = self.pages[self.layer.piece_at(start).document].bare
        return "".join(page[low:high] for low, high in stretches(self.layer, start, end))

    def is_seam(self, place: int) -> bool:
        """Whether what meets at `place` stands apart on the page."""
        return self.layer.joins_at(place, place)

    def line_at(self, place: int) -> Span:
        """The line that holds `place`, newlines left out."""
        start, end = self._line
        if not start <= place <= end:
            breaks = self.scan.breaks
            index = bisect_right(breaks, place - 1)
            self._line = breaks[index - 1] + 1, breaks[index]
        return self._line

    def near(self, place: int, reach: int) -> Span:
        """The line that holds `place`, as far as `reach` code points on either side."""
        start, end = self.line_at(place)
        return max(start, place - reach), min(end, place + reach)

    def in_prose(self, place: int) -> bool:
        """Whether the line at `place` is running text: there is a pause or a stop near it."""
        start, end = self.near(place, PARAGRAPH)
        return PROSE.search(self.text, start, end) is not None

    def without_block(self, start: int, end: int) -> tuple[Edit, ...]:
        """The edit that takes a block of whole lines out, and with it one separator.

        The newlines that part it from the next block go; at the end of a document, those that
        part it from the one before.
        """
        low, high = self.document_at(start)
        behind = end
        while behind < high and self.text[behind] == "\n":
            behind += 1
        if behind < high:
            return (Edit(start, behind, ""),)
        while start > low and self.text[start - 1] == "\n":
            start -= 1
        return (Edit(start, end, ""),)


def _lines_by_document(view: View) -> Sequence[Sequence[Span]]:
    lines, starts = view.lines, view.line_starts
    cuts = [bisect_left(starts, start) for start in view.layer.document_starts]
    return [lines[low:high] for low, high in pairwise([*cuts, len(lines)]) if low < high]


def _line_starts(view: View) -> Sequence[int]:
    return [start for start, _ in view.lines]
