"""The table of words: what a word costs, and what begins with a character or two.

It is `words.bin`, made by `seedlint.sense.build_words` from the dictionary of jieba (MIT). It is
mapped, not read: opening takes 0.2 ms. What was looked up is kept, by two characters.
"""

from __future__ import annotations

import math
import mmap
import struct
from bisect import bisect_left
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

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
REST = 0xFFFF_FFFF
"""The last two characters of a key."""
MANY = 1 << 16
"""Strings of each sort that are kept."""
Behind = dict[int, float]
"""What one or two more characters, packed, make of two: the cost of the word, infinite if it is
none but begins longer ones."""
Pair = tuple[float, float, Behind | None]
"""The costs of a character and of it and the next as words, infinite if the two are none; and what
longer words begin with the two."""
T = TypeVar("T")


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


class WordTable:
    """A word table, mapped when first asked. Costs are negative natural logarithms, in nats."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cost = lru_cache(1 << 16)(self._cost)
        """The cost of a word, None if the table has no such word."""
        self.pairs = Met(self._pair)
        """What begins with two characters, or with the last one of a string."""
        self.long = Met(self._long)
        """The cost of a word of more than four characters, infinite if it is none."""
        self._ranges = Met(self._range)

    def _cost(self, word: str) -> float | None:
        byte = self._byte(word)
        return None if byte is None else self._ceiling - (byte & ~VERB) / STEPS

    @cached_property
    def unknown(self) -> float:
        """What a character costs that the table does not know."""
        return self._ceiling + UNKNOWN

    def begins(self, text: str) -> bool:
        """Whether up to four characters are a word or begin one."""
        wanted, rest = key(text), 16 * (PACKED - len(text))
        at = bisect_left(self.keys, wanted)
        return at < self._count and self.keys[at] >> rest == wanted >> rest

    def verb(self, word: str) -> bool:
        """Whether the dictionary tags the word as a verb, above all or also."""
        return bool((self._byte(word) or 0) & VERB)

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
        low, high, one = self._ranges[text[0]]
        if low == high or len(text) == 1 or text[1] > LAST:
            return one, math.inf, None
        keys, costs = self.keys, self._costs
        wanted = ord(text[0]) << 48 | ord(text[1]) << 32
        at, two = bisect_left(keys, wanted, low, high), math.inf
        if at == high or keys[at] > wanted + REST:
            return one, two, None
        if keys[at] == wanted:
            two, at = costs[self._bytes[at]], at + 1
        end = at
        while end < high and keys[end] <= wanted + REST:
            end += 1
        if at == end:
            return one, two, None
        told = map(costs.__getitem__, self._bytes[at:end])
        return one, two, dict(zip(self._rests[at:end].tolist(), told, strict=True))

    def _range(self, char: str) -> tuple[int, int, float]:
        """The places of the keys that begin with a character, and its cost."""
        if char > LAST:
            return 0, 0, self.unknown
        wanted = key(char)
        low = bisect_left(self.keys, wanted)
        high = bisect_left(self.keys, wanted + (1 << 48), low)
        known = low < high and self.keys[low] == wanted
        return low, high, self._costs[self._bytes[low]] if known else self.unknown

    def _long(self, word: str) -> float:
        cost = self._cost(word)
        return math.inf if cost is None else cost


class Met(dict[str, T]):
    """What is looked up when it is met; emptied when it is full."""

    def __init__(self, look_up: Callable[[str], T]) -> None:
        self._look_up = look_up

    def __missing__(self, text: str) -> T:
        if len(self) >= MANY:
            self.clear()
        found = self[text] = self._look_up(text)
        return found
