"""Lines of a page that may be wrapped: how wide they are, and whether one goes on in the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.sense.lines import QUOTE_ENDS, is_enumerated
from seedlint.sense.width import HAN_RUN

NARROW, BROAD = 24, 160
"""Cells of a wrapped line, at least and at most."""
HANGING = 2
"""Cells by which a comma may hang over the edge."""
ENDS = "。！？…!?.；;：:"
STRUCTURE = "|#>`<" + MASK


class Line(NamedTuple):
    """A line without the spaces at its end; `width` in cells, a Han character being two, or any
    greater number than that of a wrapped line."""

    start: int
    text: str
    width: int
    follows: bool
    """Whether no blank line parts it from the one before; at the end of a page blank lines say
    nothing."""


def cells(line: str) -> int:
    """Width in cells: what GBK writes in two bytes is two cells wide."""
    return len(line.encode("gbk", "replace"))


def measured(text: str, spans: Sequence[Span], index: int) -> Line:
    start, end = spans[index]
    line = text[start:end].rstrip()
    width = cells(line) if len(line) <= BROAD + HANGING else len(line)
    return Line(start, line, width, index > 0 and follows(text, spans[index - 1][1], start))


def follows(text: str, last: int, start: int) -> bool:
    """Whether no blank line parts a line from the one that ended at `last`."""
    return start == last + 1 or turns_page(text, last, start)


def turns_page(text: str, last: int, start: int) -> bool:
    """Whether a page ends between two lines that need no space when they are joined."""
    if text.find("\f", last, start) < 0:
        return False
    return not (text[last - 1].isascii() and text[start].isascii())


def goes_on(line: Line, below: Line) -> bool:
    """Whether the line ends in mid-sentence and the next, right below, can go on with it."""
    if not below.follows or not NARROW - 4 <= line.width <= BROAD:
        return False
    last, lead = line.text[-1], line.text.lstrip()[0]
    if is_ended(line.text):
        return False
    if lead in STRUCTURE or below.text.lstrip()[0] in STRUCTURE or _is_row(line.text):
        return False
    if last in "-\u2010" and line.text[-2:-1].isascii():
        return False
    return not is_enumerated(below.text) and _same_paragraph(line.text, below.text)


def ended_goes_on(line: Line, below: Line) -> bool:
    """The same of a line that ends in a stop, where no paragraph begins without being seen to."""
    if not below.follows or not is_ended(line.text) or begins_paragraph(below):
        return False
    lead = below.text.lstrip()[0]
    return lead not in STRUCTURE and not is_enumerated(below.text) and not _is_row(line.text)


def is_ended(line: str) -> bool:
    return line[-1] in ENDS or (line[-1] in QUOTE_ENDS and line[-2:-1] in tuple(ENDS))


def begins_paragraph(line: Line) -> bool:
    """Whether a blank line or an indent parts the line from the one before."""
    return not line.follows or _indent(line.text) > 0


def _same_paragraph(line: str, below: str) -> bool:
    """Whether the indents allow the next line to go on: as far in, less, or under an item."""
    own, next_own = _indent(line), _indent(below)
    if next_own <= own:
        return True
    return is_enumerated(line) and next_own <= own + 8


def _indent(line: str) -> int:
    return cells(line[: len(line) - len(line.lstrip())]) if line[0].isspace() else 0


def _is_row(line: str) -> bool:
    """Whether gaps inside the line part columns."""
    inner = line.strip()
    return (
        "\t" in inner or "  " in inner or "\u3000\u3000" in inner or HAN_RUN.search(inner) is None
    )
