"""The character model: how probable a string is, by sequences of up to four characters.

The table is `lm.bin`, made by `seedlint.sense.build_lm` (its sources: NOTICE). It is mapped, not
read: opening takes 0.3 ms, a symbol 2 to 4 µs. `lm_vector` answers many questions at once, alike to
the last bit, because costs are whole numbers.

A text is read as symbols: punctuation full-width, traditional characters as simplified, one symbol
for a number, one for a Latin word, one for a line break, spaces left out. The 4,092 commonest other
characters have one each, all the rest share `UNKNOWN`.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

TABLE = Path(__file__).with_name("lm.bin")
HEADER = struct.Struct("<8s3I")
"""Magic, number of sequences of two, three and four symbols."""
MAGIC = b"SLchars1"
ALPHABET = 4096
UNKNOWN, BREAK, NUMBER, LATIN = range(4)
SILENT = 0xFFFF
"""Stands for a code unit that is no symbol: a space, the second half of a surrogate pair."""
NAT = 32
"""Costs are negative natural logarithms in steps of 1/32 nat."""
COARSE = 2
"""Steps of a byte of `costs`: 1/16 nat, up to 15.9 nats."""
SHIFT = 55
"""What a byte of `backs` is above the cost: backing off can make more probable, up to 1.7 nats."""
BLOCK = 64
"""Nodes that share one of `bases`."""
ORDER = 4
WIDE = {"B": 1, "H": 2, "I": 4}
Pair = tuple[str, str]
"""A string as written, and as it would be."""


class Nodes(NamedTuple):
    """All sequences of one length, sorted: those that begin alike are neighbours.

    `chars` are their last symbols, `costs` what that symbol costs behind the others. The sequences
    that begin with node `at` and have one symbol more are those from
    `bases[at // BLOCK] + steps[at]` up to where those of the next node begin; `backs` is what it
    costs if a symbol is not among them.
    """

    chars: memoryview
    costs: memoryview
    backs: memoryview
    bases: memoryview
    steps: memoryview


class Model:
    """A table of `build_lm.pack`: a file, mapped when first asked, or bytes."""

    def __init__(self, source: Path | bytes = TABLE) -> None:
        self.source = source

    @cached_property
    def _map(self) -> memoryview:
        if isinstance(self.source, bytes):
            return memoryview(self.source)
        with self.source.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    @cached_property
    def sections(self) -> tuple[memoryview, list[Nodes]]:
        """The symbols of all code units, and the nodes by length."""
        magic, *counts = HEADER.unpack_from(self._map)
        if magic != MAGIC or memoryview(b"\1\0").cast("H")[0] != 1:
            raise ValueError(f"{self.source!r} is no character model that this machine can map")
        at = HEADER.size

        def take(count: int, kind: Literal["B", "H", "I"]) -> memoryview:
            nonlocal at
            low, at = at, at + count * WIDE[kind]
            part: memoryview = self._map[low:at].cast(kind)
            return part

        sizes = [ALPHABET, *counts]
        bases = [take(size // BLOCK + 1, "I") for size in sizes[:-1]]
        steps = [take(size + 1, "H") for size in sizes[:-1]]
        symbols = take(0x10000, "H")
        chars = [symbols[:0], *(take(size, "H") for size in sizes[1:])]
        costs = [take(size, "B") for size in sizes]
        backs = [take(size, "B") for size in sizes[:-1]]
        none = symbols[:0]
        rows = zip(chars, costs, [*backs, none], [*bases, none], [*steps, none], strict=True)
        return symbols, [Nodes(*row) for row in rows]

    def symbols(self, text: str) -> list[int]:
        """The symbols of a text."""
        known, found, last = self.sections[0], [], SILENT
        for char in text:
            symbol = known[ord(char)] if char <= "\uffff" else UNKNOWN
            if symbol != SILENT and (symbol != last or not UNKNOWN < symbol <= LATIN):
                found.append(symbol)
                last = symbol
        return found

    def gain(self, written: str, edited: str) -> float:
        """By how many nats the second of two readings is the more probable one."""
        one, other = self.symbols(written), self.symbols(edited)
        least = min(len(one), len(other))
        start = next((at for at in range(least) if one[at] != other[at]), least)
        rest = range(1, least - start + 1)
        behind = next((at for at in rest if one[-at] != other[-at]), least - start + 1) - 1
        first, keep = max(0, start + 1 - ORDER), max(0, behind + 1 - ORDER)
        costs = (self.cost(symbols[first : len(symbols) - keep]) for symbols in (one, other))
        return (next(costs) - next(costs)) / NAT

    def followers(self, symbol: int) -> Sequence[int]:
        """The symbols that the table holds behind one."""
        single, pair, *_ = self.sections[1]
        low, high = (single.bases[at // BLOCK] + single.steps[at] for at in (symbol, symbol + 1))
        return pair.chars[low:high]

    def cost(self, symbols: Sequence[int]) -> int:
        """What the symbols cost, without a word of what stands before."""
        orders = self.sections[1]
        single, pair, triple, quad = orders
        one = two = three = -1
        total = 0
        for symbol in symbols:
            four = _child(triple, quad, three, symbol)
            next_three = _child(pair, triple, two, symbol)
            next_two = _child(single, pair, one, symbol)
            if four >= 0:
                total += COARSE * quad.costs[four]
            else:
                total += triple.backs[three] - SHIFT if three >= 0 else 0
                if next_three >= 0:
                    total += COARSE * triple.costs[next_three]
                else:
                    total += pair.backs[two] - SHIFT if two >= 0 else 0
                    if next_two >= 0:
                        total += COARSE * pair.costs[next_two]
                    else:
                        total += single.backs[one] - SHIFT if one >= 0 else 0
                        total += COARSE * single.costs[symbol]
            one, two, three = symbol, next_two, next_three
        return total


def _child(parents: Nodes, nodes: Nodes, parent: int, symbol: int) -> int:
    """The node of a sequence that is `parent` and the symbol, -1 if the table has none."""
    if parent < 0:
        return -1
    low = parents.bases[parent // BLOCK] + parents.steps[parent]
    high = parents.bases[(parent + 1) // BLOCK] + parents.steps[parent + 1]
    at = bisect_left(nodes.chars, symbol, low, high)
    return at if at < high and nodes.chars[at] == symbol else -1
