"""Whether a text stands in another one, but for slips of who read it.

A copy with misread characters in it follows its original all the way; a paragraph that only speaks
of the same, as the articles of a law do, differs by whole words or by a number. So the two are
followed character by character; before that some strings of five characters are looked for, which
rules out most.
"""

from __future__ import annotations

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


def may_stand_in(quote: str, body: str) -> bool:
    """Whether enough of `quote` stands somewhere in `body` for a closer look."""
    return bool(_shifts(quote, body))


def compare(quote: str, body: str) -> Match | None:
    """Where the whole of `quote` stands in `body`, but for slips."""
    most = (1 - AGREE) * len(quote)
    shifts = () if len(quote) - len(body) > most else _shifts(quote, body)
    if not shifts:
        return None
    shift = sorted(shift for shift, _ in shifts)[(len(shifts) - 1) // 2]
    anchor = next(at for one, at in shifts if one == shift)
    start = anchor + shift
    ahead = _follow(quote[anchor:], body[start : start + LONGEST + EDGE])
    behind = _follow(quote[:anchor][::-1], body[max(0, start - LONGEST - EDGE) : start][::-1])
    if ahead is None or behind is None:
        return None
    slips = ahead.slips + [(ours[::-1], theirs[::-1]) for ours, theirs in behind.slips]
    differ = sum(max(map(len, slip)) for slip in slips)
    if differ > most or _changes_word(slips):
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
        same = _same(quote, ours, body, theirs)
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
    sure = [quote[at : at + SURE] for at in range(min(SLIP, len(quote) - SURE) + 1)]
    if not any(pair in body for pair in sure):
        return None
    for steps in range(1, 2 * SLIP + 1):
        for ours in range(max(0, steps - SLIP), min(steps + 1, len(sure))):
            if body.startswith(sure[ours], steps - ours):
                slip = quote[:ours], body[: steps - ours]
                numbers = all(slip) and NUMERALS.issuperset("".join(slip))
                return None if numbers else slip
    return None


def _changes_word(slips: Sequence[tuple[str, str]]) -> bool:
    """Whether the same word differs twice: what is said of one thing is said of another."""
    words = [slip for slip in slips if max(map(len, slip)) > 1]
    return len(set(words)) < len(words)
