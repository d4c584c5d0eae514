"""Lines cut at a fixed width: where a document was wrapped, and where its lines go on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.sense.lines import QUOTE_ENDS, is_enumerated
from seedlint.sense.width import is_han
from seedlint.sense.words import words

if TYPE_CHECKING:
    from seedlint.view import View

LEAST = 5
"""Lines of one width that make a wrapped text; three or four alike occur by chance."""
NARROW, BROAD = 24, 160
"""Cells of a wrapped line, at least and at most."""
SLACK = 0.08
HANGING = 2
"""Cells by which a comma may hang over the edge."""
MOSTLY, RARELY, INSIDE = 0.5, 0.2, 0.2
SAMPLE = 60
REACH = 6
ENDS = "。！？…!?.；;：:"
MARKS = "，。；、：！？,;:!?"
FASTENED = "，。；、：！？）》”’」』】〕"
OPENING = "“‘（《「『【〔"
STRUCTURE = "|#>`<" + MASK


class Seam(NamedTuple):
    """Put `new` for `[start, end)`, the line break between two lines of one paragraph."""

    start: int
    end: int
    new: str


class Line(NamedTuple):
    """A line without the spaces at its end; `width` in cells, a Han character being two."""

    start: int
    text: str
    width: int
    follows: bool
    """Whether no blank line parts it from the one before; at the end of a page blank lines say
    nothing."""


def wrapped(view: View) -> Mapping[int, Sequence[Seam]]:
    """The seams of each document that was wrapped, by its start; ask by `view.once`."""
    documents = ((lines[0][0], list(seams(view.text, lines))) for lines in view.lines_by_document())
    return {start: found for start, found in documents if found}


def wrapped_seams(view: View) -> frozenset[int]:
    """Where the seams start in documents of plain text; ask by `view.once`."""
    return frozenset(
        seam.start
        for start, found in view.once(wrapped).items()
        if view.source_at(start).format == "text"
        for seam in found
    )


def cells(line: str) -> int:
    """Width in cells: what GBK writes in two bytes is two cells wide."""
    return len(line.encode("gbk", "replace"))


def seams(text: str, spans: Sequence[Span]) -> Iterator[Seam]:
    """The seams of one document, whose lines are `spans`; none if it was not wrapped."""
    if not _may_be_wrapped(text, spans):
        return
    lines = _measured(text, spans)
    cut = [index for index in range(len(lines) - 1) if _goes_on(lines, index)]
    edge = _edge(lines, cut)
    if not edge:
        return
    full = [index for index in cut if _is_full(lines, index, edge)]
    if len(full) < MOSTLY * sum(lines[index].width <= edge + HANGING for index in cut):
        return
    if len(full) >= LEAST and _is_prose(lines, full):
        for block in _blocks(lines, full, cut, edge):
            for index in block:
                yield _seam(lines, index)


def _may_be_wrapped(text: str, spans: Sequence[Span]) -> bool:
    """Whether enough lines of a fair length are followed at once and end in no stop."""
    if len(spans) <= LEAST:
        return False
    count, last, ended = 0, -2, True
    for start, end in spans:
        count += not ended and (start == last + 1 or _turns_page(text, last, start))
        ended = text[end - 1] in ENDS or not NARROW // 2 <= end - start <= BROAD
        last = end
        if count >= LEAST:
            return True
    return False


def _turns_page(text: str, last: int, start: int) -> bool:
    """Whether a page ends between two lines that need no space when they are joined."""
    if text.find("\f", last, start) < 0:
        return False
    return not (text[last - 1].isascii() and text[start].isascii())


def _measured(text: str, spans: Sequence[Span]) -> list[Line]:
    lines, last = [], -2
    for start, end in spans:
        line = text[start:end].rstrip()
        follows = start == last + 1 or _turns_page(text, last, start)
        lines.append(Line(start, line, cells(line), follows))
        last = end
    return lines


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether the line ends in mid-sentence and the next, right below, can go on with it."""
    line, below = lines[index], lines[index + 1]
    if not below.follows or not NARROW - 4 <= line.width <= BROAD:
        return False
    last, lead = line.text[-1], line.text.lstrip()[0]
    if last in ENDS or (last in QUOTE_ENDS and line.text[-2] in ENDS):
        return False
    if lead in STRUCTURE or below.text.lstrip()[0] in STRUCTURE or _is_row(line.text):
        return False
    if last in "-\u2010" and line.text[-2:-1].isascii():
        return False
    return not is_enumerated(below.text) and _same_paragraph(lines, index)


def _same_paragraph(lines: Sequence[Line], index: int) -> bool:
    """Whether the indents allow the next line to go on: as far in, less, or under an item."""
    line, below = lines[index].text, lines[index + 1].text
    own, next_own = _indent(line), _indent(below)
    if next_own <= own:
        return True
    return is_enumerated(line) and next_own <= own + 8


def _indent(line: str) -> int:
    return cells(line[: len(line) - len(line.lstrip())])


def _is_row(line: str) -> bool:
    """Whether gaps inside the line part columns."""
    inner = line.strip()
    return "\t" in inner or "  " in inner or "\u3000\u3000" in inner or not any(map(is_han, inner))


def _edge(lines: Sequence[Line], cut: Sequence[int]) -> int:
    """The width at which most of the cut lines end, 0 if too few agree."""
    widths = Counter(lines[index].width for index in cut)
    best, edge = LEAST - 1, 0
    for width in sorted(widths):
        near = sum(widths[width - back] for back in range(_slack(width) + 1))
        if width >= NARROW and near >= best + (best == LEAST - 1):
            best, edge = near, width
    return edge


def _slack(width: int) -> int:
    return max(3, int(width * SLACK))


def _is_full(lines: Sequence[Line], index: int, edge: int) -> bool:
    """Whether what begins the next line had no room in this one."""
    width = lines[index].width
    if width > edge + HANGING:
        return False
    return width >= edge - _slack(edge) or width + _first(lines[index + 1].text) > edge


def _first(line: str) -> int:
    """Cells of what must stay together at the beginning of a line."""
    match = _unit().match(line.lstrip())
    return cells(match[0]) if match else 0


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"[{OPENING}]*(?:[!-~]+|.)[{FASTENED}]*")


def _is_prose(lines: Sequence[Line], full: Sequence[int]) -> bool:
    """Whether the full lines are running text: marks inside, not at the end, words cut in two.

    Verse ends its lines with the clause, and so do the items of a list, however alike they are.
    """
    sample = full[:: max(1, len(full) // SAMPLE)]
    marked = sum(not set(MARKS).isdisjoint(lines[index].text[:-1]) for index in sample)
    open_ended = sum(is_han(lines[index].text[-1]) for index in sample)
    cut = sum(_cuts_word(lines, index) for index in sample)
    least = len(sample) * MOSTLY
    return marked >= least and open_ended >= least and cut >= max(2, len(sample) * INSIDE)


def _cuts_word(lines: Sequence[Line], index: int) -> bool:
    left = lines[index].text.lstrip()[-REACH:]
    right = lines[index + 1].text.lstrip()[:REACH]
    if right[0] in FASTENED or left[-1] in OPENING:
        return True
    known = words()
    return known.joins(known.simplified(left + right), len(left))


def _blocks(
    lines: Sequence[Line], full: Sequence[int], cut: Sequence[int], edge: int
) -> Iterator[Sequence[int]]:
    """The full lines of each stretch without a blank line, where few others are cut."""
    wanted, others = set(full), set(cut) - set(full)
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and lines[index].follows:
            continue
        block = range(start, index)
        inside = [one for one in block if one in wanted]
        odd = sum(one in others or lines[one].width > edge + HANGING for one in block)
        if inside and odd <= RARELY * len(block):
            yield inside
        start = index


def _seam(lines: Sequence[Line], index: int) -> Seam:
    line, below = lines[index], lines[index + 1]
    start = line.start + len(line.text)
    end = below.start + len(below.text) - len(below.text.lstrip())
    last, first = line.text[-1], below.text.lstrip()[0]
    if not (last.isascii() and first.isascii() and last != "(" and first not in ",.;:)"):
        return Seam(start, end, "")
    if below.start > start + 1:
        return Seam(start + 1, end, "")
    return Seam(start, below.start, " ") if end == below.start else Seam(start, end - 1, "")
