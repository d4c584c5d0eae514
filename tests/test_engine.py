"""Check and fix: one text or many, on three levels, until nothing moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint import engine
from seedlint.characters import Chars
from seedlint.core import At, Detail, Document, Edit, Evidence, Finding, Rule, Safety, Severity
from seedlint.edits import apply
from seedlint.engine import Oscillation, check, check_many, fix, fix_many
from seedlint.registry import all_rules, find_rule, select_rules
from seedlint.view import View

RULES = all_rules()
SHOWN = {
    "CH002": "数据\x00清洗，识 别结果。",
    "PU001": "他走了;大家问:为什么?",
    "LA001": "水库大坝加固工程已于上月开工。施工单位昼夜赶工，力争在主汛期到来之前完成主体部\n\n"
    "分。下游群众转移安置预案也已备妥，物资储备充足，通信畅通，随时可以启用。\n",
}
HALVES = (
    "登记工作由各街道分别负责，材料齐全的当场受理。各单位要在本月底之前按要求完成主体部",
    "分的复核工作，逾期不再受理，请互相转告。公示期为七天，期间接受群众来信来访。",
)
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


class Replace(Rule):
    """Puts one character in place of another."""

    code, name, zh = "XX001", "replace", "替换"
    severity, safety = Severity.WARNING, Safety.SAFE
    old: ClassVar[str] = "甲"
    new: ClassVar[str] = "乙"

    def check(self, view: View) -> Iterator[Finding]:
        for low, high in view.documents:
            place = view.text.find(self.old, low, high)
            while place >= 0:
                yield Finding(self, place, place + len(self.old), self.new)
                place = view.text.find(self.old, place + 1, high)


class Back(Replace):
    """Puts it back."""

    code, name, old, new = "XX002", "back", "乙", "甲"


class Grow(Replace):
    """Never has enough."""

    code, name, old, new = "XX003", "grow", "甲", "甲甲"


class Chain(Replace):
    """Goes on where the other one stopped."""

    code, name, old, new = "XX004", "chain", "乙", "丙"


class Guess(Replace):
    """Is not sure."""

    code, name, old, new, safety = "XX005", "guess", "丁", "戊", Safety.UNSAFE


class Pair(Rule):
    """Takes both of a pair or none."""

    code, name, zh = "XX006", "pair", "成对"
    severity, safety = Severity.WARNING, Safety.SAFE

    def check(self, view: View) -> Iterator[Finding]:
        for low, high in view.documents:
            first, last = view.text.find("始", low, high), view.text.find("终", low, high)
            if 0 <= first < last:
                edits = Edit(first, first + 1, ""), Edit(last, last + 1, "")
                yield Finding(self, first, last + 1, None, Detail(edits=edits))


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


def test_a_fix_is_all_or_nothing() -> None:
    assert fix("始中终", rules=[Pair()]).text == "中"
    blocked = fix("始甲终", rules=[Pair(), Replace()])
    assert blocked.text == "乙"
    assert blocked.applied == {"XX001": 1, "XX006": 1}


def test_what_touches_an_applied_fix_waits() -> None:
    report = fix("始终", rules=[Pair()])
    assert report.text == ""
    report = fix("甲乙", rules=[Replace(), Chain()])
    assert report.text == "丙丙"
    assert report.applied == {"XX001": 1, "XX004": 2}


def test_found_and_left_are_kept_apart() -> None:
    report = fix("甲丁", rules=[Replace(), Guess()])
    assert (report.document.text, report.text) == ("甲丁", "乙丁")
    assert seen("甲丁", report.found) == [("XX001", "甲"), ("XX005", "丁")]
    assert seen("乙丁", report.left) == [("XX005", "丁")]


def test_unsafe_needs_asking() -> None:
    assert fix("丁", rules=[Guess()]).text == "丁"
    assert fix("丁", unsafe=True, rules=[Guess()]).text == "戊"


def test_only_selected_rules_speak_and_fix() -> None:
    text = "识 别结果，他走了;大家问。"
    assert {one.code for one in check(text, [find_rule("PU001")])} == {"PU001"}
    assert fix(text, rules=[find_rule("PU001")]).text == "识 别结果，他走了；大家问。"
    assert list(check(text, [])) == []
    assert fix(text, rules=[]).text == text


def test_nothing_to_fix_gives_the_same_text() -> None:
    report = fix("没有什么要改。\n")
    assert report.text == report.document.text
    assert report.edits == ()
    assert not report.applied


def test_two_rules_that_fight_are_named() -> None:
    with pytest.raises(Oscillation, match=r"XX001.*XX002"):
        fix("甲", rules=[Replace(), Back()])


def test_a_fight_names_the_document_and_only_the_fighters() -> None:
    document = Document("甲。丁", "a.txt")
    with pytest.raises(Oscillation, match=r"a\.txt.*XX001, XX002;") as raised:
        next(fix_many([document], True, [Replace(), Back(), Guess()]))
    assert "XX005" not in str(raised.value)
    assert document.text == "甲。丁"


def test_a_rule_that_fights_itself_is_named() -> None:
    with pytest.raises(Oscillation, match="XX003"):
        fix("甲", rules=[Grow()])


def test_a_chain_of_fixes_is_no_fight() -> None:
    assert fix("甲", rules=[Replace(), Chain()]).text == "丙"


NUMBER = "\n\n".join([HALVES[0], "— 12 —", HALVES[1]]) + "\n"
HEAD = "远山纪行"
TALE = (
    f"{HEAD}\n\n那一年春天，我们沿江而上，走了很久才看见\n\n{HEAD} 7\n\n"
    f"第一个村庄，村里没有人，只有几只狗在\n\n【{HEAD}】\n\n"
    f"路边晒太阳，我们便在村口歇下，等到傍晚。\n\n{HEAD} 9\n\n天黑以后下起了雨，一直到天亮。\n"
)
BROKEN = find_rule("LA001")


def joins(text: str, rules: Sequence[Rule], evidence: Evidence | None = None) -> list[Finding]:
    report = next(check_many([text], rules, evidence or Evidence({})))
    return [finding for finding in report.found if finding.rule is BROKEN]


def test_a_join_takes_the_page_number_with_it() -> None:
    [join] = joins(NUMBER, [BROKEN, find_rule("LA004")])
    assert join.fix is not None
    assert join.fix.safety is Safety.SAFE
    assert apply(NUMBER, join.fix.edits) == "".join(HALVES) + "\n"
    assert NUMBER[join.start : join.end] == "\n\n— 12 —\n\n"
    assert fix(NUMBER).text == "".join(HALVES) + "\n"


def test_a_join_over_a_page_number_keeps_no_fix_without_its_rule() -> None:
    [join] = joins(NUMBER, [BROKEN])
    assert join.fix is None
    assert fix(NUMBER, True, [BROKEN]).text == NUMBER


def test_the_page_number_goes_alone_when_only_its_rule_is_selected() -> None:
    text = "\n\n".join([*HALVES]) + "\n"
    assert fix(NUMBER, True, [find_rule("LA004")]).text == text


def test_a_join_over_a_running_head_is_unsafe() -> None:
    text = NUMBER.replace("— 12 —", HEAD)
    evidence = Evidence({HEAD: 3})
    [join] = joins(text, [BROKEN, find_rule("LA005")], evidence)
    assert join.fix is not None
    assert join.fix.safety is Safety.UNSAFE
    assert apply(text, join.fix.edits) == "".join(HALVES) + "\n"
    [report] = fix_many([text], False, select_rules(), evidence)
    assert report.text == text
    [report] = fix_many([text], True, select_rules(), evidence)
    assert report.text == "".join(HALVES) + "\n"


def test_a_join_with_nothing_between_is_safe_whatever_is_selected() -> None:
    [join] = joins("\n\n".join(HALVES), [BROKEN])
    assert join.fix is not None
    assert join.fix.safety is Safety.SAFE


def test_language_rules_read_over_a_join() -> None:
    text = "\n\n".join([HALVES[0] + "分增", "强增强的复核工作，" + HALVES[1]]) + "\n"
    found = [one for one in check(text) if one.code == "RE005"]
    assert [text[one.start : one.end].replace("\n", "") for one in found] == ["增强"]
    assert fix(text, True).text.count("增强") == 1


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n", "\n— 12 —\n", " \n"])
def test_nothing_is_joined_across_documents(end: str) -> None:
    texts = [HALVES[0] + end, HALVES[1] + end, HALVES[0] + end, "", HALVES[1]]
    assert [joins(text, [BROKEN]) for text in texts] == [[]] * len(texts)
    assert [list(report.found) for report in check_many(texts, [BROKEN])] == [[]] * len(texts)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_join_takes_newlines_of_any_kind(newline: str) -> None:
    text = NUMBER.replace("\n", newline)
    assert fix(text).text == "".join(HALVES) + newline
