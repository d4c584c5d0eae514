"""The word list: how probable a word is, and the likeliest way to cut a string into words.

The table is `words.bin`, made by `seedlint.sense.build_words` from the dictionary of jieba (MIT).
It is mapped, not read: opening takes 0.2 ms, a window of 22 characters is cut in 0.02 to 0.1 ms.
"""

from __future__ import annotations

import math
import mmap
import struct
from bisect import bisect_left
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TABLE = Path(__file__).with_name("words.bin")
MAGIC = int.from_bytes(b"SLwords1", "little")
HEADER = struct.Struct("<QQQ")
"""Magic, number of keys, sum of all counts."""
STEPS = 8
"""Steps of the logarithm of a count: 1/8 nat, so a cost is within 0.07 nats of the exact one."""
VERB = 128
BLANK = 127
"""Byte of a prefix that is no word. Counts go up to e^(126/8) = 6.9 million."""
PACKED = 4
LAST = "\uffff"
LONG = 0xD800 << 48
LONGEST = 16
UNKNOWN = 3.0
"""What a character that no word list knows costs beyond a word counted once, in nats."""
MANY = 1 << 15
"""Strings of each sort that are kept."""
T = TypeVar("T")
Begun = tuple[list[tuple[int, float]], int]
"""Lengths, rising, and costs of the words that begin up to 4 characters; one character always is
one. And the greatest length that a word may have which begins like them."""
Behind = dict[int, float]
"""What one or two more characters, packed, make of two: the cost of the word, infinite if it is
none but begins longer ones."""
Pair = tuple[float, float, Behind | None]
"""The costs of a character and of it and the next as words, infinite if the two are none; and what
longer words begin with the two."""


def key(word: str) -> int:
    """Where a word stands in the table: exact up to 4 characters, else a hash.

    Short words are packed from the left, 16 bits a character, so that the words of one prefix are
    neighbours. Longer words get 51 bits of hash in the range where the first character would be a
    surrogate and no packed word can be.
    """
    if len(word) <= PACKED:
        packed = 0
        for char in word:
            packed = packed << 16 | ord(char)
        return packed << 16 * (PACKED - len(word))
    mixed = 0
    for char in word:
        mixed = ((mixed ^ ord(char)) * 0x9E3779B97F4A7C15 + 0x7F4A7C15) & 0xFFFF_FFFF_FFFF_FFFF
        mixed ^= mixed >> 29
    return LONG | mixed >> 13


class Cut(NamedTuple):
    """The likeliest cut of a string into words.

    `cost` is the negative natural logarithm of its probability, in nats; `ends` are the offsets
    where the words end, rising, the last one the length of the string.
    """

    cost: float
    ends: tuple[int, ...]


class Words:
    """A word table, mapped when first asked. Costs are negative natural logarithms, in nats."""

    def __init__(self, path: Path = TABLE) -> None:
        self.path = path
        self._begun = _Table(self._words)
        self._pairs = _Table(self._pair)
        self.cost = lru_cache(1 << 16)(self._cost)
        """The cost of a word, None if the table has no such word."""
        self._longer = _Table(self._long)
        self._ranges = _Table(self._range)
        self._met: set[str] = set()
        """Characters that were asked for, and of them those that are in the table."""
        self._known: set[str] = set()

    def _cost(self, word: str) -> float | None:
        byte = self._byte(word)
        return None if byte is None else self._ceiling - (byte & ~VERB) / STEPS

    @cached_property
    def unknown(self) -> float:
        """What a character costs that the table does not know."""
        return self._ceiling + UNKNOWN

    def __contains__(self, word: str) -> bool:
        return self.cost(word) is not None

    def begins(self, text: str) -> bool:
        """Whether up to four characters are a word or begin one."""
        wanted, rest = key(text), 16 * (PACKED - len(text))
        at = bisect_left(self.keys, wanted)
        return at < self._count and self.keys[at] >> rest == wanted >> rest

    def verb(self, word: str) -> bool:
        """Whether the dictionary tags the word as a verb, above all or also."""
        return bool((self._byte(word) or 0) & VERB)

    def cut(self, text: str) -> Cut:
        """The cheapest way through a short string (Viterbi over words, no context)."""
        size = len(text)
        best = [0.0] + [math.inf] * size
        back = [0] * (size + 1)
        begun, longer = self._begun, self._longer
        for start in range(size):
            so_far = best[start]
            found, most = begun[text[start : start + PACKED]]
            for length, cost in found:
                end = start + length
                if so_far + cost < best[end]:
                    best[end], back[end] = so_far + cost, start
            if most > PACKED:
                for end in range(start + PACKED + 1, min(size, start + most) + 1):
                    cost = longer[text[start:end]]
                    if so_far + cost < best[end]:
                        best[end], back[end] = so_far + cost, start
        ends, at = [], size
        while at:
            ends.append(at)
            at = back[at]
        return Cut(best[-1], tuple(ends[::-1]))

    def joins(self, text: str, at: int) -> bool:
        """Whether a word of the likeliest cut of a short string reaches across `at`."""
        return self.may_join(text, at) and at not in self.cut(text).ends

    def may_join(self, text: str, at: int) -> bool:
        """Whether a word may reach across `at`."""
        begun = self._begun
        for start in range(at - 1, max(-1, at - LONGEST), -1):
            if begun[text[start : start + PACKED]][1] > at - start:
                return True
        return False

    def may_end(self, text: str, at: int) -> bool:
        """Whether a word of two characters or more may end at `at`, or reach across."""
        begun = self._begun
        for start in range(at - 2, max(-1, at - LONGEST - 1), -1):
            if begun[text[start : start + PACKED]][1] >= at - start:
                return True
        return False

    def reach(self, text: str, start: int) -> int:
        """The greatest length that a word may have which begins at `start`."""
        return self._begun[text[start : start + PACKED]][1]

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

    @cached_property
    def _map(self) -> memoryview:
        with self.path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    @cached_property
    def _count(self) -> int:
        magic, count, _ = HEADER.unpack_from(self._map)
        if magic != MAGIC or memoryview(self._map[:8]).cast("Q")[0] != MAGIC:
            raise ValueError(f"{self.path} is no word table that this machine can map")
        return int(count)

    @cached_property
    def _ceiling(self) -> float:
        return math.log(HEADER.unpack_from(self._map)[2])

    @cached_property
    def keys(self) -> memoryview:
        """The sorted keys of all words, and of the first four characters of longer ones."""
        return self._map[HEADER.size : HEADER.size + 8 * self._count].cast("Q")

    @cached_property
    def _bytes(self) -> memoryview:
        return self._map[HEADER.size + 8 * self._count :]

    @cached_property
    def _rests(self) -> memoryview:
        """The last two characters of the keys."""
        return self.keys.cast("B").cast("I")[::2]

    @cached_property
    def _costs(self) -> Sequence[float]:
        """The cost that each byte stands for, infinite where it is no word."""
        costs = [self._ceiling - (byte & ~VERB) / STEPS for byte in range(256)]
        costs[BLANK] = math.inf
        return costs

    def _byte(self, word: str) -> int | None:
        if not word or max(word) > LAST:
            return None
        wanted = key(word)
        at = bisect_left(self.keys, wanted)
        if at == self._count or self.keys[at] != wanted or self._bytes[at] == BLANK:
            return None
        return int(self._bytes[at])

    def _pair(self, text: str) -> Pair:
        """What begins with one character or two."""
        if text[0] > LAST:
            return self.unknown, math.inf, None
        low, high = self._ranges[text[0]]
        known = low < high and self.keys[low] == key(text[0])
        one = self._costs[self._bytes[low]] if known else self.unknown
        if len(text) == 1 or text[1] > LAST:
            return one, math.inf, None
        wanted = key(text)
        at = bisect_left(self.keys, wanted, low, high)
        end = bisect_left(self.keys, wanted + (1 << 32), at, high)
        two = math.inf
        if at < end and self.keys[at] == wanted:
            two, at = self._costs[self._bytes[at]], at + 1
        if at == end:
            return one, two, None
        costs = map(self._costs.__getitem__, self._bytes[at:end])
        return one, two, dict(zip(self._rests[at:end].tolist(), costs, strict=True))

    def _range(self, char: str) -> tuple[int, int]:
        """The places of the keys that begin with a character."""
        low = bisect_left(self.keys, key(char))
        return low, bisect_left(self.keys, key(char) + (1 << 48), low)

    def _long(self, word: str) -> float:
        """The cost of a word of more than four characters, infinite if it is none."""
        cost = self._cost(word)
        return math.inf if cost is None else cost

    def _words(self, text: str) -> Begun:
        one, two, behind = self._pairs[text[:2]]
        found, longer = [(1, one)], False
        if two < math.inf:
            found.append((2, two))
        if behind and len(text) > 2:
            third = ord(text[2]) << 16
            if third in behind:
                found.append((3, behind[third]))
            if len(text) == PACKED and text[3] <= LAST:
                four = behind.get(third | ord(text[3]))
                longer = four is not None
                if four is not None and four < math.inf:
                    found.append((PACKED, four))
        return found, LONGEST if longer else found[-1][0]


class _Table(dict[str, T]):
    """What is looked up when it is met; emptied when it is full."""

    def __init__(self, look_up: Callable[[str], T]) -> None:
        self._look_up = look_up

    def __missing__(self, text: str) -> T:
        if len(self) >= MANY:
            self.clear()
        found = self[text] = self._look_up(text)
        return found


@cache
def _simplify() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def words() -> Words:
    """The table that ships."""
    return Words()
