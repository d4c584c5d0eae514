"""Check and fix: one text or many, in any batches, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import HALVES
from seedlint import engine
from seedlint.characters import Chars
from seedlint.core import At, Document, Edit, Finding, Rule, Severity
from seedlint.edits import apply
from seedlint.engine import check, check_many, fix, fix_many
from seedlint.registry import all_rules, find_rule
from seedlint.view import View

RULES = all_rules()
SHOWN = {
    "CH002": "数据\x00清洗，识 别结果。",
    "PU001": "他走了;大家问:为什么?",
    "LA001": "水库大坝加固工程已于上月开工。施工单位昼夜赶工，力争在主汛期到来之前完成主体部\n\n"
    "分。下游群众转移安置预案也已备妥，物资储备充足，通信畅通，随时可以启用。\n",
}
PIECES = [
    *HALVES,
    "识 别结果，仍需核对。",
    "他走了;大家问:为什么?",
    "增强增强服务群众的能力。",
    "“外面，没有说完。",
    "施工单位昼夜赶工，力争在主汛期到来之前完成。主体部分由本地队伍承担",
    "\n\n",
    "\n",
    "\r\n",
    "\r",
    "\f",
    "— 12 —",
    "上一行\x0b下一行 ",
    "⾼质量",
    "\ufffe",
    "\uffff",
    "𠀀𠀁𠀀𠀁",
    "守底线，" * 5,
    "https://example.com/a,b",
    "(一)总则",
    "　",
    "a",
]
texts_of_pieces = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


class Awake(Rule):
    """Says where it was woken."""

    code, name, zh, severity = "XX007", "awake", "醒", Severity.INFO
    where = At(Chars.of("甲𠀀"), after=Chars.of("\n"), before=Chars.of("\n"))

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            yield Finding(self, start, end)


def seen(text: str, found: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, text[finding.start : finding.end]) for finding in found]


def test_the_text_of_a_finding_is_its_span() -> None:
    assert seen(SHOWN["CH002"], check(SHOWN["CH002"])) == [("CH002", "\x00"), ("SP001", " ")]
    assert seen(SHOWN["PU001"], check(SHOWN["PU001"])) == [
        ("PU001", ";"),
        ("PU001", ":"),
        ("PU001", "?"),
    ]
    assert seen(SHOWN["LA001"], check(SHOWN["LA001"])) == [("LA001", "\n\n")]


@given(texts_of_pieces)
def test_every_span_lies_in_the_text(text: str) -> None:
    found = check(text, RULES)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for finding in found:
        edits = finding.fix.edits if finding.fix else ()
        spans = [*finding.related, *((edit.start, edit.end) for edit in edits)]
        for start, end in [(finding.start, finding.end), *spans]:
            assert 0 <= start <= end <= len(text)
        for one, following in pairwise(edits):
            assert one.end <= following.start


@given(texts_of_pieces, st.booleans())
def test_fixing_comes_to_rest_and_explains_itself(text: str, unsafe: bool) -> None:
    report = fix(text, unsafe, RULES)
    edits = [Edit(one.start, one.end, one.text) for one in report.edits]
    assert apply(text, edits) == report.text
    assert list(report.found) == list(check(text, RULES))
    assert list(report.left) == list(check(report.text, RULES))
    assert fix(report.text, unsafe, RULES).text == report.text


@given(st.lists(texts_of_pieces, max_size=6), st.integers(1, 60))
def test_any_batching_gives_the_same(texts: list[str], size: int) -> None:
    alone = [list(check(text, RULES)) for text in texts]
    fixed = [fix(text, True, RULES).text for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "BATCH", size)
        assert [list(report.found) for report in check_many(texts, RULES)] == alone
        assert [report.text for report in fix_many(texts, True, RULES)] == fixed


def test_reports_come_in_order_and_one_a_text() -> None:
    documents: list[str | Document] = [
        Document("甲", "one"),
        "乙",
        Document("丙", "three", record=7),
    ]
    reports = list(check_many(documents))
    assert [report.document.path for report in reports] == ["one", "", "three"]
    assert [report.document.record for report in reports] == [None, None, 7]
    assert [report.text for report in reports] == ["甲", "乙", "丙"]
    assert list(check_many([])) == []


def test_texts_are_read_as_they_are_needed() -> None:
    taken = []

    def texts() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield "一段文字，没有什么。\n" * 100

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "BATCH", 2000)
        next(check_many(texts()))
    assert len(taken) < 10


NONCHARACTERS = [chr(plane * 0x10000 + low) for plane in (0, 1, 16) for low in (0xFFFE, 0xFFFF)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        *"一a,\n\r\t\x00\f",
        "𠀀",
        "\n\n\n",
        "\r\n\r\n",
        "\r\r",
        *NONCHARACTERS,
        *(f"甲，{char}乙，{char}" for char in NONCHARACTERS),
        "\ufffe\n\ufffe",
        "甲\ufffe" * 20,
        "\ud800孤",
        "🀄" * 200 + "。",
        "一" * 50_000,
        "一二三四五六七八九十，" * 5_000,
        "很长的一行没有任何标点符号也没有空格" * 3_000,
        "“" * 2_000,
        "(" * 5_000,
        "一\n" * 5_000,
        ". " * 25_000,
        "甲乙、" * 5_000,
    ],
    ids=lambda text: f"{len(text)}-{text[:3]!a}",
)
def test_odd_texts_are_read_like_any_other(text: str) -> None:
    for finding in check(text, RULES):
        assert 0 <= finding.start <= finding.end <= len(text)
    fixed = fix(text, True, RULES).text
    assert fix(fixed, True, RULES).text == fixed


@pytest.mark.parametrize("text", ["", "一", "\n", "\n\n\n", "𠀀", "\ufffe"])
def test_next_to_nothing_is_no_defect(text: str) -> None:
    assert list(check(text)) == []


@pytest.mark.parametrize("char", ["\ufffe", "\uffff", "\U0001fffe"])
def test_a_noncharacter_moves_no_offset(char: str) -> None:
    text = f"头{char}。\n识 别结果，仍需核对。\n"
    assert seen(text, check(text, [find_rule("SP001")])) == [("SP001", " ")]
    reports = check_many([text, "另一份\n", text], [find_rule("SP001")])
    assert [len(report.found) for report in reports] == [1, 0, 1]


def test_places_stand_at_the_edge_of_a_document() -> None:
    reports = check_many(["甲", "𠀀", "甲甲", "", "乙\n甲"], [Awake()])
    assert [[(one.start, one.end) for one in report.found] for report in reports] == [
        [(0, 1)],
        [(0, 1)],
        [],
        [],
        [(2, 3)],
    ]


def test_only_selected_rules_speak_and_fix() -> None:
    text = "识 别结果，他走了;大家问。"
    assert {one.code for one in check(text, [find_rule("PU001")])} == {"PU001"}
    assert fix(text, rules=[find_rule("PU001")]).text == "识 别结果，他走了；大家问。"
    assert list(check(text, [])) == []
    assert fix(text, rules=[]).text == text
