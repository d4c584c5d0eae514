"""Paragraphs that stand twice, but not word for word: which copy goes, and why.

RE002 reports them. Two lines of which several clauses begin alike (`sense.echoes`) are compared:
first by some strings of five characters, then character by character. A copy with misread
characters in it follows its original all the way; a paragraph that only speaks of the same, as the
articles of a law do, differs by whole words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.sense.copies import (
    DISTANT,
    LATER,
    MARKS,
    QUOTE,
    Copy,
    by_place,
    copies,
    han,
    heads_article,
    not_by_habit,
)
from seedlint.sense.lines import is_enumerated
from seedlint.sense.loops import loops

if TYPE_CHECKING:
    from seedlint.view import View

STRING = 5
SAMPLE = 8
"""Strings of five, evenly spread, that are looked for first."""
SCREEN = 0.4
"""Share of them that must come again for a closer look."""
AGREE = 0.8
"""Share of the characters that must agree."""
SLIP, SURE = 4, 2
"""Characters that may differ in one place: a misread word, not another one. And characters that
must agree behind it."""
CHUNK = 16
EDGE = 6
"""Characters that may differ at either end."""
QUOTED = 1.3
LONGEST = 2000
"""Characters past which a line is no paragraph."""
REFERS = ("前款", "前项", "前項", "前条", "前條")
"""Words that tie a paragraph to its neighbours: an article of a law, no quote."""
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两0123456789")
SHORTER = ("the shorter copy goes", "删较短的一处")
AROUND = ((0,), (0, 1), (-1, 0), (0, 2), (-2, 0))
"""Lines that may hold the other copy together: its paragraph can be cut, over a heading too."""
SPREAD = 2


class Match(NamedTuple):
    """A quote agrees with `body[start:end]` but for `differ` characters."""

    start: int
    end: int
    differ: int


def near_copies(view: View) -> Sequence[Copy]:
    """The near copies of a level; ask by `view.once`."""
    if not view.echoes.lines:
        return ()
    return list(not_by_habit(view, sorted(_Search(view).run(), key=by_place)))


class _Search:
    """Goes through pairs of lines; what goes for one pair does not stay for another."""

    def __init__(self, view: View) -> None:
        self.view, self.lines = view, view.lines
        self.starts = [start for start, _ in view.lines]
        self.worth: dict[Span, bool] = {}
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
        text = self.view.text[slice(*quote)]
        if quote not in self.worth:
            self.worth[quote] = _worth(text)
        if not self.worth[quote]:
            return None
        at = bisect_left(self.starts, beside[0])
        if not _shifts(text, self._around(at)):
            return None
        for places in self._windows(quote, at):
            match = compare(text, "".join(self.view.text[slice(*self.lines[at])] for at in places))
            if match:
                return self._judge(quote, places, match)
        return None

    def _around(self, at: int) -> str:
        first, last = max(0, at - SPREAD), min(len(self.lines) - 1, at + SPREAD)
        return self.view.text[self.lines[first][0] : self.lines[last][1]]

    def _windows(self, quote: Span, at: int) -> Iterator[Sequence[int]]:
        low, high = self.view.document_at(quote[0])
        own = bisect_left(self.starts, quote[0])
        for offsets in AROUND:
            places = [at + offset for offset in offsets]
            if own in places or places[0] < 0 or places[-1] >= len(self.lines):
                continue
            inside = low <= self.starts[places[0]] and self.starts[places[-1]] < high
            last = self.view.text[slice(*self.lines[places[-1]])]
            if inside and (len(places) == 1 or not is_enumerated(last)):
                yield places

    def _judge(self, quote: Span, places: Sequence[int], match: Match) -> Copy | None:
        first, last = self.lines[places[0]], self.lines[places[-1]]
        size = sum(end - start for start, end in (self.lines[at] for at in places))
        inner = first[0] + match.start, last[1] - (size - match.end)
        if size - (match.end - match.start) > EDGE:
            why = QUOTE if size > QUOTED * (quote[1] - quote[0]) else SHORTER
            return Copy(quote, inner, why, differ=match.differ)
        if is_enumerated(self.view.text[slice(*first)]):
            return None
        body = first[0], last[1]
        solid = places[-1] - places[0] == len(places) - 1
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
        and han(text) >= DISTANT
        and text.rstrip()[-1] not in "：:"
        and not is_enumerated(text)
        and not any(word in text for word in REFERS)
    )


def compare(quote: str, body: str) -> Match | None:
    """Where the whole of `quote` stands in `body`, but for slips."""
    shifts = _shifts(quote, body)
    if not shifts:
        return None
    shift = median_low(shift for shift, _ in shifts)
    anchor = next(at for one, at in shifts if one == shift)
    start = anchor + shift
    ahead = _follow(quote[anchor:], body[start : start + LONGEST + EDGE])
    behind = _follow(quote[:anchor][::-1], body[max(0, start - LONGEST - EDGE) : start][::-1])
    if ahead is None or behind is None:
        return None
    slips = ahead.slips + [(ours[::-1], theirs[::-1]) for ours, theirs in behind.slips]
    differ = sum(max(map(len, slip)) for slip in slips)
    if differ > (1 - AGREE) * len(quote) or _changes_word(slips):
        return None
    return Match(start - behind.length, start + ahead.length, differ)


def _shifts(quote: str, body: str) -> Sequence[tuple[int, int]]:
    """How far on in `body` strings of `quote` stand, and where in `quote`; none if too few do."""
    places = range(0, len(quote) - STRING + 1, max(STRING, len(quote) // SAMPLE))
    found = [(body.find(quote[at : at + STRING]), at) for at in places]
    shifts = [(place - at, at) for place, at in found if place >= 0]
    return shifts if len(shifts) > SCREEN * len(places) else ()


class _Trail(NamedTuple):
    """So many characters of the body agree with the quote but for the slips."""

    length: int
    slips: list[tuple[str, str]]


def _follow(quote: str, body: str) -> _Trail | None:
    """Follow `quote` from the start of `body` to its end, over slips; None where it is lost."""
    ours, theirs, slips = 0, 0, list[tuple[str, str]]()
    while True:
        same = _same(quote[ours:], body[theirs:])
        ours, theirs = ours + same, theirs + same
        left = len(quote) - ours
        if not left:
            return _Trail(theirs, slips)
        slip = _slip(quote[ours : ours + SLIP + SURE], body[theirs : theirs + SLIP + SURE])
        if slip is None and left > EDGE:
            return None
        if slip is None:
            end = min(len(body), theirs + left)
            return _Trail(end, [*slips, (quote[ours:], body[theirs:end])])
        slips.append(slip)
        ours, theirs = ours + len(slip[0]), theirs + len(slip[1])


def _same(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    at = 0
    while at < len(one) and one[at : at + CHUNK] == other[at : at + CHUNK]:
        at += CHUNK
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return min(at, len(one))


def _slip(quote: str, body: str) -> tuple[str, str] | None:
    """The fewest characters of both to step over until they agree again; no number for another."""
    for steps in range(1, 2 * SLIP + 1):
        for ours in range(max(0, steps - SLIP), min(steps, SLIP) + 1):
            sure, theirs = quote[ours : ours + SURE], steps - ours
            if len(sure) == SURE and body.startswith(sure, theirs):
                slip = quote[:ours], body[:theirs]
                numbers = all(slip) and NUMERALS.issuperset("".join(slip))
                return None if numbers else slip
    return None


def _changes_word(slips: Sequence[tuple[str, str]]) -> bool:
    """Whether the same word differs twice: what is said of one thing is said of another."""
    words = [slip for slip in slips if max(map(len, slip)) > 1]
    return len(set(words)) < len(words)
