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
REST = 0xFFFF_FFFF
MANY = 1 << 16
T = TypeVar("T")
"""Pairs of characters that are kept."""
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
        self._pairs = _Table(self._pair)
        self.cost = lru_cache(1 << 16)(self._cost)
        """The cost of a word, None if the table has no such word."""
        self._ranges = _Table(self._range)
        self._longer = _Table(self._dear)
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
        size, pairs = len(text), self._pairs
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
                    for end, cost in self._long(text, start, behind[third | ord(text[end])]):
                        if so_far + cost < best[end]:
                            best[end], back[end] = so_far + cost, start
        return Cut(best[size], _ends(back, size))

    def _long(self, text: str, start: int, cost: float) -> list[tuple[int, float]]:
        """Where the words of four characters, of that `cost`, and more that begin at `start` end,
        and what they cost."""
        ends = range(start + PACKED + 1, min(len(text), start + LONGEST) + 1)
        return [(start + PACKED, cost), *[(end, self._longer[text[start:end]]) for end in ends]]

    def joins(self, text: str, at: int) -> bool:
        """Whether a word of the likeliest cut of a short string reaches across `at`."""
        return self.may_join(text, at) and at not in self.cut(text).ends

    def may_join(self, text: str, at: int) -> bool:
        """Whether a word may reach across `at`."""
        pairs = self._pairs
        if at and pairs[text[at - 1 : at + 1]][1] < math.inf:
            return True
        for start in range(max(0, at - LONGEST + 1), at):
            if pairs[text[start : start + 2]][2] and self.reach(text, start) > at - start:
                return True
        return False

    def may_end(self, text: str, at: int) -> bool:
        """Whether a word of two characters or more may end at `at`, or reach across."""
        pairs = self._pairs
        if at > 1 and pairs[text[at - 2 : at]][1] < math.inf:
            return True
        for start in range(max(0, at - LONGEST), at - 1):
            if pairs[text[start : start + 2]][2] and self.reach(text, start) >= at - start:
                return True
        return False

    def reach(self, text: str, start: int) -> int:
        """The greatest length that a word may have which begins at `start`."""
        _, two, behind = self._pairs[text[start : start + 2]]
        more = text[start + 2 : start + PACKED] if behind else ""
        if behind and more:
            third = ord(more[0]) << 16
            if len(more) == 2 and more[1] <= LAST and third | ord(more[1]) in behind:
                return LONGEST
            if third in behind:
                return 3
        return 2 if two < math.inf else 1

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

    def _dear(self, word: str) -> float:
        """The cost of a word of more than four characters, infinite if it is none."""
        cost = self._cost(word)
        return math.inf if cost is None else cost


def _ends(back: list[int], at: int) -> tuple[int, ...]:
    """The ends of the words on the way that `back` tells, step by step."""
    ends = []
    while at:
        ends.append(at)
        at = back[at]
    return tuple(ends[::-1])


class _Table(dict[str, T]):
    """What begins with two characters, looked up when they are met; emptied when it is full."""

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
