"""Full-width letters and digits, and the marks that belong to the number or name they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedlint.characters import Chars
from seedlint.core import Span

WIDE = Chars.of("％", (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
BETWEEN_DIGITS = "．／："
BETWEEN_ANY = "＆＋＝＿＠－"
THOUSANDS = 3


def joined(text: str, places: Sequence[Span]) -> Iterator[Span]:
    """The places, those that a mark inside a number or name parts as one."""
    low, done = -1, -1
    for start, end in places:
        start += _loose_percent(text, start, end)
        if start == end:
            continue
        if low >= 0 and not (start == done or (start == done + 1 and _inside(text, done))):
            yield low, done
            low = -1
        if low < 0:
            low = start - 1 if _inside(text, start - 1) and start - 1 > done else start
        done = end + 1 if _inside(text, end) and text[end + 1] not in WIDE else end
    if low >= 0:
        yield low, done


def _loose_percent(text: str, start: int, end: int) -> int:
    """How many percent signs at `start` follow no digit."""
    before = text[start - 2] if text[start - 1] in " \u3000" else text[start - 1]
    count = 0
    while not before.isdigit() and start + count < end and text[start + count] == "％":
        count += 1
    return count


def _inside(text: str, place: int) -> bool:
    """Whether the full-width mark at `place` is part of a number or a name."""
    mark, before, behind = text[place], text[place - 1], text[place + 1 : place + 2]
    if mark in BETWEEN_DIGITS:
        return before.isdecimal() and behind.isdecimal()
    if mark == "，":
        group = text[place + 1 : place + 2 + THOUSANDS]
        return before.isdecimal() and group[:THOUSANDS].isdecimal() and not group.isdecimal()
    if mark in BETWEEN_ANY:
        both = before + behind
        alike = all(char in WIDE or (char.isascii() and char.isalnum()) for char in both)
        return alike and not (mark == "－" and both.isdecimal())
    return False
