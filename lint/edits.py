"""Choose fixes, apply them, and add up what several passes did."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice, takewhile

from seedlint.core import NOTHING, AppliedEdit, Edit, Finding, Safety, Span

Wanted = tuple[Finding, tuple[Edit, ...]]
"""A finding and the edits of its fix."""
SHORTEST = 10
"""Code points of a deletion from which on it may take what the fix of another finding leaves."""


def choose(found: Iterable[Finding], unsafe: bool) -> list[Wanted]:
    """The fixes to apply in one pass, in reading order.

    Of two deletions that begin at one place the longer goes first: a join takes the spaces before
    the line break along. What touches a chosen fix waits for the next pass: at the same place two
    insertions would have no order, and a join beside a deletion is to be judged anew. So does what
    would take the copy that another fix leaves.
    """
    wanted: list[tuple[int, int, int, Wanted]] = []
    for finding in found:
        if (fix := finding.fix) is None:
            continue
        edits, safety = fix
        if unsafe or safety is Safety.SAFE:
            first, last, text, _ = edits[0]
            if len(edits) > 1:
                last = edits[-1].end
            elif not text:
                last = -last
            wanted.append((first, last, len(wanted), (finding, edits)))
    wanted.sort()
    chosen: list[Wanted] = []
    taken = _Taken()
    for first, end, _, one in wanted:
        last, (finding, edits) = abs(end), one
        plain = len(edits) == 1 and last - first < SHORTEST and edits[0][3] is None
        high = taken.high
        if plain and (first > high or (first == high and taken.may_touch(finding, edits[0]))):
            taken.spans.append((first, last))
            taken.high, taken.last = last, one
        elif not taken.admits(finding, edits):
            continue
        chosen.append(one)
    return chosen


class _Taken:
    """What the chosen fixes change, up to `high`, and what they leave."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.left: list[Span] = []
        self.high = -1
        self.last: Wanted | None = None

    def admits(self, finding: Finding, edits: tuple[Edit, ...]) -> bool:
        """Whether the fix goes with those chosen; then it is one of them."""
        spans = [(edit.start, edit.end) for edit in edits]
        spans += [edit.moved_from for edit in edits if edit.moved_from]
        (start, end), *others = spans
        deletes = not any(edit.text for edit in edits)
        beside = not others and start == self.high and self.may_touch(finding, edits[0])
        free = not self._touches(start + beside, end)
        if not free or any(self._touches(*span) for span in others):
            return False
        if deletes and (
            any(_holds(self.spans, span) for span in finding.related)
            or any(_within(self.left, span) for span in spans)
        ):
            return False
        for span in spans:
            self.spans.insert(bisect_right(self.spans, span), span)
        for span in finding.related if deletes else ():
            self.left.insert(bisect_right(self.left, span), span)
        self.high = max(self.high, *(span[1] for span in spans))
        self.last = finding, edits
        return True

    def may_touch(self, finding: Finding, edit: Edit) -> bool:
        """Whether the two may be made at once though the last one ends where this one begins.

        A mark of another width does not change what stands beside it, nor that its width. Line
        after line of one rule goes if one copy is left of all of them.
        """
        if self.last is None:
            return False
        (before, edits), kind = self.last, finding.rule.edits
        if len(edits) > 1 or not edits[0].start < edits[0].end == edit.start:
            return False
        if "width" in (before.rule.edits, kind):
            return True
        alike = before.rule is finding.rule and before.related == finding.related
        return alike and kind == "deletion" and not (edits[0].text or edit.text)

    def _touches(self, start: int, end: int) -> bool:
        at = bisect_right(self.spans, (end, sys.maxsize))
        return at > 0 and self.spans[at - 1][1] >= start


def _holds(spans: Sequence[Span], one: Span) -> bool:
    """Whether one of some sorted, disjoint spans holds another span."""
    at = bisect_right(spans, (one[0], sys.maxsize))
    return at > 0 and spans[at - 1][1] >= one[1]


def _within(spans: Sequence[Span], one: Span) -> bool:
    """Whether one span holds any of some sorted ones."""
    at = bisect_left(spans, (one[0], -1))
    some = takewhile(lambda span: span[0] < one[1], islice(spans, at, None))
    return any(end <= one[1] for _, end in some)


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
    `between`. Edits of the two that touch become one; the others stay as they are.
    """
    if not first:
        return tuple(_merged(second))
    growths = [len(edit.text) - (edit.end - edit.start) for edit in first]
    grown = [0, *accumulate(growths)]
    starts = [edit.start + growth for edit, growth in zip(first, grown, strict=False)]
    ends = [edit.end + growth for edit, growth in zip(first, grown[1:], strict=True)]
    composed: list[AppliedEdit] = []
    done = 0
    for low, high, some in _reaching(starts, ends, second):
        span = slice(bisect_left(ends, low), bisect_right(starts, high))
        composed += first[done : span.start]
        done = span.stop
        inner = [Edit(edit.start - low, edit.end - low, edit.text) for edit in some]
        codes = {code for edit in (*first[span], *some) for code in edit.codes}
        text = apply(between[low:high], inner)
        start, end = low - grown[span.start], high - grown[span.stop]
        composed.append(AppliedEdit(start, end, text, tuple(sorted(codes))))
    return (*composed, *first[done:])


def _merged(edits: Iterable[AppliedEdit]) -> list[AppliedEdit]:
    """Sorted, disjoint edits, those that touch made one."""
    merged: list[AppliedEdit] = []
    end = -1
    for edit in edits:
        if edit.start == end:
            low, _, text, codes = merged.pop()
            both = tuple(sorted({*codes, *edit.codes}))
            merged.append(AppliedEdit(low, edit.end, text + edit.text, both))
        else:
            merged.append(edit)
        end = edit.end
    return merged


def _reaching(
    starts: Sequence[int], ends: Sequence[int], second: Iterable[AppliedEdit]
) -> Iterator[tuple[int, int, list[AppliedEdit]]]:
    """The stretches that edits take up with all those they touch, and the edits in each.

    `starts` and `ends` are those of the edits of before, where they now stand.
    """
    low = high = -1
    some: list[AppliedEdit] = []
    for edit in second:
        begins = min([edit.start, *starts[(at := bisect_left(ends, edit.start)) : at + 1]])
        if some and begins > high:
            yield low, high, some
            some = []
        if not some:
            low, high = begins, edit.end
        some.append(edit)
        high = max(high, edit.end)
        high = max([high, *ends[(at := bisect_right(starts, high) - 1) : at + 1]])
    if some:
        yield low, high, some
