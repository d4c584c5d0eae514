"""Headings, bylines and lead-ins that stand twice in a document, and why that is odd."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import HAN, MASK, Chars
from seedlint.core import At, Span
from seedlint.patterns import lazily
from seedlint.sense.lines import (
    GENERIC,
    bare_line,
    holds_plain_text,
    is_byline,
    is_enumerated,
    is_prose,
)

if TYPE_CHECKING:
    from seedlint.view import View

LEAST, LONGEST = 4, 40
ENDS = frozenset("。！？…!?.；;：:，,、|")
BULLETS = frozenset("■□●○◆◇▲△★☆")
NUMBERS = "一二三四五六七八九十"
NUMBERED = f"（(第{NUMBERS}0123456789０１２３４５６７８９、.．)） \t\u3000"
SERIES = 3000
"""Code points within which 二是 and 三是 belong to one series."""

TWICE = ("the same heading stands twice", "同一标题出现两次")
AUTHOR = ("the same byline stands twice", "同一署名出现两次")
SIBLINGS = ("two items of one series have the same heading", "同一序列中两项标题相同")
LEAD_IN = At(Chars.of("是"), after=Chars.of(NUMBERS), before=HAN)
"""Where the words of a lead-in may begin behind."""
_WORDS = lazily(f"{HAN.pattern}{{{LEAST},20}}+(?=[。，；：，,;:])")


class Pair(NamedTuple):
    """Two places that say the same; `why` tells in English and Chinese what they are."""

    first: Span
    second: Span
    why: tuple[str, str]


def lead_ins(view: View) -> Iterator[Pair]:
    """Neighbours of a series with the same words: 二是 and 三是; asked at `LEAD_IN`."""
    known: dict[str, tuple[Span, int]] = {}
    done = 0
    for _, start in view.places:
        match = _WORDS.match(view.text, start) if start > done else None
        if match is None:
            continue
        number, span, words = NUMBERS.index(view.text[start - 2]), match.span(), match[0]
        first, before = known.get(words, (span, number))
        near = number == before + 1 and span[0] - first[0] <= SERIES
        if near and view.document_at(first[0]) == view.document_at(span[0]):
            yield Pair(first, span, SIBLINGS)
        known[words] = span, number
        done = match.end()


def headings(view: View) -> Iterator[Pair]:
    """Headings and bylines that stand twice in one document."""
    text = view.text
    if not holds_plain_text(view):
        return
    short = [
        (start, end)
        for start, end in view.lines
        if LEAST <= end - start <= LONGEST and text[end - 1] not in ENDS
    ]
    for first, last, document in view.grouped([start for start, _ in short]):
        alike = defaultdict(list)
        for start, end in short[first:last]:
            alike[text[start:end].strip(NUMBERED)].append((start, end))
        if len(alike) == last - first or view.source_at(document[0]).format != "text":
            continue
        lines = view.lines_in(document)
        for heading, found in alike.items():
            if len(found) == 2 and _is_heading(heading):
                one, two = (text[start:end].strip() for start, end in found)
                behind = (bisect_right(lines, span) for span in found)
                below = [text[slice(*span)] for at in behind for span in lines[at : at + 1]]
                why = _odd(one, two, below)
                if why:
                    yield Pair(found[0], found[1], why)


def _is_heading(heading: str) -> bool:
    return (
        len(heading) >= LEAST
        and MASK not in heading
        and sum(char in HAN for char in heading) >= LEAST - 1
        and bare_line(heading) not in GENERIC
    )


def _odd(one: str, two: str, below: Sequence[str]) -> tuple[str, str] | None:
    if one[0] in BULLETS:
        return AUTHOR if one == two and is_byline(one) else None
    over_text = len(below) == 2 and all(
        is_prose(line) or is_byline(line) or line.strip() == one for line in below
    )
    if not over_text or (one == two and is_enumerated(one)):
        return None
    if one == two:
        return TWICE
    return SIBLINGS if _number(two) == _number(one) + 1 > 0 else None


def _number(heading: str) -> int:
    """The number of a heading, from 0; -2 if it has none that is told at sight."""
    digits = re.match(rf"[（(第\s]*([{NUMBERS}]|\d{{1,2}})[、.．)）]", heading)
    if not digits:
        return -2
    return int(digits[1]) if digits[1].isdigit() else NUMBERS.index(digits[1])
