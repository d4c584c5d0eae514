"""Strokes that stand for a Chinese dash, and those that join, count or draw."""

from __future__ import annotations

import re
from functools import cache

from seedlint.characters import CLOSERS, HAN, OPENERS, Chars
from seedlint.core import Safety
from seedlint.patterns import lazily
from seedlint.sense.width import is_han

STROKES = Chars.of("-—–―─－")
BESIDE = Chars.of("，、。；：！？… ")
LONGEST, TERM = 3, 4
TIMES = "年月日号时点分季度末初"
DAYS, WEEK = "一二三四五六日天", "周星礼一二三四五六七八九十"
_GOES_ON = lazily("即|就是|这|而|但|因|所以|例如|比如|包括|或者|也|还|却|任何|其|你|我|他|她|它|不")


def with_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    return start - (text[start - 1] == " "), end + (text[end] == " ")


def dash_meant(text: str, low: int, high: int, strokes: str) -> Safety | None:
    """How sure it is that a dash was meant; None if it was not."""
    before, behind = text[low - 1], text[high]
    left = is_han(before) or before in CLOSERS or before in BESIDE
    right = is_han(behind) or behind in OPENERS
    if not left or not right or " " in (before, behind) or before in TIMES:
        return None
    if before in DAYS and behind in WEEK:
        return None
    if _two_terms().match(text, _opened(text, low)):
        return None
    spaced = text[low] == " "
    if len(strokes) == LONGEST:
        return Safety.UNSAFE
    if len(strokes) == LONGEST - 1:
        return Safety.UNSAFE if spaced and before not in HAN else Safety.SAFE
    if strokes != "—":
        return None
    told = spaced or before in "。！？" or (before in CLOSERS and text[low - 2] in "。！？…")
    return Safety.UNSAFE if told or _GOES_ON.match(text, high) else None


def _opened(text: str, place: int) -> int:
    """Where a short term that ends at `place` begins, with its opening mark."""
    low = place
    while low > place - TERM and is_han(text[low - 1]):
        low -= 1
    return low - 1


@cache
def _two_terms() -> re.Pattern[str]:
    term = f"{HAN.pattern}{{1,{TERM}}}"
    return re.compile(f"{OPENERS.pattern}{term}{STROKES.pattern}+{term}{CLOSERS.pattern}")
