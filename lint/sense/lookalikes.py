"""Letters of two scripts that look alike, and words that mix them."""

from __future__ import annotations

import re
from functools import cache

from seedlint.sense.width import is_han

CYRILLIC = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухѕіј", "ABEKMHOPCTYXSIJaeopcyxsij", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
LATIN = str.maketrans(CYRILLIC | GREEK)


def word_around(text: str, place: int) -> tuple[int, int]:
    """The word of letters around `place`."""
    low, high = place, place + 1
    while is_letter(text[low - 1]):
        low -= 1
    while is_letter(text[high]):
        high += 1
    return low, high


def is_letter(char: str) -> bool:
    return "A" <= char <= "Z" or "a" <= char <= "z" or "\u0370" <= char <= "\u052f"


def meant_latin(text: str, low: int, high: int) -> str:
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
def foreign() -> re.Pattern[str]:
    twins = "".join(CYRILLIC)
    return re.compile(f"(?![{twins}])[\u0400-\u052f]|俄|西里尔|字母")
