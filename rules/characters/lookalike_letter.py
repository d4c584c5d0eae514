"""CH012 lookalike-letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.characters import DIGITS
from seedlint.sense.lines import OncePerLine
from seedlint.sense.width import is_han

CYRILLIC = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухѕіј", "ABEKMHOPCTYXSIJaeopcyxsij", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
LATIN = str.maketrans(CYRILLIC | GREEK)
TO_DIGIT = str.maketrans("OlI", "011")
FIGURES = Chars.of("OlI") | DIGITS
ZEROS, NUMERALS = "OОΟ", frozenset("〇零一二三四五六七八九十")
YEAR, LONGEST = range(1000, 2100), 8
MOST = {"月": 12, "日": 31}
O_UNITS = "年月日号时分秒岁元万亿千百个人名篇项条章页米吨%％‰℃"
L_UNITS = "年月日号%％"


class LookalikeLetter(Rule):
    """Letter that looks like another one.

    Cyrillic а and Latin a, Greek Ο and Latin O cannot be told apart by eye;
    recognition takes one for the other, and now and then somebody does it on
    purpose. O for 0 and l for 1 are the classic slips in a number: 2O24年.

    A Cyrillic or Greek letter counts when it stands in a word with Latin
    letters and all its fellows have a Latin twin, or when one Cyrillic capital
    stands alone beside a Han character (А股). A line with other Cyrillic
    letters is left alone, and so are μm, kΩ and Δt. O, l and I count between
    digits and a unit of Chinese, as in 1O0万, and in a year; O between Chinese
    numerals is 〇.

    Unsafe: which of the two was meant is a guess, though a good one.
    """

    code, name, zh = "CH012", "lookalike-letter", "形近字母"
    severity, reads = Severity.WARNING, "page"
    where = At(Chars.of("".join(CYRILLIC) + "".join(GREEK) + "OlI"))
    says = "{0}: letters that look like {1}"
    says_zh = "“{0}”中有形近字母，应为“{1}”"
    good = (
        "线宽3μm，电阻5kΩ，时间Δt，向量AΒ与αx。",
        "О Москве писали много，Tу-154客机。",
        "O2O模式、B2B、O365、H2O、l1和l2两个列表。",
        "俄文字母В读作“韦”，С读作“艾斯”。",
        "瓶装10l水，5l油，规格XL。",
    )
    bad = (
        ("使用pаypаl付款。", "使用paypal付款。"),
        ("这是СCTV的节目，ОK。", "这是CCTV的节目，OK。"),
        ("А股与Т恤", "A股与T恤"),
        ("2O24年1O月，l949年以来", "2024年10月，1949年以来"),
        ("共1OO万元，占3O%。", "共100万元，占30%。"),
        ("二OО八年", "二〇〇八年"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        foreign = OncePerLine(view, _foreign().search)
        done = 0
        for start, end in view.places:
            if start < done:
                continue
            low, zeros, new = start, _zeros(text, start), ""
            if zeros:
                done, new = zeros, "〇" * (zeros - start)
            elif text[start] not in FIGURES:
                low, done = _word(text, start)
                if not foreign(start):
                    new = _meant_latin(text, low, done)
            elif text[start - 1] in DIGITS or text[end] in DIGITS:
                low, done = _number(text, start)
                new = _meant_number(text, low, done)
            if new:
                yield Finding(self, low, done, new, Detail((text[low:done], new)))


def _zeros(text: str, place: int) -> int:
    """Where the letters end that stand for 〇 in a number of Chinese numerals, 0 if none do."""
    end = place
    while text[end] in ZEROS and text[place - 1] in NUMERALS:
        end += 1
    return end if end > place and (text[end] in NUMERALS or text[end] in L_UNITS) else 0


def _word(text: str, place: int) -> tuple[int, int]:
    """The word of letters around `place`."""
    low, high = place, place + 1
    while _is_letter(text[low - 1]):
        low -= 1
    while _is_letter(text[high]):
        high += 1
    return low, high


def _is_letter(char: str) -> bool:
    return "A" <= char <= "Z" or "a" <= char <= "z" or "\u0370" <= char <= "\u052f"


def _meant_latin(text: str, low: int, high: int) -> str:
    """The Latin word that `text[low:high]` stands for, empty if it is none.

    All of it has Latin twins, and it is Latin in part or one capital beside a Han character.
    """
    old = text[low:high]
    new = old.translate(LATIN)
    latin = sum(map(str.isascii, old))
    if not new.isascii() or latin == high - low:
        return ""
    if latin:
        return new if latin > 1 or all(char in CYRILLIC or char.isascii() for char in old) else ""
    beside_han = is_han(text[low - 1]) or is_han(text[high])
    return new if len(old) == 1 and old in CYRILLIC and old.isupper() and beside_han else ""


@cache
def _foreign() -> re.Pattern[str]:
    twins = "".join(CYRILLIC)
    return re.compile(f"(?![{twins}])[\u0400-\u052f]|俄|西里尔|字母")


def _number(text: str, place: int) -> tuple[int, int]:
    """The stretch of digits and O, l, I around `place`."""
    low, high = place, place + 1
    while text[low - 1] in FIGURES:
        low -= 1
    while text[high] in FIGURES:
        high += 1
    return low, high


def _meant_number(text: str, low: int, high: int) -> str:
    """The number that `text[low:high]` stands for, empty if it is none."""
    old, before, unit = text[low:high], text[low - 1], text[high]
    digits = sum(char in DIGITS for char in old)
    if not digits or high - low > LONGEST or before in "-_./:#&" or _is_letter(before):
        return ""
    new = old.translate(TO_DIGIT)
    if unit == "年" and high - low == 4 and digits > 1 and int(new) in YEAR:
        return new
    if old[0] not in DIGITS and (old[0] == "O" or unit not in "月日"):
        return ""
    units = O_UNITS if set(old) <= set("0123456789O") else L_UNITS
    fits = unit in units and (unit not in MOST or int(new) <= MOST[unit])
    return new if fits else ""
