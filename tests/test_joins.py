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
