"""Counts of symbol sequences, and the probabilities they give.

Interpolated Kneser-Ney with three discounts a length (Chen and Goodman 1999). A sequence is kept
that stands in the texts `LEAST` times and saves them `WORTH` nats: so much less probable would they
be if the probability were taken from the sequence without its first symbol (Seymore and Rosenfeld
1996). What the others had goes to that shorter one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from seedlint.sense.lm import ALPHABET, ORDER

LEAST = {2: 1, 3: 2, 4: 3}
"""By length of the sequence."""
WORTH = 8.0
BITS = 12
"""Bits of a symbol in a key."""

Symbols = npt.NDArray[np.uint16]
Keys = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass
class Sequences:
    """All sequences of one length: sorted keys (12 bits a symbol), how often each stands in the
    texts, and the probability of its last symbol behind the others."""

    keys: Keys
    counts: Ints
    chances: Floats

    @property
    def before(self) -> Keys:
        return self.keys >> np.uint64(BITS)

    def without_first(self, length: int) -> Keys:
        return self.keys & np.uint64((1 << BITS * (length - 1)) - 1)

    def find(self, keys: Keys) -> Ints:
        """Where each of the keys stands, all of which are there."""
        return np.searchsorted(self.keys, keys)

    def keep(self, chosen: npt.NDArray[np.bool_]) -> Sequences:
        return Sequences(self.keys[chosen], self.counts[chosen], self.chances[chosen])


Chances = dict[int, Sequences]
"""By length."""


def counted(texts: Sequence[Symbols]) -> Chances:
    return {length: _counted(texts, length) for length in range(1, ORDER + 1)}


def _counted(texts: Sequence[Symbols], length: int) -> Sequences:
    parts = []
    for text in texts:
        keys = np.zeros(len(text) - length + 1, np.uint64)
        for at in range(length):
            keys = keys << np.uint64(BITS) | text[at : at + len(keys)]
        parts.append(keys)
    keys, counts = np.unique(np.concatenate(parts), return_counts=True)
    return Sequences(keys, counts, np.zeros(len(keys)))


def estimated(model: Chances) -> Chances:
    """The model with the chances filled in; single symbols are all there."""
    counts = model[1].counts
    chances = np.zeros(ALPHABET)
    seen = _continuations(model, 1)
    chances[model[1].keys.astype(int)] = np.maximum(seen - 0.5, 0) / seen.sum()
    chances += (1 - chances.sum()) / ALPHABET
    everything = np.arange(ALPHABET, dtype=np.uint64)
    found = {1: Sequences(everything, np.bincount(model[1].keys.astype(int), counts), chances)}
    for length in range(2, ORDER + 1):
        here = model[length]
        seen = here.counts if length == ORDER else _continuations(model, length)
        off = _discounts(seen)[np.minimum(seen, 3)]
        groups = _groups(here.before)
        totals = np.add.reduceat(seen, groups)
        left = np.add.reduceat(off, groups) / totals
        sizes = np.diff(np.append(groups, len(seen)))
        shorter = found[length - 1]
        backed = shorter.chances[shorter.find(here.without_first(length))]
        chances = (seen - off) / np.repeat(totals, sizes) + np.repeat(left, sizes) * backed
        found[length] = Sequences(here.keys, here.counts, chances)
    return found


def _continuations(model: Chances, length: int) -> Ints:
    """Before how many different symbols each sequence stands."""
    longer = model[length + 1].without_first(length + 1)
    return np.bincount(model[length].find(longer), minlength=len(model[length].keys)).clip(1)


def _discounts(counts: Ints) -> Floats:
    """What is taken off a count of 0, 1, 2, 3 and more."""
    times = [max(1, int(np.count_nonzero(counts == count))) for count in range(1, 5)]
    most = times[0] / (times[0] + 2 * times[1])
    off = [count - (count + 1) * most * times[count] / times[count - 1] for count in (1, 2, 3)]
    return np.array([0, *off]).clip(0)


def _groups(keys: Keys) -> Ints:
    """Where each run of equal keys begins."""
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))


def pruned(model: Chances) -> Chances:
    """What is worth its place, and whatever longer sequences begin with."""
    kept = {1: model[1]}
    needed: Keys = np.zeros(0, np.uint64)
    for length in range(ORDER, 1, -1):
        here, shorter = model[length], model[length - 1]
        backed = shorter.chances[shorter.find(here.without_first(length))]
        saved = here.counts * (np.log(here.chances) - np.log(backed))
        chosen = (here.counts >= LEAST[length]) & (saved > WORTH)
        chosen[here.find(needed)] = True
        kept[length] = here.keep(chosen)
        needed = np.unique(kept[length].before)
    return kept


def backs_of(model: Chances, length: int) -> Floats:
    """For each sequence the factor of a chance taken from the sequence without its first symbol."""
    longer = model[length + 1]
    backs = np.ones(len(model[length].keys))
    if not len(longer.keys):
        return backs
    groups = _groups(longer.before)
    shorter = _chances(model, longer.without_first(length + 1), length)
    left = (1 - np.add.reduceat(longer.chances, groups)).clip(1e-6)
    rest = (1 - np.add.reduceat(shorter, groups)).clip(1e-6)
    backs[model[length].find(longer.before[groups])] = left / rest
    return backs


def _chances(model: Chances, keys: Keys, length: int) -> Floats:
    """The chances of sequences, backed off where the model does not hold them."""
    here = model[length]
    at = here.find(keys).clip(0, len(here.keys) - 1)
    there = here.keys[at] == keys
    chances: Floats = here.chances[at]
    if not there.all():
        away = keys[~there]
        shorter = model[length - 1]
        before = away >> np.uint64(BITS)
        behind = away & np.uint64((1 << BITS * (length - 1)) - 1)
        place = shorter.find(before).clip(0, len(shorter.keys) - 1)
        factor = np.where(shorter.keys[place] == before, backs_of(model, length - 1)[place], 1.0)
        chances[~there] = factor * _chances(model, behind, length - 1)
    return chances
