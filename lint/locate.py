"""Bring findings from a layer back to the pages of their documents.

A span becomes the hull of the page stretches it shows. An edit touches only those stretches, so
one that crosses a join becomes several; the edit of a shaping rule takes what stood between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import itemgetter

from seedlint.core import Detail, Edit, Finding, Rule, Safety, Span, new_tuple
from seedlint.layer import Layer


def hand_back(
    layer: Layer, found: Iterable[Finding], selected: Collection[Rule]
) -> Iterator[tuple[int, Finding]]:
    """The findings of a layer, each with the number of its document, in page offsets.

    A join over furniture stays a finding but loses its fix while the rule that would take the
    furniture out is not in `selected`.
    """
    starts, pieces = layer.starts, layer.pieces
    low = stop = document = origin = -1
    for finding in found:
        rule, start, end, new, detail = finding
        if not low <= start < stop:
            low, stop, document, origin = pieces[max(0, bisect_right(starts, start) - 1)]
        simple = detail is None or not (detail[1] or detail[2])
        if simple and end <= stop and not (rule.shapes and layer.joins_at(start, end)):
            shift = origin - low
            yield document, new_tuple(Finding, (rule, start + shift, end + shift, new, detail))
        elif detail and not rule.shapes and _lies_in(finding, detail, low, stop):
            yield document, _shifted(finding, detail, origin - low)
        else:
            yield document, _spread(layer, finding, selected)


def _lies_in(finding: Finding, detail: Detail, low: int, stop: int) -> bool:
    """Whether the finding and all that it names and changes lie in one piece."""
    _, related, edits, _, _ = detail
    spans = (finding[1:3], *related, *(edit[:2] for edit in edits))
    return not any(edit[3] for edit in edits) and all(
        low <= start < stop and end <= stop for start, end in spans
    )


def _shifted(finding: Finding, detail: Detail, shift: int) -> Finding:
    """A finding that lies in one piece, in offsets of the page."""
    rule, start, end, new, _ = finding
    values, related, _, _, severity = detail
    edits, safety = finding.fix or ((), None)
    moved = sorted((low + shift, high + shift, text, None) for low, high, text, _ in edits)
    told = Detail(
        values,
        tuple((low + shift, high + shift) for low, high in related),
        tuple(map(Edit._make, moved)),
        safety,
        severity,
    )
    return Finding(rule, start + shift, end + shift, new, told)


def stretches(layer: Layer, start: int, end: int) -> Iterator[Span]:
    """The page stretches that `[start, end)` shows, in the order of the layer."""
    pieces = layer.pieces
    for index in range(max(0, bisect_left(layer.starts, start + 1) - 1), len(pieces)):
        piece = pieces[index]
        if piece.start >= max(end, start + 1):
            return
        low, high = max(start, piece.start), min(end, piece.end)
        if low <= high:
            yield piece.origin + low - piece.start, piece.origin + high - piece.start


def _hull(layer: Layer, start: int, end: int) -> Span:
    spans = list(stretches(layer, start, end))
    return min(low for low, _ in spans), max(high for _, high in spans)


def _outer(layer: Layer, start: int, end: int) -> Span:
    """From behind the character before `start` to the character at `end`."""
    low, high = _hull(layer, start, end)
    before, behind = layer.piece_at(start - 1), layer.piece_at(end)
    if before.start < start <= before.end:
        low = before.origin + start - before.start
    if behind.start <= end < behind.end:
        high = behind.origin + end - behind.start
    return min(low, high), max(low, high)


def _spread(layer: Layer, finding: Finding, selected: Collection[Rule]) -> Finding:
    rule, fix = finding.rule, finding.fix
    around: Callable[[Layer, int, int], Span] = _outer if rule.shapes else _hull
    start, end = around(layer, finding.start, finding.end)
    detail = finding.detail or Detail()
    related = tuple(_hull(layer, *span) for span in detail.related)
    edits: list[Edit] = []
    safety = fix.safety if fix else None
    for edit in fix.edits if fix else ():
        if finding.start < edit.start == edit.end and not (rule.shapes or edit.moved_from):
            edits.append(_inserted(layer, edit))
        else:
            edits += _page_edits(layer, edit, whole=rule.shapes)
        for seam in layer.seams_in(edit.start, edit.end) if rule.shapes else ():
            if seam.finding.rule not in selected:
                return Finding(rule, start, end, None, detail._replace(related=related, edits=()))
            safety = Safety.UNSAFE if Safety.UNSAFE in (safety, seam.safety) else Safety.SAFE
    edits.sort(key=itemgetter(0, 1))
    detail = detail._replace(related=related, edits=tuple(edits), safety=safety)
    return Finding(rule, start, end, finding.new, detail)


def _inserted(layer: Layer, edit: Edit) -> Edit:
    """What is put behind the end of a finding stays with it, though pieces meet there."""
    piece = layer.piece_at(edit.start - 1)
    place = piece.origin + min(edit.start, piece.end) - piece.start
    return Edit(place, place, edit.text)


def _page_edits(layer: Layer, edit: Edit, whole: bool) -> Sequence[Edit]:
    source = _hull(layer, *edit.moved_from) if edit.moved_from else None
    if whole:
        return [Edit(*_outer(layer, edit.start, edit.end), edit.text, source)]
    first, *rest = stretches(layer, edit.start, edit.end)
    return [Edit(*first, edit.text, source), *(Edit(*span, "") for span in rest)]
