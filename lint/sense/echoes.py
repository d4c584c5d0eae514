"""What comes again, though not at once: phrases within a line, lines within a document.

A phrase that stands on both sides of a mark or of 和, or twice in a list, is an `Echo`. Two lines
of which one may be a copy of the other with slips in it are found by clauses that begin alike:
where every thirtieth character is wrong, three clauses of four still begin as they did.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from seedlint.characters import CLOSERS, MASK, OPENERS, PAUSES, STOPS, WHITESPACE, Chars
from seedlint.core import Span
from seedlint.layer import EDGE

BOUNDS = STOPS | CLOSERS | OPENERS | PAUSES | Chars.of(",;:!?.()\n\u3000")
"""Between two of these stands a clause, or an item; behind an indent a line begins."""
NOT_OPENING = STOPS | CLOSERS | PAUSES | WHITESPACE | Chars.of(f",;:!?.(){MASK}")
PARTING = Chars.of("，,；;、")
JOINTS = Chars.of("和与及《")
ENDS_LIST = Chars.of("等和与及以")
LIST_BOUNDS = STOPS | PAUSES | Chars.of(",;:!?.()（）\n")

LEAST, LONGEST = 4, 24
"""Characters of a phrase that counts on both sides of a mark or a joint."""
ITEM = 2
REACH = 6
"""Items between two that are alike, at most."""

LONG = 34
"""Characters of the shortest line that is compared: thirty strings of five."""
HEAD = 8
CROWD = 8
"""Clauses that begin alike, past which they are a formula."""
SHARE = 5
"""One clause in so many of the line that has fewer must begin like one of the other."""


class Echo(NamedTuple):
    """`text[first : first + size]` stands again at `second`, further on in the line."""

    first: int
    second: int
    size: int


class Echoes(NamedTuple):
    """Phrases that come again in their line, and pairs of lines that may be copies, in order."""

    phrases: Sequence[Echo]
    lines: Sequence[tuple[Span, Span]]


def find_echoes(text: str, bounds: Sequence[Span]) -> Echoes:
    """The echoes of a text that begins and ends with a border; `bounds` are its documents."""
    marks = [match.start() for match in _one_of(BOUNDS).finditer(text)]
    phrases = {*_beside_marks(text, marks), *_beside_joints(text), *_in_lists(text, marks)}
    return Echoes(sorted(phrases), _alike(text, marks, bounds))


@cache
def _one_of(chars: Chars) -> re.Pattern[str]:
    return re.compile((chars | Chars.of(EDGE) if "\n" in chars else chars).pattern)


def _beside_marks(text: str, marks: Sequence[int]) -> Iterator[Echo]:
    """X，X where one X or the other is a whole clause."""
    parting = PARTING.each
    for before, place, behind in zip(marks, marks[1:], marks[2:], strict=False):
        if text[place] in parting:
            for size in (place - before - 1, behind - place - 1):
                if LEAST <= size <= LONGEST:
                    yield from beside(text, place, size)


def beside(text: str, place: int, size: int) -> Iterator[Echo]:
    """The echo of `size` characters around the mark at `place`, if it is one."""
    first, second = place - size, place + 1
    phrase = text[second : second + size]
    if first > 0 and text.startswith(phrase, first) and is_phrase(phrase):
        yield Echo(first, second, size)


def is_phrase(phrase: str) -> bool:
    """Whether it stays within a line, and nothing in it is hidden."""
    return "\n" not in phrase and EDGE not in phrase and MASK not in phrase


def _beside_joints(text: str) -> Iterator[Echo]:
    """X和X, the longest X."""
    for match in _one_of(JOINTS).finditer(text):
        place = match.start()
        head, low = text[place + 1 : place + 1 + LEAST], max(0, place - LONGEST)
        first = text.find(head, low, place)
        while first >= 0:
            echo = next(beside(text, place, place - first), None)
            if echo:
                yield echo
                break
            first = text.find(head, first + 1, place)


def _in_lists(text: str, marks: Sequence[int]) -> Iterator[Echo]:
    """The same item twice in a list parted by 、."""
    bounds = LIST_BOUNDS.each | {EDGE}
    marks = [place for place in marks if text[place] in bounds]
    for index, place in enumerate(marks):
        if text[place] != "、":
            continue
        end = item_end(text, place, marks[index + 1])
        for back in range(index - 1, max(0, index - 1 - REACH), -1):
            if text[marks[back]] != "、":
                break
            yield from same_item(text, marks[back - 1 : back + 1], place + 1, end)


def item_end(text: str, place: int, behind: int) -> int:
    """Where the item ends that begins behind `place`: at the mark `behind`; the last one at 等."""
    if text[behind] != "、":
        match = _one_of(ENDS_LIST).search(text, place, behind)
        if match:
            return match.start()
    return behind


def same_item(text: str, around: Sequence[int], start: int, end: int) -> Iterator[Echo]:
    """The echo of the item from `start` to `end` in an earlier one, between the marks `around`.

    The first item of a list may begin anywhere behind the mark before it.
    """
    size, item = end - start, text[start:end]
    first = around[1] - size
    if not ITEM <= size <= LONGEST or first <= around[0]:
        return
    whole = text[around[0]] != "、" or first - 1 == around[0]
    if whole and text.startswith(item, first) and is_phrase(item):
        yield Echo(first, start, size)


def _alike(text: str, marks: Sequence[int], bounds: Sequence[Span]) -> Sequence[tuple[Span, Span]]:
    found: list[tuple[Span, Span]] = []
    for document in bounds:
        heads: dict[str, list[Span]] = defaultdict(list)
        clauses: Counter[Span] = Counter()
        for line in _long_lines(text, document):
            for place in _openings(text, marks, line):
                heads[text[place : place + HEAD]].append(line)
                clauses[line] += 1
        shared: Counter[tuple[Span, Span]] = Counter()
        for head, lines in heads.items():
            if 1 < len(lines) <= CROWD and max(head) <= "\uffff":
                shared.update((one, two) for one, two in combinations(lines, 2) if one != two)
        found += sorted(
            pair
            for pair, count in shared.items()
            if SHARE * count >= min(clauses[pair[0]], clauses[pair[1]])
        )
    return found


def _long_lines(text: str, document: Span) -> Iterator[Span]:
    start, end = document
    for match in re.compile(f"[^\n{EDGE}]{{{LONG},}}").finditer(text, start, end):
        yield match.span()


def _openings(text: str, marks: Sequence[int], line: Span) -> Iterator[int]:
    """Where clauses begin, `HEAD` characters or more before the end of the line."""
    start, end = line
    closed = NOT_OPENING.each
    for mark in marks[bisect_left(marks, start - 1) : bisect_left(marks, end - HEAD)]:
        if text[mark + 1] not in closed:
            yield mark + 1
