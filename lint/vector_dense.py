"""The parts of a large batch in which repeats with Han can be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from seedlint.class_table import Codes, Flags, Places
from seedlint.scratch import scratch

FIRST: Places = np.zeros(1, np.int64)
SHIFT, AROUND = 3, 2
CELL = 1 << SHIFT
"""Characters looked at as one, and of how many such cells `SHORT` characters are part at most."""
HANS = 0x3005, 0xFAFF
"""Between these stand all Han characters, or what stands for them, and hardly anything else."""
SPARSE = 0.75
"""A text of which less is near Han is searched without the rest."""


class Dense(NamedTuple):
    """A text without what is far from Han: code, tables. `han` counts the cells with Han in it up
    to a cell, of `cell` characters; its parts begin at `start`, and in the text at `origin`.

    A unit has a Han character, so of every `SHORT` + 1 equal characters in a row as many are kept
    side by side.
    """

    codes: Codes
    han: npt.NDArray[np.int32]
    cell: int
    start: Places = FIRST
    origin: Places = FIRST

    def near_han(self, start: Places, end: Places) -> Flags:
        """Whether there is Han in the cells from one place to another."""
        if self.cell == CELL:
            start, end = start >> SHIFT, (end + CELL - 1) >> SHIFT
        held: Flags = self.han.take(end) > self.han.take(start)
        return held

    def places(self, found: Places) -> Places:
        """Places of it as those of the text."""
        if len(self.start) == 1:
            return found + self.origin
        part = np.searchsorted(self.start, found, "right") - 1
        places: Places = found + (self.origin - self.start)[part]
        return places


def dense_parts(codes: Codes) -> Dense:
    size = len(codes)
    above = scratch("product", size, np.uint16)
    np.subtract(codes, np.uint16(HANS[0]), out=above)
    flags = scratch("han", -(-size // CELL) * CELL, np.bool_)
    np.less_equal(above, HANS[1] - HANS[0], out=flags[:size])
    flags[size:] = False
    cells = flags.view(np.uint64) != 0
    near = cells.copy()
    for reach in range(1, AROUND + 1):
        near[reach:] |= cells[:-reach]
        near[:-reach] |= cells[reach:]
    if np.count_nonzero(near) > SPARSE * len(near):
        return Dense(codes, _counted(cells), CELL)
    kept = np.repeat(near, CELL)[:size]
    turns = np.flatnonzero(np.diff(near, prepend=False, append=False)) * CELL
    origin, sizes = turns[::2], turns[1::2] - turns[::2]
    start = np.cumsum(sizes) - sizes
    return Dense(codes[kept], _counted(flags[:size][kept]), 1, start, origin)


def _counted(flags: Flags) -> npt.NDArray[np.int32]:
    """How many hold before each place, and in all."""
    counts = np.zeros(len(flags) + 1, np.int32)
    np.cumsum(flags, out=counts[1:])
    return counts
