"""Spaces that are what is left of a line break: before numbered items and lines of verse."""

from __future__ import annotations

import re
from typing import NamedTuple

from seedlint.patterns import lazily
from seedlint.sense.lines import NUMERAL

LONGEST = 400
VERSE = frozenset({4, 5, 6, 7})
"""Characters of a clause of verse."""
_GAP = lazily(r"(?<=[。；：])[ \u3000]+")
_ITEM = lazily(
    rf"[（(][{NUMERAL}]{{1,3}}[)）]|[{NUMERAL}]{{1,3}}、|\d{{1,2}}[.．](?!\d)|[①-⑳]"
    rf"|第[{NUMERAL}]{{1,4}}[条章节]"
)


class Breaks(NamedTuple):
    """What a line was before it was run together: verse, or so many numbered items."""

    verse: bool
    items: int


def breaks_in(line: str) -> Breaks:
    items = sum(bool(_ITEM.match(line, one.end())) for one in _GAP.finditer(line))
    items += bool(_ITEM.match(line.lstrip()))
    return Breaks(_is_verse(line), items)


def lost_break(text: str, breaks: Breaks, start: int, end: int) -> bool:
    """Whether a numbered item or a line of verse begins behind the space at `[start, end)`."""
    if breaks.verse:
        return text[start - 1] in "，。；！？"
    if breaks.items < 2 or text[start - 1] not in "。；：":
        return False
    return _ITEM.match(text, end) is not None


def _is_verse(line: str) -> bool:
    """Whether the line is equal clauses, set apart by spaces."""
    parts = line.split() if len(line) <= LONGEST else []
    if len(parts) < 2 or len({len(part) for part in parts}) > 1 or parts[0][-1] not in "，。；！？":
        return False
    clauses = [clause for part in parts for clause in re.split("[，。；！？]", part) if clause]
    same = len({len(clause) for clause in clauses}) == 1
    return same and len(clauses) >= 4 and len(clauses[0]) in VERSE
