"""Paragraphs that stand twice word for word: which copy goes, and why. RE001 reports them."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import MASK
from seedlint.core import Safety, Span
from seedlint.layer import EDGE
from seedlint.sense.lines import is_enumerated, is_note, is_prose
from seedlint.sense.width import HAN_RUN

if TYPE_CHECKING:
    from seedlint.sense.repeats import Run
    from seedlint.view import View

ADJACENT, BARE = 10, 16
DISTANT = 30
INDENT = "\u3000"
BEFORE = frozenset(f"\n\f{INDENT}{EDGE}")
CROWD = 50
"""Openings alike in one document past which no further copies are sought: a form, not a slip."""

HABIT = 5
"""Places of one document with distant copies from which on they are meant."""

ENDS = frozenset("。！？.!?")
MARKS = ENDS | frozenset("，、；：,;:")
LATER = ("the later copy goes", "删后一处")
QUOTE = (
    "a pull quote: the copy outside the running text goes",
    "疑为摘句，删正文之外的一处",
)


class Copy(NamedTuple):
    """`span` goes and `stays` stays; `why` says so in English and Chinese.

    `differ` characters are not the same; where `span` is not `whole` lines, it cannot be taken out.
    """

    span: Span
    stays: Span
    why: tuple[str, str]
    safety: Safety = Safety.UNSAFE
    differ: int = 0
    whole: bool = True


def copies(view: View) -> Sequence[Copy]:
    """The copies to drop; ask by `view.once`."""
    text, found = view.text, dict[int, Copy]()
    for first, (start, end) in pairwise(view.lines):
        low = first[1] - end + start
        if low < first[0] or text[start] != text[low] or end - start < ADJACENT:
            continue
        copy = start, end
        if text.startswith(text[start:end], low) and _adjacent(view, first, copy):
            sure = Safety.SAFE if worth(text[start:end]) else Safety.UNSAFE
            stays = found[first[0]].stays[1] if first[0] in found else first[1]
            found[start] = Copy(copy, (stays - (end - start), stays), LATER, sure)
    distant = dict[int, Copy]()
    for one in _distant(view) if view.twins else ():
        if one.span[0] not in found:
            distant.setdefault(one.span[0], one)
    return [*found.values(), *not_by_habit(view, sorted(distant.values(), key=by_place))]


def by_place(copy: Copy) -> Span:
    return copy.span


def not_by_habit(view: View, found: Sequence[Copy]) -> Iterator[Copy]:
    """The copies, in order, of documents that do not repeat themselves all over, as forms do."""
    for first, last, _ in view.grouped([copy.span[0] for copy in found]):
        later = (copy for copy in found[first:last] if copy.why is not QUOTE)
        places = {bisect_left(view.line_starts, copy.span[0]) for copy in later}
        if sum(place - 1 not in places for place in places) < HABIT:
            yield from found[first:last]


def _distant(view: View) -> Iterator[Copy]:
    text, loops = view.text, _Loops(view.runs)
    for group in view.twins:
        if not any(_is_long(text, place) for place in group):
            continue
        openings = _openings(view, group)
        for copy, other, why in _copies(view, openings, group[:CROWD]):
            if not loops.hold(copy) and _same(view, copy, other):
                yield Copy(copy, other, why)


def _is_long(text: str, place: int) -> bool:
    """Whether a long line may begin there, behind an indent."""
    ahead = text[place : place + DISTANT]
    return text[place - 1] in BEFORE and "\n" not in ahead and EDGE not in ahead


def _adjacent(view: View, first: Span, copy: Span) -> bool:
    """Whether `copy` repeats the line before it, or, if long enough, the end of that line."""
    paragraph, size = view.text[copy[0] : copy[1]], copy[1] - copy[0]
    if size < first[1] - first[0]:
        enough = DISTANT
    else:
        enough = BARE if MARKS.isdisjoint(paragraph) else ADJACENT
    return (
        has_han(paragraph, enough)
        and EDGE not in view.text[first[1] : copy[0]]
        and _same(view, (first[1] - size, first[1]), copy)
    )


def _openings(view: View, group: Sequence[int]) -> dict[int, Span]:
    """The lines that begin with a twin of the group, by where it stands: behind an indent."""
    text, lines, starts = view.text, view.lines, view.line_starts
    found = dict[int, Span]()
    for place in group:
        low, high = lines[bisect_right(starts, place) - 1]
        indent = place
        while indent > low and text[indent - 1] == INDENT:
            indent -= 1
        if indent == low:
            found[place] = low, high
    return found


def _copies(
    view: View, openings: dict[int, Span], group: Sequence[int]
) -> Iterator[tuple[Span, Span, tuple[str, str]]]:
    """Copies to drop: (the copy, the one that stays, why)."""
    text = view.text
    first: dict[str, Span] = {}
    for place in group:
        line = openings.get(place)
        if line is None or line[1] - place < DISTANT:
            continue
        paragraph = text[place : line[1]]
        if paragraph in first:
            if not worth(paragraph):
                continue
            one = first[paragraph]
            quote = not is_enumerated(paragraph) and heads_article(view, one[0])
            if quote and not heads_article(view, line[0]):
                yield one, line, QUOTE
            else:
                yield line, one, LATER
            continue
        first[paragraph] = line
        for other in group:
            whole = openings.get(other)
            inside = whole is None or other + len(paragraph) != whole[1]
            if other != place and inside and text.startswith(paragraph, other):
                if worth(paragraph):
                    yield line, (other, other + len(paragraph)), QUOTE
                break


def worth(paragraph: str) -> bool:
    """Whether it is long enough, and prose enough, to be no mere formula."""
    return any(end in paragraph for end in ENDS) and has_han(paragraph, DISTANT)


def _same(view: View, one: Span, other: Span) -> bool:
    """Whether two stretches that look alike are: equal masks may hide different text."""
    if MASK not in view.text[slice(*one)]:
        return True
    return view.bare(*one).lstrip(INDENT) == view.bare(*other).lstrip(INDENT)


def han(text: str) -> int:
    """Han characters in it."""
    return sum(map(len, HAN_RUN.findall(text)))


def has_han(text: str, least: int) -> bool:
    """Whether it holds so many Han characters; long texts have them soon."""
    begun = text[: 2 * least]
    return han(begun) >= least or (begun != text and han(text) >= least)


def heads_article(view: View, place: int) -> bool:
    """Whether only headings and bylines stand between `place` and the article before it."""
    low, _ = view.document_at(place)
    headings = 0
    while place > low:
        start, end = view.line_at(place - 1)
        line = view.text[start:end]
        if is_note(line):
            return headings > 0
        if is_prose(line):
            return False
        headings += bool(line.strip())
        place = start
    return headings > 0


class _Loops:
    """The long runs by their period: those of one period begin and end in the same order."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.by_period = defaultdict[int, list[Span]](list)
        for start, end, period in runs:
            if period > DISTANT:
                self.by_period[period].append((start, end))

    def hold(self, copy: Span) -> bool:
        """Whether several lines repeat at once there: RE004 takes them together."""
        start, end = copy
        for period, spans in self.by_period.items():
            at = bisect_right(spans, (start, sys.maxsize)) - 1
            if period > end - start + 2 and at >= 0 and end <= spans[at][1]:
                return True
        return False
