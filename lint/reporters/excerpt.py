"""The piece of a line around a finding, cut to fit, measured in the cells of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from rich.cells import cell_len

from seedlint.reporters.visible import units

CUT = "…"
WORD = re.compile(r"[^\s\u2e80-\uffef]+\s*|.", re.DOTALL)
"""What is not parted at the end of a line: a Latin word with its blanks, one Han character."""


class Excerpt(NamedTuple):
    """A row of text in three parts; `marked` is the finding, its blanks visible."""

    before: str
    marked: str
    after: str

    @property
    def underline(self) -> str:
        """The row that goes beneath; an empty place gets one mark."""
        return " " * cell_len(self.before) + "^" * max(1, cell_len(self.marked))


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """The line around `[start, end)`, at most `width` cells wide.

    A finding longer than most of the row keeps its two ends. One that ends in a newline is shown
    with the line that follows, since where it goes on is what a person must see.
    """
    marked = shorten(text[start:end], width * 2 // 3, blanks=True)
    before = list(units(re.split(r"[\r\n]", text[max(0, start - width) : start])[-1]))
    after = list(units(re.split(r"[\r\n]", text[end : end + width], maxsplit=1)[0]))
    room = width - cell_len(marked)
    left, right = _cells(before), _cells(after)
    if left + right > room:
        left = min(left, max(room - right, room // 2))
    return Excerpt(_tail(before, left), marked, _head(after, room - left))


def shorten(text: str, width: int, blanks: bool = False) -> str:
    """`text` made visible; the middle left out where it is wider than `width`."""
    shown = list(units(text[: width + 1], blanks))
    if len(text) > width + 1 or _cells(shown) > width:
        ends = width * 3 // 5
        head = _taken(units(text[:width], blanks), ends)
        tail = _taken(list(units(text[-width:], blanks))[::-1], width - ends - 1)
        shown = [*head, CUT, *tail[::-1]]
    return "".join(shown)


def fold(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, parted between words or Han characters."""
    lines, line = [], ""
    for word in WORD.findall(text):
        if line and cell_len(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()]


def _cells(shown: Iterable[str]) -> int:
    return sum(map(cell_len, shown))


def _taken(shown: Iterable[str], width: int) -> Sequence[str]:
    """As many from the beginning as fit."""
    shown = list(shown)
    fits = takewhile(lambda total: total <= width, accumulate(map(cell_len, shown)))
    return shown[: sum(1 for _ in fits)]


def _head(shown: Sequence[str], width: int) -> str:
    """The beginning that fits, marked where something is left out."""
    if _cells(shown) <= width:
        return "".join(shown)
    return "".join(_taken(shown, width - 1)) + CUT


def _tail(shown: Sequence[str], width: int) -> str:
    if _cells(shown) <= width:
        return "".join(shown)
    return CUT + "".join(_taken(shown[::-1], width - 1)[::-1])
