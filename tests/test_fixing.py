"""Fixing: all of a fix or none, until nothing moves, and whoever fights is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest

from seedlint.core import Detail, Document, Edit, Finding, Rule, Safety, Severity
from seedlint.engine import fix, fix_many
from seedlint.failures import Oscillation
from seedlint.registry import select_rules
from seedlint.view import View


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
    assert [(one.code, one.start) for one in report.found] == [("XX001", 0), ("XX005", 1)]
    assert [(one.code, one.start) for one in report.left] == [("XX005", 1)]


def test_unsafe_needs_asking() -> None:
    assert fix("丁", rules=[Guess()]).text == "丁"
    assert fix("丁", unsafe=True, rules=[Guess()]).text == "戊"


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


def test_a_line_that_stands_thousands_of_times_is_left_once() -> None:
    line = "图书馆周一闭馆，周二起照常开放，请读者互相转告。\n"
    assert fix(line * 3000, unsafe=True).text == line
    assert fix("（下转第四版）\n" * 3000, unsafe=True).text in ("", "\n")


def test_what_is_put_behind_a_line_that_is_read_elsewhere_stays_with_it() -> None:
    (moves,) = select_rules(["LA002"])
    text = moves.bad[0][0].replace("档案馆迎来首批读者", "（档案馆迎来首批读者")
    fixed = fix(text, unsafe=True, rules=select_rules(["PU007"])).text
    assert fixed == text.replace("首批读者", "首批读者）")
