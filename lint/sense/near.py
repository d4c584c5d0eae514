"""Paragraphs that stand twice, but not word for word: which copy goes, and why.

RE002 reports them. Two lines of which several clauses begin alike (`sense.echoes`) are compared
(`sense.slips`), the one with the other and with the lines around it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.patterns import lazily
from seedlint.sense.copies import (
    DISTANT,
    LATER,
    MARKS,
    QUOTE,
    Copy,
    by_place,
    copies,
    has_han,
    heads_article,
    not_by_habit,
)
from seedlint.sense.lines import is_enumerated
from seedlint.sense.loops import loops
from seedlint.sense.slips import EDGE, LONGEST, Match, Quote, compare

if TYPE_CHECKING:
    from seedlint.view import View

QUOTED = 1.3
REFERS = lazily("前[款项項条條]")
"""Words that tie a paragraph to its neighbours: an article of a law, no quote."""
SHORTER = ("the shorter copy goes", "删较短的一处")
AROUND = ((0, 0), (0, 1), (-1, 0), (0, 2), (-2, 0))
"""Lines that may hold the other copy together: its paragraph can be cut, over a heading too."""
SPREAD = 2


def near_copies(view: View) -> Sequence[Copy]:
    """The near copies of a level; ask by `view.once`."""
    if not view.echoes.lines:
        return ()
    return list(not_by_habit(view, sorted(_Search(view).run(), key=by_place)))


class _Search:
    """Goes through pairs of lines; what goes for one pair does not stay for another."""

    def __init__(self, view: View) -> None:
        self.view, self.lines, self.starts = view, view.lines, view.line_starts
        self.quotes: dict[Span, Quote | None] = {}
        self.numbered: dict[int, bool] = {}
        self.going: set[int] = set()
        self.staying: set[int] = set()
        for loop in view.once(loops):
            self.going.update(self._within((loop.start, loop.end)))
        for copy in view.once(copies):
            self._settle(copy)

    def run(self) -> Iterator[Copy]:
        for one, two in self.view.echoes.lines:
            if one[0] in self.going or two[0] in self.going:
                continue
            short, long = sorted((one, two), key=lambda span: span[1] - span[0])
            found = self._of(long, short) or self._of(short, long)
            if found and self._is_free(found):
                self._settle(found)
                yield found

    def _within(self, span: Span) -> Sequence[int]:
        """The starts of the lines that `span` touches."""
        return self.starts[
            bisect_right(self.starts, span[0]) - 1 : bisect_left(self.starts, span[1])
        ]

    def _settle(self, copy: Copy) -> None:
        self.going.update(self._within(copy.span))
        self.staying.update(self._within(copy.stays))

    def _is_free(self, copy: Copy) -> bool:
        """Whether nothing that goes was to stay, and nothing that stays is to go."""
        gone, stays = self._within(copy.span), self._within(copy.stays)
        settled = self.going.isdisjoint(gone) and self.going.isdisjoint(stays)
        return settled and self.staying.isdisjoint(gone)

    def _of(self, quote: Span, beside: Span) -> Copy | None:
        """The near copy that `quote` and the lines around the line `beside` make, if they do."""
        if quote not in self.quotes:
            text = self.view.text[slice(*quote)].strip()
            self.quotes[quote] = Quote(text) if _worth(text) else None
        sought = self.quotes[quote]
        if sought is None:
            return None
        at = bisect_left(self.starts, beside[0])
        if not sought.may_stand_in(self._around(at)):
            return None
        for first, last in self._windows(quote, at):
            match = compare(sought, self._body(first, last))
            if match:
                return self._judge(quote, first, last, match)
        return None

    def _body(self, first: int, last: int) -> str:
        """The text of one line, or of two joined."""
        start, end = self.lines[first]
        body = self.view.text[start:end]
        return body if first == last else body + self.view.text[slice(*self.lines[last])]

    def _around(self, at: int) -> str:
        first, last = max(0, at - SPREAD), min(len(self.lines) - 1, at + SPREAD)
        return self.view.text[self.lines[first][0] : self.lines[last][1]]

    def _windows(self, quote: Span, at: int) -> Iterator[tuple[int, int]]:
        low, high = (bisect_left(self.starts, edge) for edge in self.view.document_at(quote[0]))
        own = bisect_left(self.starts, quote[0])
        for before, behind in AROUND:
            first, last = at + before, at + behind
            inside = low <= first and last < high and own not in (first, last)
            if inside and (first == last or not self._is_numbered(last)):
                yield first, last

    def _is_numbered(self, at: int) -> bool:
        if at not in self.numbered:
            self.numbered[at] = is_enumerated(self.view.text[slice(*self.lines[at])])
        return self.numbered[at]

    def _judge(self, quote: Span, at: int, to: int, match: Match) -> Copy | None:
        first, last = self.lines[at], self.lines[to]
        size = sum(end - start for start, end in {first, last})
        inner = first[0] + match.start, last[1] - (size - match.end)
        if size - (match.end - match.start) > EDGE:
            why = QUOTE if size > QUOTED * (quote[1] - quote[0]) else SHORTER
            return Copy(quote, inner, why, differ=match.differ)
        if self._is_numbered(at):
            return None
        body = first[0], last[1]
        solid = to - at <= 1
        one, two = sorted((quote, body))
        heads = heads_article(self.view, one[0]) and not heads_article(self.view, two[0])
        gone, stays = (one, two) if heads else (two, one)
        whole = solid or gone == quote
        why = QUOTE if heads else LATER
        return Copy(gone, stays, why, differ=match.differ, whole=whole)


def _worth(text: str) -> bool:
    return (
        len(text) <= LONGEST
        and MASK not in text
        and not MARKS.isdisjoint(text)
        and text[-1] not in "：:"
        and not REFERS.search(text)
        and not is_enumerated(text)
        and has_han(text, DISTANT)
    )
