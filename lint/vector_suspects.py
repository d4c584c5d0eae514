"""The suspects of a large batch, with numpy; what they are is said in `sense.confusables`.

Two tables of all pairs, a bit each, say which are strange and which are taken for each other: 2 and
4 MB, so that look-ups stay in the processor's caches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from seedlint.class_table import Codes, Flags, Places
from seedlint.scratch import scratch
from seedlint.sense.confusables import Suspect, confusables, may_be
from seedlint.sense.lm import ALPHABET, BREAK, LATIN, UNKNOWN
from seedlint.sense.lm_vector import pair_symbols
from seedlint.sense.readings import model

Bits = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int32]
Symbols = npt.NDArray[np.uint16]
HAN = slice(0x4E00, 0xA000)
WIDTH = ALPHABET.bit_length() - 1
BYTE = 3
BLOCK = 250_000
"""Places looked at at once; what is worked out of more falls out of the processor's caches."""


class Lists(NamedTuple):
    """For a code unit, `counts` of `chars` from `firsts` on."""

    chars: Codes
    firsts: Counts
    counts: Counts

    def of(self, codes: Codes) -> tuple[Counts, Codes]:
        """How many characters each has, and all of them."""
        counts = self.counts[codes]
        ends = np.cumsum(counts)
        steps = np.arange(counts.sum())
        steps += np.repeat(self.firsts[codes] - ends + counts, counts)
        return counts, self.chars[steps]


class Tables(NamedTuple):
    """Of every code unit the symbol, `BREAK` where it is no Han character, and the rank among the
    characters that are taken for others.

    `strange` holds pairs of symbols, `taken` ranks of characters and symbols of what they are taken
    for; then the characters that make words with one before or behind them.
    """

    symbols: Symbols
    ranks: Symbols
    strange: Bits
    taken: Bits
    behind: Lists
    before: Lists


def find_suspects(text: str, codes: Codes) -> Sequence[Suspect]:
    """All suspects, sorted."""
    found: set[Suspect] = set()
    for low in range(0, len(codes) - 2, BLOCK):
        pairs = _find(codes[low : low + BLOCK + 2])
        found |= {Suspect(low + at, one) for at, one in pairs if may_be(text[low + at], one)}
    return sorted(found)


def _find(codes: Codes) -> Iterable[tuple[int, str]]:
    """Where suspects may stand in some codes, first and last left out, and what may be meant."""
    known = _tables()
    index = scratch("index", len(codes), np.intp)
    np.copyto(index, codes)
    symbols = known.symbols.take(index, mode="wrap")
    places = _strangers(known.strange, symbols)
    left, behind = known.behind.of(codes[places - 1])
    right, before = known.before.of(codes[places + 1])
    places = np.concatenate([np.repeat(places, left), np.repeat(places, right)])
    meant = np.concatenate([behind, before])
    may = _held(known.taken, known.ranks[codes[places]], known.symbols[meant])
    return zip(places[may].tolist(), map(chr, meant[may].tolist()), strict=True)


def _held(bits: Bits, first: Symbols, second: Symbols) -> Flags:
    """Which pairs of symbols the table holds."""
    pair = first.astype(np.int32)
    pair <<= WIDTH
    pair |= second
    shift = (pair & 7).astype(np.uint8)
    pair >>= BYTE
    found = bits.take(pair)
    found >>= shift
    found &= 1
    return found.view(bool)


def _strangers(strange: Bits, symbols: Symbols) -> Places:
    """Han characters that the model has seen beside no neighbour, with a Han one."""
    apart = _held(strange, symbols[:-1], symbols[1:])
    edge = symbols == BREAK
    alone = apart[:-1] | edge[:-2]
    alone &= apart[1:] | edge[2:]
    alone &= apart[:-1] | apart[1:]
    return np.flatnonzero(alone) + 1


@cache
def _tables() -> Tables:
    symbols = np.full(0x10000, BREAK, np.uint16)
    symbols[HAN] = model().sections[0][HAN]
    twins, behind, before = confusables()
    here = _codes("".join(twins))
    ranks = np.zeros(0x10000, np.uint16)
    ranks[here] = np.arange(1, len(here) + 1)
    counts, meant = _lists({char: "".join(others) for char, others in twins.items()}).of(here)
    taken = np.zeros((len(here) + 1, ALPHABET), bool)
    taken[np.repeat(ranks[here], counts), symbols[meant]] = True
    return Tables(symbols, ranks, _strange(), _bits(taken), _lists(behind), _lists(before))


def _lists(others: Mapping[str, str]) -> Lists:
    here = _codes("".join(others))
    firsts, counts = np.zeros((2, 0x10000), np.int32)
    counts[here] = [len(chars) for chars in others.values()]
    firsts[here] = np.cumsum(counts[here]) - counts[here]
    return Lists(_codes("".join(others.values())), firsts, counts)


def _strange() -> Bits:
    """The pairs of Han characters that the model has not seen."""
    strange = np.ones((ALPHABET, ALPHABET), bool)
    strange[pair_symbols(model())] = False
    strange[UNKNOWN] = strange[:, UNKNOWN] = True
    strange[BREAK : LATIN + 1] = strange[:, BREAK : LATIN + 1] = False
    return _bits(strange)


def _bits(pairs: Flags) -> Bits:
    return np.packbits(pairs, bitorder="little")


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-16-le"), "<u2")
