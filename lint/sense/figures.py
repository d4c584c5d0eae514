"""Numbers in which letters stand for digits: 2O24, l949, 二OO八."""

from __future__ import annotations

from seedlint.characters import DIGITS, Chars
from seedlint.sense.lookalikes import is_letter

TO_DIGIT = str.maketrans("OlI", "011")
FIGURES = Chars.of("OlI") | DIGITS
ZEROS, NUMERALS = "OОΟ", frozenset("〇零一二三四五六七八九十")
YEAR, LONGEST = range(1000, 2100), 8
MOST = {"月": 12, "日": 31}
O_UNITS = "年月日号时分秒岁元万亿千百个人名篇项条章页米吨%％‰℃"
L_UNITS = "年月日号%％"


def zeros_end(text: str, place: int) -> int:
    """Where the letters end that stand for 〇 in a number of Chinese numerals, 0 if none do."""
    end = place
    while text[end] in ZEROS and text[place - 1] in NUMERALS:
        end += 1
    return end if end > place and (text[end] in NUMERALS or text[end] in L_UNITS) else 0


def figures_around(text: str, place: int) -> tuple[int, int]:
    """The stretch of digits and O, l, I around `place`."""
    low, high = place, place + 1
    while text[low - 1] in FIGURES:
        low -= 1
    while text[high] in FIGURES:
        high += 1
    return low, high


def meant_number(text: str, low: int, high: int) -> str:
    """The number that `text[low:high]` stands for, empty if it is none."""
    old, before, unit = text[low:high], text[low - 1], text[high]
    digits = sum(char in DIGITS for char in old)
    if not digits or high - low > LONGEST or before in "-_./:#&" or is_letter(before):
        return ""
    new = old.translate(TO_DIGIT)
    if unit == "年" and high - low == 4 and digits > 1 and int(new) in YEAR:
        return new
    if old[0] not in DIGITS and (old[0] == "O" or unit not in "月日"):
        return ""
    units = O_UNITS if set(old) <= set("0123456789O") else L_UNITS
    fits = unit in units and (unit not in MOST or int(new) <= MOST[unit])
    return new if fits else ""
