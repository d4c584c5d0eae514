"""Lines that may be page numbers: the number, and the form in which it is written."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from seedlint.characters import Chars
from seedlint.patterns import lazily

LONGEST = 24
"""Code points of a line that is a page number, at most."""
SHORTEST_ROW = 3
LOST = 3
"""Steps from one number of a row to the next, at most: a recogniser misses some."""
DECOR = "-—–─－·•・‧∙~～|│｜…"
PAIRS = ("()", "（）", "[]", "【】", "〔〕", "［］")
HAN_DIGITS = "〇一二三四五六七八九"
HAN_VALUE = {char: value for value, char in enumerate(HAN_DIGITS)}
TO_DIGITS = str.maketrans(HAN_DIGITS + "零○", "012345678900")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
FIRST = Chars.of(
    DECOR + "".join(pair[0] for pair in PAIRS) + HAN_DIGITS + "○零十百第共PpIVXLCivxlc",
    (0x30, 0x39),
    (0xFF10, 0xFF19),
)
"""What a page number may begin with."""
TOTAL = r"\s?[/／]\s?(?P<total>\d{1,4})"
_ROMAN = lazily("c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


class PageNumber(NamedTuple):
    """`form` is what all page numbers of one text have in common."""

    value: int
    form: str


def page_number(line: str) -> PageNumber | None:
    """What the line says, if it says nothing but a number, framed or bare."""
    match = _number().fullmatch(line) if len(line) <= LONGEST else None
    if match is None:
        return None
    left, right = match["left"], match["right"]
    brackets = left in (pair[0] for pair in PAIRS) or right in (pair[1] for pair in PAIRS)
    if brackets and left + right not in PAIRS:
        return None
    value, system = number_value(match["number"]), _system(match["number"])
    frame = "".join(sorted({*left, *right}))
    return (
        PageNumber(value, f"{system}{frame}/{match['total'] or ''}") if value is not None else None
    )


def number_value(number: str) -> int | None:
    """What 12, 十二, 一二 or xii says."""
    if number.isdecimal():
        return int(number)
    return _roman_value(number.lower()) if number.isascii() else _han_value(number)


def _system(number: str) -> str:
    if number.isdecimal():
        return "1"
    if number.isascii():
        return "I" if number[0].isupper() else "i"
    return "一"


def _roman_value(number: str) -> int | None:
    if not _ROMAN.fullmatch(number):
        return None
    values = [ROMAN[char] for char in number]
    return sum(
        -one if any(one < later for later in values[at + 1 : at + 2]) else one
        for at, one in enumerate(values)
    )


def _han_value(number: str) -> int | None:
    """十二 and 一二 are 12, 一百零五 and 一〇五 are 105."""
    if match := _counted().fullmatch(number):
        thousands, hundreds, tens, ones = match.groups("〇")
        value = 1000 * HAN_VALUE[thousands] + 100 * HAN_VALUE[hundreds]
        return value + 10 * HAN_VALUE[tens or "一"] + HAN_VALUE[ones or "〇"]
    digits = number.translate(TO_DIGITS)
    return int(digits) if digits.isdecimal() else None


@cache
def _number() -> re.Pattern[str]:
    opening, closing = (re.escape("".join(half)) for half in zip(*PAIRS, strict=True))
    return re.compile(
        rf"(?P<left>[{DECOR}]{{1,3}}|[{opening}]|[Pp]\.?|第|)\s?"
        rf"(?P<number>\d{{1,4}}|[ivxlc]{{1,8}}|[IVXLC]{{1,8}}|[{HAN_DIGITS}○零十百]{{1,6}})"
        rf"(?:{TOTAL})?\s?(?P<right>[{DECOR}]{{1,3}}|[{closing}]|[页頁]|)"
    )


@cache
def _counted() -> re.Pattern[str]:
    one, nought = f"[{HAN_DIGITS[1:]}]", "[〇零○]?"
    return re.compile(f"(?:({one})千)?{nought}(?:({one})百)?{nought}(?:({one}?)十)?({one}?)")
