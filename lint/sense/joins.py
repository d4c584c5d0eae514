"""Where a sentence goes on behind a line break, or behind lines that do not belong to it.

Layout names the candidates, the character model and `proofs` judge them; measured by
`tests/accuracy/columns.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from seedlint.core import Span
from seedlint.sense.captions import LONGEST, is_caption, is_credit
from seedlint.sense.lines import (
    INNER_STOPS,
    NEVER_CUT,
    is_byline,
    is_cut,
    is_enumerated,
    is_indented,
    is_note,
    is_prose,
)
from seedlint.sense.proofs import Half, may_join, verdict
from seedlint.sense.readings import join_gains
from seedlint.sense.wrap import wrapped

if TYPE_CHECKING:
    from seedlint.view import View

SHORT, SOME, LONG = 12, 35, 60
"""Code points of a first half: at least, if it has a stop inside; for a plain one; without any."""
CLAUSE, BARE = 25, 16
"""Code points of a first half that has a comma inside, but no stop; and of any other: verse has
shorter lines."""
ITEM = "、"
ENDED = frozenset(NEVER_CUT) - {ITEM}
"""Behind 、 ends an item of a list as often as a line that was cut; the model tells."""
SLACK = 3.0
"""By how many nats a half may fit what stands between better: more, and it belongs there."""
BETWEEN = 3
"""Lines that may stand between the halves."""
BLOCK, NOTE = 40, 60
"""Code points of a heading and of a note between the halves, at most."""
ENDS = "。！？…!?.；;：:，,、|"


class Join(NamedTuple):
    """The first half ends at `start`, the second begins at `end`.

    `block` are the lines that stand between, None if there are none; `tail` is where the paragraph
    ends when all its joins are made. `sure`: more than layout and model speak for it.
    """

    start: int
    end: int
    block: Span | None
    tail: int
    sure: bool


class _Pair(NamedTuple):
    """Lines of a document that may be halves: `at` and `to` are their numbers, `before` the first
    without the space at its end, `behind` the second."""

    lines: Sequence[Span]
    at: int
    to: int
    half: Half
    before: str
    behind: str


def joins(view: View) -> Sequence[Join]:
    """The joins of plain text, in order; ask by `view.once`.

    Lines cut at a fixed width are left to LA003.
    """
    plain = [
        lines for lines in view.lines_by_document() if view.source_at(lines[0][0]).format == "text"
    ]
    pairs = [pair for lines in plain for pair in _pairs(view, lines)]
    found: list[Join] = []
    for _, group in groupby(_judged(view.text, pairs), key=lambda one: id(one[0].lines)):
        found += _chained(_chosen(list(group)))
    return found


def _pairs(view: View, lines: Sequence[Span]) -> Iterator[_Pair]:
    text = view.text
    folds = {seam.start for seam in view.once(wrapped).get(lines[0][0], ())}
    reach = 1 if folds else 1 + BETWEEN
    for at, (low, start) in enumerate(lines[:-1]):
        if text[start - 1] in ENDED or start - low < SHORT:
            continue
        before = text[low:start].rstrip()
        if folds and low + len(before) in folds and _is_near(text, start, lines[at + 1][0]):
            continue
        half = None if before.isascii() else _half(before)
        if not half:
            continue
        for to in range(at + 1, min(at + 1 + reach, len(lines))):
            end, high = lines[to]
            behind = text[end:high]
            if _second_half(before, behind):
                yield _Pair(lines, at, to, half, before, behind)
            if not _is_block(behind):
                break


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether nothing but a line break or the end of a page is between."""
    return end == start + 1 or "\f" in text[start:end]


def _judged(text: str, pairs: Sequence[_Pair]) -> Sequence[tuple[_Pair, float]]:
    """The pairs that the model does not rule out, each with its gain."""
    gained = zip(pairs, join_gains([(pair.before, pair.behind) for pair in pairs]), strict=True)
    likely = [(pair, gain) for pair, gain in gained if may_join(pair.half, gain)]
    between = [pair for pair, _ in likely if pair.to > pair.at + 1]
    rivals = join_gains(
        [(pair.before, text[slice(*pair.lines[pair.at + 1])]) for pair in between]
        + [(text[slice(*pair.lines[pair.to - 1])].rstrip(), pair.behind) for pair in between]
    )
    best = map(max, rivals[: len(between)], rivals[len(between) :])
    return [
        (pair, gain)
        for pair, gain in likely
        if pair.to == pair.at + 1 or gain >= next(best) - SLACK
    ]


def _chosen(judged: Sequence[tuple[_Pair, float]]) -> Mapping[int, tuple[_Pair, bool]]:
    """The pair that each first half of a document is joined in, and whether that is sure."""
    chosen: dict[int, tuple[_Pair, bool]] = {}
    taken: set[int] = set()
    for pair, gain in judged:
        _, at, to, half, before, behind = pair
        if at in chosen or to in taken:
            continue
        said = verdict(half, gain, before, behind)
        if said and not (_of_picture(before) or (to == at + 1 and is_caption(behind))):
            chosen[at] = pair, said == "safe"
            taken.add(to)
    return chosen


def _of_picture(line: str) -> bool:
    return is_caption(line) or is_credit(line)


def _chained(chosen: Mapping[int, tuple[_Pair, bool]]) -> list[Join]:
    """The joins of a document, each with the end of its paragraph."""
    found: list[Join] = []
    tails: dict[int, int] = {}
    for at in sorted(chosen, reverse=True):
        (lines, _, to, _, before, _), sure = chosen[at]
        tails[at] = tails.get(to, lines[to][1])
        block = (lines[at + 1][0], lines[to - 1][1]) if to > at + 1 else None
        found.append(Join(lines[at][0] + len(before), lines[to][0], block, tails[at], sure))
    return found[::-1]


def _half(line: str) -> Half | None:
    """What kind of first half the line may be."""
    if not (is_cut(line) or line[-1] == ITEM):
        return None
    if len(line) >= LONG or any(stop in line for stop in INNER_STOPS):
        figure = line[-1].isascii() and line[-1] != ","
        long = len(line) >= SOME and is_prose(line)
        return "plain" if long and not figure and line[-1] not in "日、" else "running"
    if len(line) >= CLAUSE and ("，" in line or "," in line):
        return "clause"
    return "bare" if len(line) >= BARE else None


def _second_half(before: str, behind: str) -> bool:
    if before[0] == behind[0] and before[:2] == behind[:2]:
        return False
    running = len(behind) >= SOME and is_prose(behind)
    if not running and not behind.rstrip().endswith(("。", "。”", "；")):
        return False
    if is_indented(behind) or is_byline(behind) or is_enumerated(behind):
        return False
    return not _apart(before, behind)


def _is_block(line: str) -> bool:
    """Whether the line is what stands between columns: a heading, a byline, a caption, a note."""
    line = line.strip()
    if len(line) > LONGEST:
        return False
    if len(line) <= BLOCK and line[-1] not in ENDS:
        return True
    return _of_picture(line) or (len(line) <= NOTE and is_note(line))


def _apart(before: str, behind: str) -> bool:
    """Whether a space is needed between the two."""
    return before[-1].isascii() and behind[0].isascii() and before[-1:].isalnum()
