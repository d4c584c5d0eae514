"""Whether a short line stands where a page ends: at a form feed, or inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING

from seedlint.patterns import lazily
from seedlint.sense.lines import furniture_key, is_cut, is_prose
from seedlint.sense.width import is_han
from seedlint.sense.words import words

if TYPE_CHECKING:
    from seedlint.core import Span
    from seedlint.view import View

REACH = 6
EDGE = 2
"""Lines at the head and at the foot of a page that may be furniture."""
CARELESS = 0.25
FEWEST, SHARE = 2, 1 / 4
"""Ends of pages at which furniture stands; the other pages end with a paragraph."""
LONG = 10
"""Code points of a line that may be the end of a page though it has neither pause nor stop."""
PARAGRAPH = 300
"""Code points of a line that are looked at: it can be a whole book."""
_NUMBER_LINE = lazily(r"[\s\u3000]*[-—–·•]?\s?\d{1,4}\s?[-—–·•]?[\s\u3000]*|第\s?\d{1,4}\s?页")
"""A page number that may stand between the text and what it is asked of."""


class PageTurns:
    """The lines of a document, of which it is asked again and again whether a page ends there."""

    def __init__(self, view: View, lines: Sequence[Span]) -> None:
        self.text, self.lines = view.text, lines
        self.document = view.document_at(lines[0][0])
        known = view.evidence.pages
        self.pages = known.get(view.source_at(lines[0][0]).group) if known else None
        """What is known of the text of which the document is a page."""
        self._known: dict[tuple[int, int], int] = {}

    @cached_property
    def edges(self) -> AbstractSet[int]:
        """The first and the last lines of a document that is a page, by its neighbours."""
        if self.pages is None:
            return frozenset()
        count = len(self.lines)
        return {*range(min(EDGE, count)), *range(max(0, count - EDGE), count)}

    def among(self, indices: Sequence[int]) -> AbstractSet[int]:
        """Those of the lines at `indices` at which a page ends.

        Where running text goes without stops at the ends of its lines, wrapped or careless, a
        missing stop says nothing: there the page must end inside a word.
        """
        sure = {i for i in indices if i in self.edges or self._at_page_break(i)}
        cut = {i for i in indices if i not in sure and self._cuts_sentence(i)}
        if cut and self._goes_without_stops:
            cut = {i for i in cut if self.parts_word(i)}
        return sure | cut

    @cached_property
    def _goes_without_stops(self) -> bool:
        """Whether many lines of running text with more right below end in no stop."""
        ends, cut, above = 0, 0, ""
        for index in range(len(self.lines)):
            line = self.line(index)
            below = is_prose(line)
            if above and below:
                ends += 1
                cut += is_cut(above)
            above = line if below else ""
        return cut > CARELESS * ends

    def _at_page_break(self, index: int) -> bool:
        """Whether a form feed parts the line at `index` from its neighbours."""
        text, lines, (start, end) = self.text, self.lines, self.lines[index]
        low = lines[index - 1][1] if index else self.document[0]
        high = lines[index + 1][0] if index + 1 < len(lines) else self.document[1]
        return "\f" in text[low:start] or "\f" in text[end:high]

    def _cuts_sentence(self, index: int) -> bool:
        """Whether the line at `index` stands between the two halves of a sentence, alone or next
        to other furniture of the page: numbers and one head."""
        return any(
            _goes_on(above) or _cuts_word(above, below) for above, below in self._halves(index)
        )

    def parts_word(self, index: int) -> bool:
        """Whether the line stands inside a word."""
        return any(_cuts_word(above, below) for above, below in self._halves(index))

    def _halves(self, index: int) -> Iterator[tuple[str, str]]:
        """What stands above and below, without page numbers; then without the head on either
        side."""
        above, below, count = self._beyond(index, -1), self._beyond(index, 1), len(self.lines)
        if above < 0 or below == count:
            return
        yield self._foot(above), self._head(below)
        if _is_head(self._foot(above)) and (higher := self._beyond(above, -1)) >= 0:
            yield self._foot(higher), self._head(below)
        if _is_head(self._head(below)) and (lower := self._beyond(below, 1)) < count:
            yield self._foot(above), self._head(lower)

    def line(self, index: int) -> str:
        return self.text[slice(*self.lines[index])]

    def _foot(self, index: int) -> str:
        start, end = self.lines[index]
        return self.text[max(start, end - PARAGRAPH) : end].strip()

    def _head(self, index: int) -> str:
        start, end = self.lines[index]
        return self.text[start : min(end, start + PARAGRAPH)].strip()

    def _beyond(self, index: int, step: int) -> int:
        """The nearest line, up or down, that is no page number; what is passed is remembered."""
        passed, known = [], self._known
        while (found := known.get((index, step))) is None:
            passed.append(index)
            ahead = index + step
            if 0 <= ahead < len(self.lines) and self._is_number(ahead):
                index = ahead
            else:
                found = ahead
                break
        known.update(((one, step), found) for one in passed)
        return found

    def _is_number(self, index: int) -> bool:
        return bool(_NUMBER_LINE.fullmatch(self.text, *self.lines[index]))


def on_pages(turns: int, places: int) -> bool:
    """Whether something that stands at so many places, page ends among them, is furniture."""
    return turns >= max(FEWEST, SHARE * places)


def _goes_on(above: str) -> bool:
    return is_prose(above) and (is_cut(above) or above.endswith("、"))


def _cuts_word(above: str, below: str) -> bool:
    """Whether a word begins at the end of one line and ends at the beginning of the other."""
    if len(above) < LONG or not is_cut(above) or not (is_han(above[-1]) and is_han(below[0])):
        return False
    known, left = words(), above[-REACH:]
    return known.joins(known.simplified(left + below[:REACH]), len(left))


def _is_head(line: str) -> bool:
    return not is_prose(line) and bool(furniture_key(line))
