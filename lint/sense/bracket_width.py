"""Which width a pair of round brackets should have: decided by what it holds and stands beside."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from seedlint.characters import MASK
from seedlint.patterns import lazily
from seedlint.sense.width import CHINESE_MARKS, ENDS, chinese_line, is_han

if TYPE_CHECKING:
    from seedlint.view import View

INSIDE = 100
"""Code points of what is between the brackets that are looked at."""
WORD = 20
EMPHASIS = "*"
LATIN_ENDS = f"°′″_.{MASK}"
"""What may end a name that is no Chinese: the sign of a quantity, as in ΔH°(298K), or code."""
_LAST_WORD = lazily(r"[A-Za-z0-9][A-Za-z0-9_.+#-]*\Z")


def wide_pair(view: View, start: int, end: int) -> bool:
    """Whether the brackets at `start` and `end` stand in Chinese."""
    text = view.text
    inside = text[start + 1 : min(end, start + INSIDE)]
    low, high = _past_emphasis(text, start, end)
    before, behind = text[low - 1], text[high + 1]
    han_inside = any(map(is_han, inside))
    if not inside.strip() or before == "]" or (MASK in (before, behind) and not han_inside):
        return False
    if (text[start], text[end]) != ("(", ")"):
        return True
    if before in LATIN_ENDS or (before.isascii() and before.isalnum()):
        return han_inside and _apposition(text, low, behind, inside)
    if not han_inside and _tuple().fullmatch(inside):
        return False
    if is_han(before) or (before in CHINESE_MARKS and before != "—"):
        return han_inside or behind in ENDS or not behind.isascii()
    return (han_inside or is_han(behind)) and chinese_line(view, start)


def _past_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """The places of the brackets, moved outward over the emphasis of Markdown."""
    while text[start - 1] in EMPHASIS:
        start -= 1
    while text[end + 1] in EMPHASIS:
        end += 1
    return start, end


def _apposition(text: str, place: int, behind: str, inside: str) -> bool:
    """Whether brackets behind a Latin word or code at `place` explain it, and are no call."""
    if "=" in inside or "," in inside:
        return False
    if is_han(behind):
        return True
    if behind not in CHINESE_MARKS and behind not in ENDS:
        return False
    name = _LAST_WORD.search(text, max(0, place - WORD), place)
    return not name[0][0].islower() if name else text[place - 1] == MASK


@cache
def _tuple() -> re.Pattern[str]:
    """Numbers or single letters with commas between, but for a number in groups of three."""
    item = r"[-+]?(?:[0-9]+(?:\.[0-9]+)?|[A-Za-z][0-9]?)"
    return re.compile(rf"(?![0-9]{{1,3}}(?:,[0-9]{{3}})+\Z){item}(?:, ?{item})+")
