"""Whether a text stands in another one, but for slips of who read it.

A copy with misread characters in it follows its original all the way; a paragraph that only speaks
of the same, as the articles of a law do, differs by whole words or by a number. So the two are
followed character by character; before that some strings of five characters are looked for, which
rules out most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

STRING = 5
SAMPLE = 8
"""Strings, evenly spread, that are looked for first."""
SCREEN = 0.4
"""Share of them that must come again for a closer look."""
AGREE = 0.8
"""Share of the characters that must agree."""
SLIP, SURE = 4, 2
"""Characters that may differ in one place: a misread word, not another one. And characters that
must agree behind it."""
EDGE = 6
"""Characters that may differ at either end."""
LONGEST = 2000
"""Characters past which a line is no paragraph."""
CHUNK = 16
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两0123456789")


class Match(NamedTuple):
    """A quote agrees with `body[start:end]` but for `differ` characters."""

    start: int
    end: int
    differ: int


class Quote:
    """A text that is looked for in others, and the trails that were followed there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.most = (1 - AGREE) * len(text)
        places = range(0, len(text) - STRING + 1, max(STRING, len(text) // SAMPLE))
        self._samples = [(at, text[at : at + STRING]) for at in places]
        self._enough = SCREEN * len(places)
        self._known: dict[tuple[int, bool], _Trail] = {}

    def may_stand_in(self, body: str) -> bool:
        """Whether enough of it stands somewhere in `body` for a closer look."""
        found = 0
        for _, sample in self._samples:
            found += sample in body
            if found > self._enough:
                return True
        return False

    def shifts(self, body: str) -> Sequence[tuple[int, int]]:
        """How far on in `body` strings of it stand, and where in it; none if too few do. Sorted."""
        found = [
            (place - at, at) for at, sample in self._samples if (place := body.find(sample)) >= 0
        ]
        return sorted(found) if len(found) > self._enough else ()

    def follow(self, anchor: int, body: str, start: int, ahead: bool) -> _Trail | None:
        """The trail from the `anchor`, which is at `start` in the body, to one of the ends.

        None where it is lost. Where the same characters lie ahead, the trail is the same.
        """
        if ahead:
            quote, body = self.text[anchor:], body[start : start + LONGEST + EDGE]
        else:
            quote = self.text[:anchor][::-1]
            body = body[max(0, start - LONGEST - EDGE) : start][::-1]
        trail = self._known.get((anchor, ahead))
        if trail is None or not trail.is_in(body):
            trail = self._known[anchor, ahead] = _follow(quote, body)
        return None if trail.lost else trail


def compare(quote: Quote, body: str) -> Match | None:
    """Where the whole of `quote` stands in `body`, but for slips."""
    shifts = () if len(quote.text) - len(body) > quote.most else quote.shifts(body)
    if not shifts:
        return None
    shift = shifts[(len(shifts) - 1) // 2][0]
    without = max(0, -shift) + max(0, len(quote.text) + shift - len(body))
    if without > quote.most:  # so many characters would have to be slips
        return None
    anchor = shifts[bisect_left(shifts, (shift, 0))][1]
    start = anchor + shift
    ahead = quote.follow(anchor, body, start, True)
    behind = quote.follow(anchor, body, start, False) if ahead else None
    if ahead is None or behind is None:
        return None
    slips = ahead.slips + [(ours[::-1], theirs[::-1]) for ours, theirs in behind.slips]
    differ = sum(max(map(len, slip)) for slip in slips)
    if differ > quote.most or _changes_word(slips):
        return None
    return Match(start - behind.length, start + ahead.length, differ)


class _Trail(NamedTuple):
    """So many characters of the body agree with the quote but for the slips; those `seen` say so.

    `ended` tells whether the end of the body was seen as well.
    """

    length: int
    slips: list[tuple[str, str]]
    lost: bool
    seen: str
    ended: bool

    def is_in(self, body: str) -> bool:
        """Whether following there would see the same."""
        return body == self.seen if self.ended else body.startswith(self.seen)


def _follow(quote: str, body: str) -> _Trail:
    """Follow `quote` from the start of `body` to its end, over slips, or to where it is lost."""
    ours, theirs, slips = 0, 0, list[tuple[str, str]]()
    while True:
        same = _same(quote, ours, body, theirs)
        ours, theirs = ours + same, theirs + same
        left = len(quote) - ours
        if not left:
            return _Trail(theirs, slips, False, body[:theirs], False)
        ahead = theirs + SLIP + SURE
        slip = _slip(quote[ours : ours + SLIP + SURE], body[theirs:ahead])
        if slip is None:
            end = min(len(body), theirs + left)
            slips.append((quote[ours:], body[theirs:end]))
            return _Trail(end, slips, left > EDGE, body[:ahead], ahead > len(body))
        slips.append(slip)
        ours, theirs = ours + len(slip[0]), theirs + len(slip[1])


def _same(one: str, at: int, other: str, to: int) -> int:
    """How many characters two texts have in common from those places on."""
    begun, most = at, min(len(one), at + len(other) - to)
    size = CHUNK
    while size:
        if at + size <= most and one[at : at + size] == other[to : to + size]:
            at, to = at + size, to + size
        else:
            size //= 2
    return at - begun


def _slip(quote: str, body: str) -> tuple[str, str] | None:
    """The fewest characters of both to step over until they agree again; no number for another."""
    fewest, slip = 2 * SLIP + 1, None
    for ours in range(min(SLIP, len(quote) - SURE) + 1):
        if ours >= fewest:
            break
        theirs = body.find(quote[ours : ours + SURE])
        if 0 <= theirs < fewest - ours:
            fewest, slip = ours + theirs, (quote[:ours], body[:theirs])
    if slip and all(slip) and NUMERALS.issuperset("".join(slip)):
        return None
    return slip


def _changes_word(slips: Sequence[tuple[str, str]]) -> bool:
    """Whether the same word differs twice: what is said of one thing is said of another."""
    words = [slip for slip in slips if max(map(len, slip)) > 1]
    return len(set(words)) < len(words)
