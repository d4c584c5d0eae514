"""Words: the likeliest way to cut a string into words, and whether one reaches across a place.

How probable a word is says `word_table`. Ten characters are cut in 3 to 25 µs, the more of them
were met before the quicker.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedlint.sense.word_table import LAST, LONGEST, PACKED, TABLE, Behind, WordTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Cut(NamedTuple):
    """The likeliest cut of a string into words.

    `cost` is the negative natural logarithm of its probability, in nats; `ends` are the offsets
    where the words end, rising, the last one the length of the string.
    """

    cost: float
    ends: tuple[int, ...]


class Words:
    """Cuts strings by a table of words."""

    def __init__(self, path: Path = TABLE) -> None:
        self.table = WordTable(path)
        self.cost, self.verb = self.table.cost, self.table.verb
        self._met: set[str] = set()
        """Characters that were asked for, and of them those that are in the table."""
        self._known: set[str] = set()

    def __contains__(self, word: str) -> bool:
        return self.cost(word) is not None

    @property
    def unknown(self) -> float:
        """What a character costs that the table does not know, in nats."""
        return self.table.unknown

    def cut(self, text: str) -> Cut:
        """The cheapest way through a short string (Viterbi over words, no context)."""
        size, pairs = len(text), self.table.pairs
        best, back = [0.0] + [math.inf] * (size + 1), [0] * (size + 2)
        for start in range(size):
            one, two, behind = pairs[text[start : start + 2]]
            so_far, end = best[start], start + 1
            if so_far + one < best[end]:
                best[end], back[end] = so_far + one, start
            end = start + 2
            if so_far + two < best[end]:
                best[end], back[end] = so_far + two, start
            if behind and end < size:
                third = ord(text[end]) << 16
                end = start + 3
                if third in behind and so_far + behind[third] < best[end]:
                    best[end], back[end] = so_far + behind[third], start
                if end < size and text[end] <= LAST and third | ord(text[end]) in behind:
                    four = behind[third | ord(text[end])]
                    for place, cost in self._further(text, start, four):
                        if so_far + cost < best[place]:
                            best[place], back[place] = so_far + cost, start
        return Cut(best[size], _ends(back, size))

    def _further(self, text: str, start: int, cost: float) -> list[tuple[int, float]]:
        """Where the words of four characters, of that `cost`, and more that begin at `start` end,
        and what they cost."""
        ends = range(start + PACKED + 1, min(len(text), start + LONGEST) + 1)
        return [(start + PACKED, cost), *[(end, self.table.long[text[start:end]]) for end in ends]]

    def joins(self, text: str, at: int) -> bool:
        """Whether a word of the likeliest cut of a short string reaches across `at`."""
        return self.may_join(text, at) and at not in self.cut(text).ends

    def may_join(self, text: str, at: int) -> bool:
        """Whether a word may reach across `at`."""
        pairs = self.table.pairs
        if at and pairs[text[at - 1 : at + 1]][1] < math.inf:
            return True
        for start in range(max(0, at - LONGEST + 1), at):
            behind = pairs[text[start : start + 2]][2]
            if behind and _reach(text, start, behind) > at - start:
                return True
        return False

    def may_end(self, text: str, at: int) -> bool:
        """Whether a word of two characters or more may end at `at`."""
        pairs = self.table.pairs
        if at > 1 and pairs[text[at - 2 : at]][1] < math.inf:
            return True
        for start in range(max(0, at - LONGEST), at - 2):
            behind = pairs[text[start : start + 2]][2]
            if behind and _reach(text, start, behind) >= at - start:
                return True
        return False

    def may_begin(self, text: str, at: int) -> bool:
        """Whether a word of two characters or more may begin at `at`."""
        _, two, behind = self.table.pairs[text[at : at + 2]]
        return two < math.inf or (behind is not None and _reach(text, at, behind) > 0)

    def simplified(self, text: str) -> str:
        """The string in simplified characters if it is traditional, offsets unchanged.

        Only a string with a character that the table does not know is converted (OpenCC t2s), and
        only if its length stays the same.
        """
        if self._known.issuperset(text):
            return text
        if not self._met.issuperset(text):
            self._known.update(char for char in text if char in self)
            self._met.update(text)
            if self._known.issuperset(text):
                return text
        converted = _simplify()(text)
        return converted if len(converted) == len(text) else text


def _reach(text: str, start: int, behind: Behind) -> int:
    """The greatest length that a word of three characters and more may have which begins at
    `start`, 0 if there can be none; `behind` is what goes on from the first two."""
    if start + 2 >= len(text):
        return 0
    third = ord(text[start + 2]) << 16
    four = text[start + 3 : start + PACKED]
    if four and four <= LAST and third | ord(four) in behind:
        return LONGEST
    return 3 if third in behind else 0


def _ends(back: Sequence[int], at: int) -> tuple[int, ...]:
    """The ends of the words on the way that `back` tells, step by step."""
    ends = []
    while at:
        ends.append(at)
        at = back[at]
    return tuple(ends[::-1])


@cache
def _simplify() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def words() -> Words:
    """The table that ships."""
    return Words()
