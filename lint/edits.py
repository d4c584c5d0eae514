"""Choose fixes, apply them, and add up what several passes did."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from seedlint.core import NOTHING, AppliedEdit, Edit, Finding, Safety, Span


def choose(found: Iterable[Finding], unsafe: bool) -> Sequence[Finding]:
    """The fixes to apply in one pass, in reading order.

    What touches a chosen fix waits for the next pass: at the same place two insertions would have
    no order, and a join beside a deletion is to be judged anew.
    """
    chosen: list[Finding] = []
    wanted: list[tuple[int, int, int, Finding, tuple[Edit, ...]]] = []
    for finding in found:
        fix = finding.fix
        if fix and (unsafe or fix.safety is Safety.SAFE):
            wanted.append((fix.edits[0].start, fix.edits[-1].end, len(wanted), finding, fix.edits))
    taken: list[tuple[int, int]] = []
    for first, last, _, finding, edits in sorted(wanted):
        spans = [(first, last)]
        if len(edits) > 1 or edits[0].moved_from:
            spans = [(edit.start, edit.end) for edit in edits]
            spans += [edit.moved_from for edit in edits if edit.moved_from]
        if not any(_touches(taken, start, end) for start, end in spans):
            chosen.append(finding)
            for span in spans:
                taken.insert(bisect_right(taken, span), span)
    return chosen


def _touches(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (end, sys.maxsize))
    return at > 0 and taken[at - 1][1] >= start


def apply(text: str, edits: Iterable[Edit | AppliedEdit]) -> str:
    """`text` with sorted, disjoint `edits` made in it."""
    pieces: list[str] = []
    done = 0
    for start, end, new, _ in edits:
        pieces += (text[done:start], new)
        done = end
    return "".join([*pieces, text[done:]])


def moved(finding: Finding, to: Callable[[Span], Span], newline: str = "\n") -> Finding:
    r"""A finding in other offsets, those that `to` gives, with `newline` for its `\n`."""
    rule, start, end, new, detail = finding
    fix = finding.fix
    edits = tuple(
        Edit(
            *to((edit.start, edit.end)),
            edit.text.replace("\n", newline),
            to(edit.moved_from) if edit.moved_from else None,
        )
        for edit in (fix.edits if fix else ())
    )
    detail = detail or NOTHING
    detail = detail._replace(edits=edits, related=tuple(map(to, detail.related)))
    return Finding(rule, *to((start, end)), new and new.replace("\n", newline), detail)


def inverse(edits: Iterable[AppliedEdit], source: str) -> list[Edit]:
    """The edits that turn the new text back into `source`, whose offsets `edits` have."""
    return backward((start, end, source[start:end], new) for start, end, new, _ in edits)


def backward(swaps: Iterable[tuple[int, int, str, str]]) -> list[Edit]:
    """The edits that take back `swaps` (start and end in the source, old text, new text)."""
    back, grown = [], 0
    for start, end, old, new in swaps:
        back.append(Edit(start + grown, start + grown + len(new), old))
        grown += len(new) - (end - start)
    return back


def origin(edits: Iterable[AppliedEdit], place: int) -> int:
    """Where in the source a place of the text stands that `edits` have made of it."""
    grown = 0
    for start, end, new, _ in edits:
        if place < start + grown + len(new):
            return min(place - grown, end)
        grown += len(new) - (end - start)
    return place - grown


def compose(
    first: Sequence[AppliedEdit], second: Sequence[AppliedEdit], between: str
) -> tuple[AppliedEdit, ...]:
    """The edits that do at once what `first` and then `second` do.

    `between` is the text after `first`; `first` has the offsets of the source, `second` those of
    `between`. Edits of the two that touch become one.
    """
    stretches: list[_Stretch] = []
    grown = 0
    for edit in first:
        growth = len(edit.text) - (edit.end - edit.start)
        stretches.append(
            _Stretch(edit.start + grown, edit.end + grown + growth, growth, None, edit.codes)
        )
        grown += growth
    stretches += [_Stretch(edit.start, edit.end, 0, edit, edit.codes) for edit in second]
    composed, grown = [], 0
    for group in _touching(sorted(stretches, key=lambda one: one[:2])):
        low, high = group[0].start, max(one.end for one in group)
        start = low - grown
        grown += sum(one.growth for one in group)
        inner = [
            Edit(one.edit.start - low, one.edit.end - low, one.edit.text)
            for one in group
            if one.edit
        ]
        codes = tuple(sorted({code for one in group for code in one.codes}))
        composed.append(AppliedEdit(start, high - grown, apply(between[low:high], inner), codes))
    return tuple(composed)


class _Stretch(NamedTuple):
    """What an edit covers in the text between the passes."""

    start: int
    end: int
    growth: int
    edit: AppliedEdit | None
    codes: tuple[str, ...]


def _touching(stretches: Iterable[_Stretch]) -> Iterator[list[_Stretch]]:
    group: list[_Stretch] = []
    end = -1
    for one in stretches:
        if group and one.start > end:
            yield group
            group = []
        group.append(one)
        end = max(end, one.end) if len(group) > 1 else one.end
    if group:
        yield group
