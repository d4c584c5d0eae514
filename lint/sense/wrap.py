"""Lines cut at a fixed width: where a document was wrapped, and where its lines go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import MASK
from seedlint.core import Format, Span
from seedlint.sense.wrap_edges import LEAST, MOSTLY, edge_of, edges_of, slack
from seedlint.sense.wrap_lines import (
    BROAD,
    ENDS,
    HANGING,
    NARROW,
    Line,
    begins_paragraph,
    ended_goes_on,
    follows,
    goes_on,
    is_ended,
    measured,
)

if TYPE_CHECKING:
    from seedlint.view import View

RARELY, ALWAYS = 0.2, 0.95


class Seam(NamedTuple):
    """Put `new` for `[start, end)`, the line break between two lines of one paragraph."""

    start: int
    end: int
    new: str


def wrapped(view: View) -> Mapping[int, Sequence[Seam]]:
    """The seams of each plain text that was wrapped, by its first line; ask by `view.once`."""
    return _wrapped(view, "text")


def wrapped_markdown(view: View) -> Mapping[int, Sequence[Seam]]:
    """The same of Markdown, which joins its lines itself."""
    return _wrapped(view, "markdown")


def _wrapped(view: View, kind: Format) -> Mapping[int, Sequence[Seam]]:
    documents = (
        (lines[0][0], list(seams(view.text, lines)))
        for lines in view.lines_by_document()
        if view.source_at(lines[0][0]).format == kind
    )
    return {start: found for start, found in documents if found}


def seams(text: str, spans: Sequence[Span]) -> Iterator[Seam]:
    """The seams of one document, whose lines are `spans`; none if it was not wrapped."""
    if not _may_be_wrapped(text, spans):
        return
    line = cache(partial(measured, text, spans))
    cut = [
        index
        for index, ((_, end), (start, _)) in enumerate(pairwise(spans))
        if text[end - 1] not in ENDS
        and follows(text, end, start)
        and goes_on(line(index), line(index + 1))
    ]
    if not edge_of([line(index).width for index in cut]):
        return
    lines = [line(index) for index in range(len(spans))]
    edges = edges_of(lines, cut)
    if not edges:
        return
    widest = max(edges.values()) + HANGING
    if len(edges) < MOSTLY * sum(lines[index].width <= widest for index in cut):
        return
    ended = _ended(lines, edges) if _parted(lines, min(edges.values())) else {}
    for run in _runs(lines, cut, {**edges, **ended}):
        for index in run:
            yield _seam(lines, index)


def _may_be_wrapped(text: str, spans: Sequence[Span]) -> bool:
    """Whether enough lines of a fair length are followed at once and end in no stop."""
    if len(spans) <= LEAST:
        return False
    count, last, ended = 0, -2, True
    for start, end in spans:
        count += not ended and follows(text, last, start)
        ended = text[end - 1] in ENDS or not NARROW // 2 <= end - start <= BROAD
        ended = ended or text.count(MASK, start, end) == end - start
        last = end
        if count >= LEAST:
            return True
    return False


def _ended(lines: Sequence[Line], edges: Mapping[int, int]) -> Mapping[int, int]:
    """The full lines that end in a stop, where the next cannot begin a paragraph."""
    found, last = {}, 0
    for index in range(len(lines) - 1):
        if index in edges:
            last = edges[index]
            continue
        full = last - slack(last) <= lines[index].width <= last + HANGING
        if full and ended_goes_on(lines[index], lines[index + 1]):
            found[index] = last
    return found


def _parted(lines: Sequence[Line], edge: int) -> bool:
    """Whether every paragraph is seen to begin: behind a short last line, an indent or a blank."""
    last = [
        index
        for index in range(len(lines) - 1)
        if is_ended(lines[index].text) and lines[index].width < edge - slack(edge)
    ]
    seen = sum(begins_paragraph(lines[index + 1]) for index in last)
    return seen >= LEAST and seen >= ALWAYS * len(last)


def _runs(
    lines: Sequence[Line], cut: Sequence[int], edges: Mapping[int, int]
) -> Iterator[Sequence[int]]:
    """The full lines of each paragraph, where few others are cut, there and around it.

    A paragraph has one width, and no line behind a full one is wider.
    """
    odd = set(cut) - edges.keys()
    for block in _blocks(lines):
        if sum(index in odd for index in block) > RARELY * len(block):
            continue
        run: list[int] = []
        for index in block:
            if index in edges or index in odd:
                run.append(index)
                continue
            yield from _one_width(lines, run, edges, index)
            run = []


def _one_width(
    lines: Sequence[Line], run: Sequence[int], edges: Mapping[int, int], last: int
) -> Iterator[Sequence[int]]:
    if edges.keys().isdisjoint(run):
        return
    widths = Counter(edges[index] for index in run if index in edges)
    ((edge, _),) = widths.most_common(1)
    full = [index for index in run if edges.get(index) == edge]
    strange = len(run) - len(full) + (lines[last].width > edge + HANGING)
    if strange <= RARELY * (len(run) + 1):
        yield full


def _blocks(lines: Sequence[Line]) -> Iterator[range]:
    """The stretches without a blank line."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not lines[index].follows:
            yield range(start, index)
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
