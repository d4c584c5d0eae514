"""Simplified or traditional: which characters belong to one script alone, and conversion.

A character is traditional alone if OpenCC simplifies it and GB 2312 does not have it, simplified
alone if OpenCC has a traditional form for it and Big5 does not have it. What both character sets
know (著 乾 於, 后 里 台) is never taken for either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal, NamedTuple

Script = Literal["simplified", "traditional", "unclear"]

RESTORED = frozenset("昇喆堃淼犇甦邨陞濛甯鎔祕遊佈佔週傢僱慾")
"""Standard again in simplified names (General Standard Chinese Characters, 2013), or a variant
whose simplified form is a word of its own."""
FEW = 2
CLEAR = 10
SAMPLE = 2000


class Alone(NamedTuple):
    """The characters of one script alone, as patterns."""

    traditional: re.Pattern[str]
    simplified: re.Pattern[str]


@cache
def alone() -> Alone:
    """Built when first asked, in about 0.05 s."""
    han = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = _repertoire("gb2312", range(0xB0, 0xF8))
    old = _repertoire("big5", range(0xA4, 0xFA))
    traditional = _changed("t2s", [one for one in han if one not in simple]) - RESTORED
    simplified = _changed("s2t", [one for one in han if one not in old]) - traditional
    return Alone(_pattern(traditional), _pattern(simplified))


def script(text: str, low: int, high: int) -> Script:
    """The script of a document of `text`: one has to be ten times as frequent as the other.

    What its first two thousand characters are is taken for the whole.
    """
    held, high = alone(), min(high, low + SAMPLE)
    old = len(held.traditional.findall(text, low, high))
    new = len(held.simplified.findall(text, low, high))
    if new >= FEW and new >= CLEAR * old:
        return "simplified"
    return "traditional" if old >= FEW and old >= CLEAR * new else "unclear"


@cache
def converter(name: str) -> Callable[[str], str]:
    """OpenCC's conversion of that name: t2s, s2tw, tw2sp …

    A text with half of a surrogate pair in it, which OpenCC refuses, stays as it is.
    """
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(name).convert

    def converted(text: str) -> str:
        try:
            return convert(text)
        except UnicodeEncodeError:
            return text

    return converted


def convert_at(name: str, text: str, place: int, reach: int = 6) -> str:
    """What the character at `place` becomes, its neighbours taken into account."""
    start = max(0, place - reach)
    around = text[start : place + reach + 1]
    converted = converter(name)(around)
    if len(converted) != len(around):
        converted = converter(name)(text[place])
        return converted if len(converted) == 1 else text[place]
    return converted[place - start]


def _repertoire(encoding: str, leads: range) -> frozenset[str]:
    """The Han characters of a double-byte character set."""
    pairs = bytes(byte for lead in leads for trail in range(0x40, 0xFF) for byte in (lead, trail))
    return frozenset(pairs.decode(encoding, "ignore"))


def _changed(name: str, chars: Sequence[str]) -> frozenset[str]:
    """Those that OpenCC turns into another character of the basic plane."""
    converted = converter(name)("\n".join(chars)).split("\n")
    pairs = zip(chars, converted, strict=True)
    return frozenset(
        one for one, other in pairs if one != other and len(other) == 1 and other <= "\uffff"
    )


def _pattern(chars: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(chars))}]")
