"""Places of the fixed text and of its source, held against each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint import SpanMap, fix, fixed_span, source_span
from seedlint.core import AppliedEdit, Edit, Span
from seedlint.edits import apply

SOURCE, FIXED = "甲 乙,丙丁", "甲乙，丙了丁"
EDITS = [
    AppliedEdit(1, 2, "", ("SP001",)),
    AppliedEdit(3, 4, "，", ("PU001",)),
    AppliedEdit(5, 5, "了", ("WO001",)),
]


@pytest.mark.parametrize(
    ("fixed", "source"),
    [
        ((0, 1), (0, 1)),
        ((1, 2), (2, 3)),
        ((0, 2), (0, 3)),
        ((1, 1), (1, 2)),
        ((2, 3), (3, 4)),
        ((2, 2), (3, 3)),
        ((4, 5), (5, 5)),
        ((4, 6), (5, 6)),
        ((3, 5), (4, 5)),
        ((0, 6), (0, 6)),
        ((6, 6), (6, 6)),
    ],
)
def test_spans_of_the_fixed_text(fixed: Span, source: Span) -> None:
    assert apply(SOURCE, (Edit(*edit[:3]) for edit in EDITS)) == FIXED
    assert source_span(EDITS, *fixed) == source


@pytest.mark.parametrize(
    ("source", "fixed"),
    [((0, 1), (0, 1)), ((1, 2), (1, 1)), ((1, 3), (1, 2)), ((5, 5), (4, 5)), ((5, 6), (5, 6))],
)
def test_spans_of_the_source(source: Span, fixed: Span) -> None:
    assert fixed_span(EDITS, *source) == fixed


def test_inside_what_was_replaced() -> None:
    edits = [AppliedEdit(1, 3, "一二三", ("VA002",))]
    for span in ((1, 2), (2, 3), (3, 4), (2, 2), (3, 3)):
        assert source_span(edits, *span) == (1, 3)
    assert source_span(edits, 0, 2) == (0, 3)
    assert source_span(edits, 1, 1) == (1, 1)
    assert source_span(edits, 4, 4) == (3, 3)


def test_without_an_end_one_character_is_meant() -> None:
    assert source_span(EDITS, 2) == (3, 4)
    assert fixed_span(EDITS, 1) == (1, 1)
    assert source_span([], 7) == (7, 8)


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (-2, None)])
def test_what_is_no_span(span: tuple[int, int | None]) -> None:
    with pytest.raises(ValueError, match="is no span"):
        source_span(EDITS, *span)


@st.composite
def edited(draw: st.DrawFn) -> tuple[int, list[AppliedEdit]]:
    """A length and edits within it, some of which touch."""
    length = draw(st.integers(0, 30))
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=10)))
    spans = draw(st.sampled_from([list(pairwise(cuts)), list(pairwise(cuts))[::2]]))
    news = st.text("新", max_size=4)
    edits = [AppliedEdit(*span, draw(news), ("SP001",)) for span in spans]
    return length, [edit for edit in edits if edit.start < edit.end or edit.text]


def length_fixed(length: int, edits: list[AppliedEdit]) -> int:
    return length + sum(len(edit.text) - (edit.end - edit.start) for edit in edits)


@given(edited(), st.booleans())
def test_the_map_is_monotone_and_stays_within(
    case: tuple[int, list[AppliedEdit]], reverse: bool
) -> None:
    length, edits = case
    spans = SpanMap(edits)
    there, size, limit = spans.source, length_fixed(length, edits), length
    if reverse:
        there, size, limit = spans.fixed, length, size
    for width in (0, 1, 2, 5):
        found = [there(at, at + width) for at in range(size - width + 1)]
        assert all(0 <= start <= end <= limit for start, end in found)
        for one, other in pairwise(found):
            assert one[0] <= other[0]
            assert one[1] <= other[1]
    if size:
        first, last = there(0), there(size - 1)
        assert there(0, size) == (first[0], last[1])


@given(edited())
def test_outside_of_edits_the_same_character_is_found(
    case: tuple[int, list[AppliedEdit]],
) -> None:
    length, edits = case
    source = [chr(0x4E00 + at) for at in range(length)]
    fixed = apply("".join(source), (Edit(*edit[:3]) for edit in edits))
    spans = SpanMap(edits)
    kept = [at for at in range(len(fixed)) if fixed[at] != "新"]
    for at in kept:
        start, end = spans.source(at)
        assert "".join(source[start:end]) == fixed[at]
        assert spans.fixed(start) == (at, at + 1)
    for first, last in pairwise(kept):
        assert spans.fixed(*spans.source(first, last + 1)) == (first, last + 1)


@given(edited(), st.booleans())
def test_there_and_back_is_around(case: tuple[int, list[AppliedEdit]], reverse: bool) -> None:
    """Of one character or none: what was replaced comes back as the whole it is part of."""
    length, edits = case
    there, back, size = SpanMap(edits).source, SpanMap(edits).fixed, length_fixed(length, edits)
    if reverse:
        there, back, size = back, there, length
    for at in range(size):
        start, end = back(*there(at))
        assert start <= at < end
        start, end = back(*there(at, at))
        assert start <= at <= end


def test_edits_of_a_report() -> None:
    text = "为方便郊 区读者,图书馆设点。\n"
    report = fix(text, unsafe=True)
    at = report.text.index("图书馆")
    assert slice(*source_span(report.edits, at, at + 3)) == slice(9, 12)
    assert text[9:12] == "图书馆"
