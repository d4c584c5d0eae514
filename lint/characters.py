"""Character sets that rules share.

Ranges follow the Unicode blocks and scripts; which mark opens, closes or ends
a sentence follows GB/T 15834-2011 and CLREQ.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

REMEMBERED = 10_000
"""Characters of which a set remembers whether it has them: more than a text writes."""


@dataclass(frozen=True)
class Chars:
    """A set of characters, kept as sorted, disjoint ranges of code points (both ends included)."""

    ranges: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, spec: str, *ranges: tuple[int, int]) -> Chars:
        """The characters of `spec`, each for itself, and the code point ranges."""
        merged: list[tuple[int, int]] = []
        for low, high in sorted([*((ord(char), ord(char)) for char in spec), *ranges]):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.ranges)

    def __or__(self, other: Chars) -> Chars:
        return Chars.of("", *self.ranges, *other.ranges)

    def __contains__(self, char: str) -> bool:
        met = self._met
        if char not in met:
            if len(met) == REMEMBERED:
                met.clear()
            code = ord(char)
            at = bisect_right(self._lows, code) - 1
            met[char] = at >= 0 and code <= self.ranges[at][1]
        return met[char]

    @cached_property
    def _met(self) -> dict[str, bool]:
        """Characters that were asked for, and the answers."""
        return {}

    @cached_property
    def each(self) -> frozenset[str]:
        """The characters of a small set; found faster than in its ranges."""
        return frozenset(chr(code) for low, high in self.ranges for code in range(low, high + 1))

    @cached_property
    def complement(self) -> Chars:
        """All other characters, but for U+FFFE, which parts documents."""
        lows = [-1, *(high for _, high in Chars.of("\ufffe", *self.ranges).ranges)]
        highs = [*(low for low, _ in Chars.of("\ufffe", *self.ranges).ranges), 0x110000]
        pairs = zip(lows, highs, strict=True)
        return Chars(tuple((low + 1, high - 1) for low, high in pairs if low + 1 < high))

    @cached_property
    def _lows(self) -> list[int]:
        return [low for low, _ in self.ranges]

    @cached_property
    def pattern(self) -> str:
        """The set as a character class for `re` and `regex`."""
        spans = (
            re.escape(chr(low)) + ("" if low == high else "-" + re.escape(chr(high)))
            for low, high in self.ranges
        )
        return f"[{''.join(spans)}]"


HAN = Chars.of("〇々", (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD))
"""Ideographs, compatibility ideographs, 々 and 〇. Radicals are not among them: CH005."""

DIGITS = Chars.of("", (0x30, 0x39))
LATIN = Chars.of("", (0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F))
NEWLINE = Chars.of("\n")
WHITESPACE = Chars.of(
    " \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000",
    (0x09, 0x0D),
    (0x1C, 0x1F),
    (0x2000, 0x200A),
)
"""What `str.isspace` calls white space."""
SPACES = Chars.of(" \t\u00a0\u3000", (0x2000, 0x200A))
INVISIBLE = Chars.of("\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u3164\ufeff\uffa0")
"""What takes no ink, without the joiners and direction marks that some scripts need."""

OPENERS = Chars.of("“‘（《〈「『【〔［｛〖")
CLOSERS = Chars.of("”’）》〉」』】〕］｝〗")
PAUSES = Chars.of("，、；：")
STOPS = Chars.of("。！？…")
FULLWIDTH_MARKS = Chars.of("，；：！？。、")
HALFWIDTH_MARKS = Chars.of(",;:!?.")
MISREAD = Chars.of("", (0x80, 0x24F))
"""What bytes of UTF-8 look like that were read in an encoding of one byte a character."""

TO_FULLWIDTH = str.maketrans(",;:!?.()[]", "，；：！？。（）［］")
MASK = "\ufffc"
"""Stands for every character that rules must not see: code, addresses, mark-up, formulas."""
