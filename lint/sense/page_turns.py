"""Whether a short line stands where a page ends: at a form feed, or inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING

from seedlint.sense.lines import furniture_key, is_cut, is_prose
from seedlint.sense.width import is_han
from seedlint.sense.words import words

if TYPE_CHECKING:
    from seedlint.core import Pages, Span
    from seedlint.view import View

REACH = 6
EDGE = 2
"""Lines at the head and at the foot of a page that may be furniture."""
CARELESS = 0.25
FEWEST, SHARE = 2, 1 / 4
"""Ends of pages at which furniture stands; the other pages end with a paragraph."""
LONG = 10
"""Code points of a line that may be the end of a page though it has neither pause nor stop."""


def page_turns(view: View, lines: Sequence[Span], indices: Sequence[int]) -> Sequence[int]:
    """Those of the lines at `indices` of `lines`, all of a document, at which a page ends.

    Where running text goes without stops at the ends of its lines, wrapped or careless, a missing
    stop says nothing: there the page must end inside a word.
    """
    text, document, edges = view.text, view.document_at(lines[0][0]), page_edges(view, lines)
    sure = {i for i in indices if i in edges or _at_page_break(text, lines, i, document)}
    cut = {i for i in indices if i not in sure and _cuts_sentence(text, lines, i)}
    if cut and _goes_without_stops(text, lines):
        cut = {i for i in cut if parts_word(text, lines, i)}
    return [index for index in indices if index in sure or index in cut]


def page_edges(view: View, lines: Sequence[Span]) -> AbstractSet[int]:
    """The first and the last lines of a document that is a page, by its neighbours."""
    if pages_around(view, lines) is None:
        return frozenset()
    return {*range(min(EDGE, len(lines))), *range(max(0, len(lines) - EDGE), len(lines))}


def pages_around(view: View, lines: Sequence[Span]) -> Pages | None:
    """What is known of the text of which the document that holds `lines` is a page."""
    pages = view.evidence.pages
    return pages.get(view.source_at(lines[0][0]).group) if pages else None


def _goes_without_stops(text: str, lines: Sequence[Span]) -> bool:
    """Whether many lines of running text with more right below end in no stop."""
    ends, cut, prose = 0, 0, False
    for index, (start, end) in enumerate(lines):
        below = is_prose(text[start:end])
        if prose and below:
            ends += 1
            cut += is_cut(text[slice(*lines[index - 1])])
        prose = below
    return cut > CARELESS * ends


def on_pages(turns: int, places: int) -> bool:
    """Whether something that stands at so many places, page ends among them, is furniture."""
    return turns >= max(FEWEST, SHARE * places)


def _at_page_break(text: str, lines: Sequence[Span], index: int, document: Span) -> bool:
    """Whether a form feed parts the line at `index` of `lines` from its neighbours."""
    start, end = lines[index]
    low = lines[index - 1][1] if index else document[0]
    high = lines[index + 1][0] if index + 1 < len(lines) else document[1]
    return "\f" in text[low:start] or "\f" in text[end:high]


def _cuts_sentence(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether the line at `index` of `lines` stands between the two halves of a sentence, alone or
    next to other furniture of the page: numbers and one head."""
    return any(
        _goes_on(above) or _cuts_word(above, below) for above, below in _halves(text, lines, index)
    )


def parts_word(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether the line stands inside a word."""
    return any(_cuts_word(above, below) for above, below in _halves(text, lines, index))


def _goes_on(above: str) -> bool:
    return is_prose(above) and (is_cut(above) or above.endswith("、"))


def _cuts_word(above: str, below: str) -> bool:
    """Whether a word begins at the end of one line and ends at the beginning of the other."""
    if len(above) < LONG or not is_cut(above) or not (is_han(above[-1]) and is_han(below[0])):
        return False
    known, left = words(), above[-REACH:]
    return known.joins(known.simplified(left + below[:REACH]), len(left))


def _halves(text: str, lines: Sequence[Span], index: int) -> Iterator[tuple[str, str]]:
    """What stands above and below, without page numbers; then without the head on either side."""
    above, below = _beyond(text, lines, index, -1), _beyond(text, lines, index, 1)
    if above < 0 or below == len(lines):
        return
    yield _line(text, lines, above), _line(text, lines, below)
    if _is_head(text, lines, above) and (higher := _beyond(text, lines, above, -1)) >= 0:
        yield _line(text, lines, higher), _line(text, lines, below)
    if _is_head(text, lines, below) and (lower := _beyond(text, lines, below, 1)) < len(lines):
        yield _line(text, lines, above), _line(text, lines, lower)


def _is_head(text: str, lines: Sequence[Span], index: int) -> bool:
    line = _line(text, lines, index)
    return not is_prose(line) and bool(furniture_key(line))


def _line(text: str, lines: Sequence[Span], index: int) -> str:
    return text[slice(*lines[index])].strip()


def _beyond(text: str, lines: Sequence[Span], index: int, step: int) -> int:
    """The nearest line, up or down, that is no page number."""
    index += step
    while 0 <= index < len(lines) and _number_line().fullmatch(text, *lines[index]):
        index += step
    return index


@cache
def _number_line() -> re.Pattern[str]:
    """A page number that may stand between the text and what it is asked of."""
    return re.compile(r"[\s\u3000]*[-—–·•]?\s?\d{1,4}\s?[-—–·•]?[\s\u3000]*|第\s?\d{1,4}\s?页")
