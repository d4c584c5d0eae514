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
    symbols, firsts = _differing(*_symbols(model, joined))
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


def _symbols(model: Model, joined: str) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """The symbols of all strings, and where a string begins: there stands an `UNKNOWN` more."""
    codes = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), "<u2")
    symbols = arrays(model)[0][codes]
    parting = codes == ord(PARTING)
    heard = parting | (symbols != SILENT)
    symbols, parting = symbols[heard].astype(np.int64), parting[heard]
    symbols[parting] = UNKNOWN
    again = np.zeros(len(symbols), bool)
    again[1:] = (symbols[1:] == symbols[:-1]) & (symbols[1:] > UNKNOWN) & (symbols[1:] <= LATIN)
    return symbols[~again], parting[~again]


def _differing(symbols: Ints, firsts: npt.NDArray[np.bool_]) -> tuple[Ints, npt.NDArray[np.bool_]]:
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


def _costs(model: Model, symbols: Ints, firsts: npt.NDArray[np.bool_]) -> Ints:
    """What each symbol costs behind those before it in its string; nothing for a `first`."""
    orders = arrays(model)[1]
    costs = orders[0].costs[symbols].astype(np.int64) * COARSE
    before = _behind(np.where(firsts, -1, symbols))
    for parents, nodes in pairwise(orders):
        known = np.flatnonzero(before >= 0)
        costs[known] += parents.backs[before[known]].astype(np.int64) - SHIFT
        children = _children(parents, nodes, before[known], symbols[known])
        found = np.flatnonzero(children >= 0)
        costs[known[found]] = nodes.costs[children[found]].astype(np.int64) * COARSE
        longer = np.full(len(symbols), -1)
        longer[known] = children
        longer[firsts] = -1
        before = _behind(longer)
    costs[firsts] = 0
    return costs


def _behind(nodes: Ints) -> Ints:
    """The node before each; none before the first."""
    return np.concatenate(([-1], nodes[:-1]))


def _children(parents: Nodes, nodes: Nodes, parent: Ints, symbol: Ints) -> Ints:
    """The nodes of sequences that are `parent` and the symbol, -1 where the table has none.

    Bisections side by side: each goes right by halved steps while smaller symbols stand there.
    """
    place = parents.bases.take(parent // BLOCK).astype(np.int64) + parents.steps.take(parent)
    behind = parent + 1
    end = parents.bases.take(behind // BLOCK).astype(np.int64) + parents.steps.take(behind)
    for power in reversed(range(int((end - place).max(initial=0)).bit_length())):
        ahead = place + (1 << power)
        smaller = nodes.chars.take(ahead - 1, mode="clip") < symbol
        np.copyto(place, ahead, where=smaller & (ahead <= end))
    there = (place < end) & (nodes.chars.take(place, mode="clip") == symbol)
    return np.where(there, place, -1)
