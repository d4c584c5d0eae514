"""Which of two readings of a place is the more probable, by the character model that ships."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache

from seedlint.sense.lm import Model, Pair

MANY = 12
"""Pairs from which numpy is faster, if it is there already."""
JOINED = 8
"""Characters on either side of a line break that say whether it belongs there."""


@cache
def model() -> Model:
    return Model()


def gains(pairs: Sequence[Pair]) -> list[float]:
    """By how many nats the second string of each pair is more probable than the first.

    Where the two differ they should have three characters in common on either side, more where
    those may be letters, digits or spaces.
    """
    if len(pairs) >= MANY and "numpy" in sys.modules:
        from seedlint.sense import lm_vector

        return lm_vector.gains(model(), pairs)
    return [model().gain(*pair) for pair in pairs]


def join_gains(pairs: Sequence[Pair]) -> list[float]:
    """By how many nats it is likelier that one line goes on with the other than that it ends."""
    ends = [(before[-JOINED:], behind[:JOINED]) for before, behind in pairs]
    if len(ends) >= MANY and "numpy" in sys.modules:
        from seedlint.sense import lm_vector

        return lm_vector.join_gains(model(), ends)
    return [model().gain(f"{before}\n{behind}", before + behind) for before, behind in ends]
