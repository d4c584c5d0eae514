"""Titles in marks of another shape, in marks turned round, and in marks nested in their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from seedlint.core import Span
from seedlint.sense.brackets import partnerless
from seedlint.sense.width import is_han

if TYPE_CHECKING:
    from seedlint.view import View

TITLES = "《〈"
LONGEST = 60
"""Code points of a title, at most."""
TITLE = 40
"""Code points of a title of which one mark is an angle bracket, at most."""


def in_angles(text: str, place: int) -> re.Match[str] | None:
    """The Chinese title that begins at `place` in << >>, « » or ≪ ≫."""
    match = _angles().match(text, place)
    return match if match and any(map(is_han, match[0])) else None


def nested_titles(view: View) -> Iterator[tuple[Span, bool]]:
    """Titles in 《》 straight within another title, and whether the marks of one are only doubled.

    Only pairs that are complete within a line are looked at.
    """
    text, line_end = view.text, -1
    stack: list[int] = []
    inner: list[Span] = []
    for place in view.starts:
        if text[place] not in "《》":
            continue
        if place >= line_end:
            stack, inner, line_end = [], [], view.line_at(place)[1]
        if text[place] == "《":
            stack.append(place)
        elif stack:
            outer = stack.pop()
            if len(stack) == 1:
                inner.append((outer, place))
            elif not stack:
                yield from ((one, (one[0] - 1, one[1] + 1) == (outer, place)) for one in inner)
                inner = []


def mistaken_titles(text: str, line: Span) -> list[Span]:
    """Pairs of title marks of which one is turned round or has another shape."""
    alone: set[int] = set()
    found: list[Span] = []
    for opening in TITLES:
        loose, pairs = partnerless(text, line, opening)
        alone.update(loose)
        found += pairs
    for match in _half_titles().finditer(text, *line):
        first, last = match.start(), match.end() - 1
        if (first in alone or last in alone) and any(map(is_han, match[0])):
            found.append((first, last))
    return found


@cache
def _angles() -> re.Pattern[str]:
    inside = f"[^<>«»≪≫\n\ufffe]{{1,{LONGEST}}}"
    return re.compile(f"(?<![<A-Za-z0-9])<<{inside}>>(?!>)|«{inside}»|≪{inside}≫")


@cache
def _half_titles() -> re.Pattern[str]:
    inside = f"[^《》〈〉<>\\n]{{1,{TITLE}}}"
    return re.compile(f"《{inside}[>〉]|〈{inside}》|(?<!<)<{inside}》")
