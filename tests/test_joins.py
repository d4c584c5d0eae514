"""Sentences that a page end cuts in two are read, and joined, as one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pages import HALVES
from seedlint.core import Evidence, Finding, Rule, Safety
from seedlint.edits import apply
from seedlint.engine import check, check_many, fix, fix_many
from seedlint.registry import find_rule, select_rules

NUMBER = "\n\n".join([HALVES[0], "— 12 —", HALVES[1]]) + "\n"
HEAD = "远山纪行"
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


HEADING, CAPTION = "档案馆迎来首批读者", "图为新馆的阅览大厅。"
BLOCKED = find_rule("LA002")
NEXT = "市档案馆新馆昨日开放，首批展出地方史料三百余件。"


LAST = "登记结束以后，各街道把名册汇总到区里，由区档案", "室统一保管，查阅须经批准。"

MOVED = [
    ([HEADING], [HEADING]),
    ([HEADING, "本报记者 林晓峰"], [HEADING, "本报记者 林晓峰"]),
    ([CAPTION, "— 12 —"], [CAPTION]),
    (["— 12 —", HEADING], [HEADING]),
    ([CAPTION, HEADING, "■何岚"], [CAPTION, HEADING, "■何岚"]),
]


@pytest.mark.parametrize(("between", "kept"), MOVED)
@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_what_stands_inside_a_sentence_moves_behind_it(
    between: Sequence[str], kept: Sequence[str], parting: str
) -> None:
    text = parting.join([HALVES[0], *between, HALVES[1], NEXT]) + "\n"
    fixed = fix(text, True)
    assert fixed.text == parting.join(["".join(HALVES), *kept, NEXT]) + "\n"
    assert fix(text).text == (fix(text, rules=[find_rule("LA004")]).text)
    assert not [one for one in check(fixed.text) if one.rule is BLOCKED]


def test_blocks_inside_one_sentence_keep_their_order() -> None:
    one, two, three = HALVES[0], HALVES[1] + LAST[0], LAST[1]
    whole = one + two + three
    text = "\n\n".join([one, HEADING, two, CAPTION, three, NEXT]) + "\n"
    assert fix(text, True).text == "\n\n".join([whole, HEADING, CAPTION, NEXT]) + "\n"
    assert [bool(one.fix) for one in check(text) if one.rule is BLOCKED] == [True, False]


def test_a_block_moves_behind_the_last_half() -> None:
    one, two, three = HALVES[0], HALVES[1] + LAST[0], LAST[1]
    whole = one + two + three
    text = "\n\n".join([one, HEADING, two, three, NEXT]) + "\n"
    assert fix(text, True).text == "\n\n".join([whole, HEADING, NEXT]) + "\n"


def test_lines_between_whole_paragraphs_stay() -> None:
    text = "\n\n".join(["".join(HALVES), HEADING, NEXT, CAPTION, "".join(HALVES)[::-1]]) + "\n"
    assert not [one for one in check(text) if one.rule is BLOCKED]
