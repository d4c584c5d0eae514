"""The scan of a large batch: every character looked up once, the rest on few candidates.

A character beyond the BMP is looked up as its high surrogate; what is found among them is
confirmed on the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from seedlint.characters import WHITESPACE, Chars
from seedlint.class_table import BORDER, Codes, Flags, any_of, high_surrogate, table
from seedlint.core import At, Span
from seedlint.layer import Layer
from seedlint.sense.pairs import PARTNER, unpaired
from seedlint.sense.repeats import Run
from seedlint.vector_repeats import find_runs, find_twins

Places = npt.NDArray[np.int64]
ASTRAL = re.compile("[\U00010000-\U0010ffff]")
NEWLINE = ord("\n")


class VectorScan:
    """The questions of `seedlint.scan.Scan`, answered with numpy."""

    def __init__(self, layer: Layer) -> None:
        self.text = units = layer.text
        self.bounds = layer.bounds
        raw = units.encode("utf-16-le", "surrogatepass")
        self.astral = len(raw) != 2 * len(units)
        if self.astral:
            units = ASTRAL.sub(lambda match: chr(high_surrogate(ord(match[0]))), units)
            raw = units.encode("utf-16-le", "surrogatepass")
        self.codes: Codes = np.frombuffer(raw, "<u2")

    def wake(self, asked: Iterable[At]) -> None:
        flags = any_of(frozenset(at.own for at in asked))
        self.woken = np.flatnonzero(flags.take(self.codes, mode="clip"))
        self.woken_codes = self.codes[self.woken]

    def places(self, at: At) -> Sequence[Span]:
        own = table(at.own)
        starts = self.woken[own[self.woken_codes]]
        ends = starts + 1
        if at.run:
            starts, ends = self._joined(starts, own)
        if at.after:
            keep = table(at.after)[self.codes[starts - 1]]
            starts, ends = starts[keep], ends[keep]
        if at.before:
            keep = table(at.before)[self.codes[ends]]
            starts, ends = starts[keep], ends[keep]
        found = list(zip(starts.tolist(), ends.tolist(), strict=True))
        return [span for span in found if self._holds(at, *span)] if self.astral else found

    def _joined(self, places: Places, own: Flags) -> tuple[Places, Places]:
        def outside(neighbour: Places) -> Flags:
            codes = self.codes[neighbour]
            apart: Flags = ~own[codes] | (codes == BORDER)
            return apart

        return places[outside(places - 1)], places[outside(places + 1)] + 1

    def _holds(self, at: At, start: int, end: int) -> bool:
        """A high surrogate stands for a thousand characters: ask the text itself."""
        before, behind = self.text[start - 1], self.text[end]
        return (
            all(char in at.own for char in self.text[start:end])
            and (not at.after or before < "\U00010000" or before in at.after)
            and (not at.before or behind < "\U00010000" or behind in at.before)
        )

    @cached_property
    def breaks(self) -> Places:
        """Where lines end, borders among them."""
        return np.flatnonzero((self.codes == NEWLINE) | (self.codes == BORDER))

    @cached_property
    def lines(self) -> Sequence[Span]:
        starts, ends = self.breaks[:-1] + 1, self.breaks[1:]
        filled = ends > starts
        starts, ends = starts[filled], ends[filled]
        blank = table(WHITESPACE)[self.codes[starts]]
        for index in np.flatnonzero(blank).tolist():
            blank[index] = self.text[starts[index] : ends[index]].isspace()
        return list(zip(starts[~blank].tolist(), ends[~blank].tolist(), strict=True))

    def unpaired(self, opening: str) -> Sequence[int]:
        marks = Chars.of("".join(mark + PARTNER[mark] for mark in opening))
        places = np.flatnonzero(table(marks).take(self.codes, mode="clip"))
        lines = np.searchsorted(self.breaks, places)
        codes = self.codes[places].astype(np.uint32)
        partner = np.zeros(0x10000, np.uint32)
        for mark in opening:
            partner[ord(mark)] = ord(PARTNER[mark])
        while len(places):
            pair = (partner[codes[:-1]] == codes[1:]) & (lines[:-1] == lines[1:])
            if not pair.any():
                break
            keep = np.ones(len(places), bool)
            keep[:-1] &= ~pair
            keep[1:] &= ~pair
            places, lines, codes = places[keep], lines[keep], codes[keep]
        return unpaired(self.text, places.tolist(), opening)

    @cached_property
    def runs(self) -> Sequence[Run]:
        return find_runs(self.text, self.codes)

    @cached_property
    def twins(self) -> Sequence[Sequence[int]]:
        return find_twins(self.text, self.codes, self.bounds)
