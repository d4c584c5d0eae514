"""Layers show the page in pieces, and findings on them come back to the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.core import Detail, Edit, Finding, Rule, Safety, Severity, Span
from seedlint.layer import EDGE, Layer, derive, page_layer
from seedlint.locate import hand_back, stretches
from seedlint.view import View


class Plain(Rule):
    """Finds nothing; lends its name."""

    code, name, zh = "XX001", "plain", "无"
    severity, safety = Severity.INFO, Safety.SAFE

    def check(self, view: View) -> Iterator[Finding]:
        return iter(())


class Shaping(Plain):
    """Shapes a layer."""

    code, name, shapes = "XX002", "shaping", True


PLAIN, SHAPING = Plain(), Shaping()
UNIQUE = "".join(map(chr, range(0x4E00, 0x4E00 + 400)))
"""Every character once, so that a character says where it comes from."""


def _by_document(layer: Layer, found: Sequence[Finding]) -> list[list[Finding]]:
    pages: list[list[Finding]] = [[] for _ in layer.bounds]
    for document, finding in hand_back(layer, found, [PLAIN]):
        pages[document].append(finding)
    return [sorted(page, key=itemgetter(1)) for page in pages]


class Change(NamedTuple):
    """What becomes of `layer[start:end]`: it goes (`new` empty), is replaced, or is moved here."""

    start: int
    end: int
    source: Span | None = None
    fresh: bool = False


@st.composite
def documents(draw: st.DrawFn) -> list[str]:
    """Up to five documents in which no character stands twice."""
    sizes = draw(st.lists(st.integers(0, 30), min_size=1, max_size=5))
    texts, used = [], 0
    for size in sizes:
        texts.append(UNIQUE[used : used + size])
        used += size
    return texts


@st.composite
def layers(draw: st.DrawFn) -> tuple[list[str], list[Change], Layer]:
    """A page, what is changed, and the layer that this gives."""
    texts = draw(documents())
    page = page_layer(texts)
    changes: list[Change] = []
    for low, high in page.bounds:
        place = low
        while place < high and draw(st.booleans()):
            start = draw(st.integers(place, high))
            end = draw(st.integers(start, high))
            kind = draw(st.sampled_from(["drop", "move", "fresh"]))
            source = None
            if kind == "move":
                first = draw(st.integers(low, high - 1))
                source = first, draw(st.integers(first + 1, high))
            if end > start or source:
                changes.append(Change(start, end, source, kind == "fresh"))
            place = end + 1
    edits = [
        Edit(one.start, one.end, "x" * (one.end - one.start) if one.fresh else "", one.source)
        for one in changes
    ]
    return texts, changes, derive(page, [(edit, _finding(edit)) for edit in edits])


def _finding(edit: Edit) -> Finding:
    return Finding(SHAPING, edit.start, edit.end, edit.text, Detail(edits=(edit,)))


def _expected(texts: Sequence[str], changes: Sequence[Change]) -> list[str]:
    """The text of every document after the changes."""
    page, results, at = page_layer(texts), [], 0
    for low, high in page.bounds:
        parts, place = [], low
        while at < len(changes) and changes[at].end <= high:
            one = changes[at]
            parts.append(page.text[place : one.start])
            parts.append(page.text[slice(*one.source)] if one.source else "")
            parts.append("x" * (one.end - one.start) if one.fresh else "")
            place, at = one.end, at + 1
        results.append("".join([*parts, page.text[place:high]]))
    return results


@given(documents())
def test_the_page_shows_every_text_as_it_stands(texts: list[str]) -> None:
    page = page_layer(texts)
    assert page.text == EDGE + "".join(text + EDGE for text in texts)
    assert [page.text[low:high] for low, high in page.bounds] == texts
    assert [(piece.document, piece.origin) for piece in page.pieces] == [
        (index, 0) for index in range(len(texts))
    ]


@given(layers())
def test_a_derived_layer_holds_the_changed_texts(
    made: tuple[list[str], list[Change], Layer],
) -> None:
    texts, changes, layer = made
    expected = _expected(texts, changes)
    assert layer.text == EDGE + "".join(text + EDGE for text in expected)
    assert [layer.text[low:high] for low, high in layer.bounds] == expected


@given(layers())
def test_pieces_cover_the_layer_and_lead_back(
    made: tuple[list[str], list[Change], Layer],
) -> None:
    texts, _, layer = made
    covered = 0
    for piece in layer.pieces:
        low, high = layer.bounds[piece.document]
        assert low <= piece.start <= piece.end <= high
        for place in range(piece.start, piece.end):
            shown = texts[piece.document][piece.origin + place - piece.start]
            assert layer.text[place] in (shown, "x")
            covered += 1
    assert covered == sum(high - low for low, high in layer.bounds)
    assert [piece.start for piece in layer.pieces] == sorted(piece.start for piece in layer.pieces)
    for one, other in pairwise(layer.pieces):
        follows = other.origin == one.origin + one.end - one.start
        assert one.document != other.document or not follows, "one piece would do"


@given(layers(), st.data())
def test_a_second_change_leads_back_to_the_page(
    made: tuple[list[str], list[Change], Layer], data: st.DataObject
) -> None:
    texts, _, layer = made
    low, high = data.draw(st.sampled_from(layer.bounds))
    start = data.draw(st.integers(low, high))
    edit = Edit(start, data.draw(st.integers(start, high)), "")
    flow = derive(layer, [(edit, _finding(edit))])
    assert flow.text == layer.text[: edit.start] + layer.text[edit.end :]
    for piece in flow.pieces:
        for place in range(piece.start, piece.end):
            shown = texts[piece.document][piece.origin + place - piece.start]
            assert flow.text[place] in (shown, "x")


@given(layers(), st.data())
def test_stretches_show_the_span_and_findings_are_its_hull(
    made: tuple[list[str], list[Change], Layer], data: st.DataObject
) -> None:
    texts, _, layer = made
    index = data.draw(st.integers(0, len(texts) - 1))
    low, high = layer.bounds[index]
    start = data.draw(st.integers(low, high))
    end = data.draw(st.integers(start, high))
    spans = [span for span in stretches(layer, start, end) if span[0] < span[1]]
    shown = "".join(texts[index][slice(*span)] for span in spans)
    assert len(shown) == end - start
    assert all(one in (other, "x") for one, other in zip(layer.text[start:end], shown, strict=True))
    found = _by_document(layer, [Finding(PLAIN, start, end, "新")])
    assert [len(page) for page in found] == [int(one == index) for one in range(len(texts))]
    finding = found[index][0]
    assert 0 <= finding.start <= finding.end <= len(texts[index])
    for span in spans:
        assert finding.start <= span[0] <= span[1] <= finding.end
    if spans:
        assert finding.start in {span[0] for span in spans}
        assert finding.end in {span[1] for span in spans}


@given(layers(), st.data())
def test_edits_touch_only_what_the_span_shows(
    made: tuple[list[str], list[Change], Layer], data: st.DataObject
) -> None:
    texts, _, layer = made
    index = data.draw(st.integers(0, len(texts) - 1))
    low, high = layer.bounds[index]
    start = data.draw(st.integers(low, high))
    end = data.draw(st.integers(start, high))
    related = Detail(related=((start, end),))
    found = _by_document(layer, [Finding(PLAIN, start, end, "新", related)])
    fix = found[index][0].fix
    assert fix is not None
    assert "".join(edit.text for edit in fix.edits) == "新"
    assert [edit[:2] for edit in fix.edits] == sorted(edit[:2] for edit in fix.edits)
    shown = {place for span in stretches(layer, start, end) for place in range(*span)}
    edited = {place for edit in fix.edits for place in range(edit.start, edit.end)}
    assert edited == shown


CUT = "前半句\n\n— 1 —\n\n后半句。"


def _joined() -> Layer:
    """`CUT` after another document, its page number out and its halves joined."""
    page = page_layer(["别的。", CUT])
    low = page.bounds[1][0]
    number = Edit(low + 5, low + 12, "")
    body = derive(page, [(number, _finding(number))])
    join = Edit(low + 3, low + 5, "")
    return derive(body, [(join, _finding(join))])


def test_furniture_out_and_halves_joined() -> None:
    flow = _joined()
    assert flow.text == f"{EDGE}别的。{EDGE}前半句后半句。{EDGE}"
    assert [piece[2:] for piece in flow.pieces] == [(0, 0), (1, 0), (1, 12)]


@pytest.mark.parametrize(
    ("shown", "span", "edits"),
    [
        ("前半", (0, 2), [Edit(0, 2, "新")]),
        ("前半句", (0, 3), [Edit(0, 3, "新")]),
        ("后半", (12, 14), [Edit(12, 14, "新")]),
        ("句后", (2, 13), [Edit(2, 3, "新"), Edit(12, 13, "")]),
    ],
)
def test_an_edit_across_a_join_becomes_several(shown: str, span: Span, edits: list[Edit]) -> None:
    flow = _joined()
    start = flow.text.index(shown)
    nothing, found = _by_document(flow, [Finding(PLAIN, start, start + len(shown), "新")])
    assert nothing == []
    assert (found[0].start, found[0].end) == span
    assert found[0].fix is not None
    assert list(found[0].fix.edits) == edits


def test_moved_text_comes_from_where_it_stood() -> None:
    page = page_layer(["题目上半句题目下半句"])
    edits = [Edit(1, 1, "", (6, 8)), Edit(6, 8, "")]
    layer = derive(page, [(edit, _finding(edit)) for edit in edits])
    assert layer.text == f"{EDGE}题目题目上半句下半句{EDGE}"
    assert [piece[2:] for piece in layer.pieces] == [(0, 5), (0, 0), (0, 7)]
    [found] = _by_document(layer, [Finding(PLAIN, 1, 2), Finding(PLAIN, 3, 4)])
    assert [(one.start, one.end) for one in found] == [(0, 1), (5, 6)]


@pytest.mark.parametrize("texts", [[""], ["", ""], ["甲", "", "乙"]])
def test_empty_documents_have_their_place(texts: list[str]) -> None:
    page = page_layer(texts)
    for index, (low, high) in enumerate(page.bounds):
        found = _by_document(page, [Finding(PLAIN, low, low, "新")])
        assert [len(one) for one in found] == [int(at == index) for at in range(len(texts))]
        assert found[index][0][1:3] == (0, 0)
        assert page.text[low:high] == texts[index]


def test_a_document_that_goes_whole_keeps_its_place() -> None:
    edit = Edit(3, 4, "")
    layer = derive(page_layer(["甲", "乙", "丙"]), [(edit, _finding(edit))])
    assert layer.text == f"{EDGE}甲{EDGE}{EDGE}丙{EDGE}"
    found = _by_document(layer, [Finding(PLAIN, 3, 3, "新"), Finding(PLAIN, 4, 5)])
    assert [[one[1:3] for one in page] for page in found] == [[], [(0, 0)], [(0, 1)]]


def test_borders_come_from_the_pieces_not_from_the_character() -> None:
    page = page_layer([f"甲{EDGE}乙", "丙"])
    assert [page.text[low:high] for low, high in page.bounds] == [f"甲{EDGE}乙", "丙"]
    found = _by_document(page, [Finding(PLAIN, 3, 4), Finding(PLAIN, 5, 6)])
    assert [[one[1:3] for one in page] for page in found] == [[(2, 3)], [(0, 1)]]
