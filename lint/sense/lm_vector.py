"""The character model for many strings at once: what `lm.Model.gain` says, to the last bit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from seedlint.sense.lm import (
    ALPHABET,
    BLOCK,
    BREAK,
    COARSE,
    LATIN,
    NAT,
    ORDER,
    SHIFT,
    SILENT,
    UNKNOWN,
    Model,
    Pair,
)

Ints = npt.NDArray[np.int64]
Symbols = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]
PARTING = "\uffff"
"""A noncharacter; pairs that hold it are answered one by one."""


class Nodes(NamedTuple):
    """`lm.Nodes` as arrays."""

    chars: npt.NDArray[np.uint16]
    costs: npt.NDArray[np.uint8]
    backs: npt.NDArray[np.uint8]
    bases: npt.NDArray[np.uint32]
    steps: npt.NDArray[np.uint16]


def gains(model: Model, pairs: Sequence[Pair]) -> list[float]:
    """`model.gain` of each pair."""
    joined = PARTING + PARTING.join(map(PARTING.join, pairs))
    if joined.count(PARTING) != 2 * len(pairs):
        return [model.gain(*pair) for pair in pairs]
    return _gains(model, *_differing(*_symbols(model, joined)))


def join_gains(model: Model, halves: Sequence[tuple[str, str]]) -> list[float]:
    """What is gained, in each pair, by taking out a line break between the two."""
    joined = PARTING + PARTING.join(map(PARTING.join, halves))
    if joined.count(PARTING) != 2 * len(halves):
        return gains(model, [(f"{before}\n{behind}", before + behind) for before, behind in halves])
    return _gains(model, *_seams(*_symbols(model, joined)))


def _gains(model: Model, symbols: Symbols, firsts: Flags) -> list[float]:
    costs = np.add.reduceat(_costs(model, symbols, firsts), np.flatnonzero(firsts))
    found: list[float] = ((costs[::2] - costs[1::2]) / NAT).tolist()
    return found


@lru_cache(maxsize=4)
def arrays(model: Model) -> tuple[npt.NDArray[np.uint16], list[Nodes]]:
    symbols, orders = model.sections
    return np.asarray(symbols), [Nodes(*map(np.asarray, nodes)) for nodes in orders]


def pair_symbols(model: Model) -> tuple[Ints, Ints]:
    """The first and the second symbols of all pairs in the table."""
    single, pair = arrays(model)[1][:2]
    nodes = np.arange(ALPHABET + 1)
    starts = single.bases[nodes // BLOCK].astype(np.int64) + single.steps[nodes]
    return np.repeat(nodes[:-1], np.diff(starts)), pair.chars.astype(np.int64)


def _symbols(model: Model, joined: str) -> tuple[Symbols, Flags]:
    """The symbols of all strings, and where a string begins: there stands an `UNKNOWN` more."""
    codes = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
    symbols = arrays(model)[0][codes]
    parting = codes == ord(PARTING)
    heard = parting | (symbols != SILENT)
    symbols, parting = symbols[heard], parting[heard]
    symbols[parting] = UNKNOWN
    again = np.zeros(len(symbols), bool)
    again[1:] = (symbols[1:] == symbols[:-1]) & (symbols[1:] > UNKNOWN) & (symbols[1:] <= LATIN)
    return symbols[~again], parting[~again]


def _differing(symbols: Symbols, firsts: Flags) -> tuple[Symbols, Flags]:
    """Both strings of each pair without what they have in common, but for the reach of the model.

    What is left out costs the same in both; of a line break between two halves a third stays.
    """
    starts = np.flatnonzero(firsts)
    sizes = np.diff(starts, append=len(symbols)) - 1
    least = np.minimum(sizes[::2], sizes[1::2])
    steps = np.arange(least.max() + 1)

    def alike(at: Ints, step: int, most: Ints) -> Ints:
        """How many steps the two go together from `at`, at most `most`."""
        one, other = (
            symbols.take(some[:, None] + step * steps, mode="clip") for some in (at[::2], at[1::2])
        )
        together: Ints = np.argmin((one == other) & (steps < most[:, None]), axis=1)
        return together

    ahead = alike(starts + 1, 1, least)
    behind = alike(starts + sizes, -1, least - ahead)
    low = np.repeat(np.maximum(0, ahead + 1 - ORDER), 2)
    high = sizes - np.repeat(np.maximum(0, behind + 1 - ORDER), 2)
    place = np.arange(len(symbols)) - np.repeat(starts + 1, sizes + 1)
    kept = firsts | (place >= np.repeat(low, sizes + 1)) & (place < np.repeat(high, sizes + 1))
    return symbols[kept], firsts[kept]


def _seams(symbols: Symbols, firsts: Flags) -> tuple[Symbols, Flags]:
    """Of two strings each, the end of one and the beginning of the other, as far as the model
    reaches: with a line break between them, and without."""
    starts = np.append(np.flatnonzero(firsts), len(symbols))
    reach = np.arange(1 - ORDER, ORDER)
    place = starts[1::2, None] + reach
    around = symbols.take(place, mode="clip")
    around[:, ORDER - 1] = BREAK
    there = (place > starts[:-1:2, None]) & (place < starts[2::2, None])
    kept = np.ones((len(place), 2, 2 * ORDER), bool)
    kept[:, :, 1:] = there[:, None]
    last, first = np.where(there, around, UNKNOWN)[:, [ORDER - 2, ORDER]].T
    kept[:, 0, ORDER] = last != BREAK
    kept[:, 0, ORDER + 1] &= first != BREAK
    kept[:, 1, ORDER] = False
    kept[:, 1, ORDER + 1] &= (first != last) | (first == UNKNOWN) | (first > LATIN)
    strings = np.zeros(kept.shape, symbols.dtype)
    strings[:, :, 1:] = around[:, None]
    begins = np.zeros(kept.shape, bool)
    begins[:, :, 0] = True
    return strings[kept], begins[kept]


def _costs(model: Model, symbols: Symbols, firsts: Flags) -> Ints:
    """What each symbol costs behind those before it in its string; nothing for a `first`."""
    orders = arrays(model)[1]
    costs = orders[0].costs[symbols].astype(np.int64) * COARSE
    costs[firsts] = 0
    starts = np.append(firsts, True)
    at = np.flatnonzero(~(starts[1:-1] | starts[:-2])) + 1
    before = symbols[at - 1].astype(np.int64)
    for parents, nodes in pairwise(orders):
        children, found = _children(parents, nodes, before, symbols[at])
        backed = costs[at] + (parents.backs[before].astype(np.int64) - SHIFT)
        known = nodes.costs.take(children, mode="clip").astype(np.int64) * COARSE
        costs[at] = np.where(found, known, backed)
        at = at + 1
        found &= ~starts[at]
        at, before = at[found], children[found]
    return costs


def _children(parents: Nodes, nodes: Nodes, parent: Ints, symbol: Symbols) -> tuple[Ints, Flags]:
    """The nodes of sequences that are `parent` and the symbol, and which of them the table has.

    Bisections side by side: each goes right by halved steps while smaller symbols stand there.
    """
    behind = parent + 1
    place = parents.bases[parent // BLOCK].astype(np.int64) + parents.steps[parent] - 1
    last = parents.bases[behind // BLOCK].astype(np.int64) + parents.steps[behind] - 1
    for power in reversed(range(int((last - place).max(initial=0)).bit_length())):
        ahead = place + (1 << power)
        smaller = nodes.chars.take(ahead, mode="wrap") < symbol
        smaller &= ahead <= last
        place += smaller.astype(np.int64) << power
    place += 1
    found: Flags = (place <= last) & (nodes.chars.take(place, mode="wrap") == symbol)
    return place, found
