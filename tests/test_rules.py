"""Every example of every rule, alone and in company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from seedlint.core import Detail, Document, Edit, Finding, Rule, Safety, Severity
from seedlint.engine import check, check_many, fix
from seedlint.registry import all_rules, select_rules
from seedlint.scan import PlainScan
from seedlint.sense.evidence import gather
from seedlint.testing import Bad, Good, bad, check_bad, check_good, check_page, good
from seedlint.vector import VectorScan
from seedlint.view import View

RULES = all_rules()
GOOD, BAD = good(*RULES), bad(*RULES)
TEXTS = sorted({one.text for one in GOOD} | {one.text for one in BAD})
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
NEIGHBOURS = (
    (
        "前一份文件，内容无关，句子完整。\n\n第二段也一样，没有毛病。\n",
        "“后一份文件”，与前面无关。\n",
    ),
    (
        "各单位都要认真落实。登记工作由各街道负责，材料齐全的当场受理，并在月底之前完成主体部\n",
        "分，散会。",
    ),
    ("没有说完，他又提起《", "》一书，”于是散会。"),
    ("本报记者 王", "丽报道。"),
    ("（一", "一）二"),
    ("17\n", "18\n"),
    ("增强", "增强"),
    ("，", "，"),
    ("", ""),
    ("\n\n", "\n\n"),
    ("\ufffe", "\ufffe"),
)


def numbered(text: str) -> str:
    return str(TEXTS.index(text)) if text in TEXTS else "seed"


OTHER_REASON = {"PU017", "QU001", "QU003"}
"""Speak of the whole document and stand at the first character that matters."""
every_good = pytest.mark.parametrize("example", GOOD, ids=str)
every_bad = pytest.mark.parametrize("example", BAD, ids=str)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_is_complete(rule: Rule) -> None:
    check_page(rule)


@every_good
def test_good_gives_nothing(example: Good) -> None:
    check_good(*example)


@every_bad
def test_bad_is_found_and_fixed(example: Bad) -> None:
    check_bad(*example)


@every_bad
def test_a_fresh_instance_finds_the_same(example: Bad) -> None:
    check_bad(type(example.rule)(), example.text, example.after)


@pytest.fixture
def scanning(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[PlainScan | VectorScan]], None]:
    def use(kind: type[PlainScan | VectorScan]) -> None:
        monkeypatch.setattr("seedlint.reading.scan", kind)

    return use


@pytest.mark.parametrize(
    "text", [*TEXTS, *(path.read_text("utf-8") for path in SEEDS)], ids=numbered
)
def test_both_scans_find_the_same(
    text: str, scanning: Callable[[type[PlainScan | VectorScan]], None]
) -> None:
    scanning(PlainScan)
    plain = list(check(text, RULES))
    scanning(VectorScan)
    assert list(check(text, RULES)) == plain


def shared_spans(found: Sequence[Finding]) -> dict[tuple[int, int], set[str]]:
    """Spans that more than one rule reports."""
    codes = defaultdict(set)
    for finding in found:
        if finding.code not in OTHER_REASON:
            codes[finding.start, finding.end].add(finding.code)
    return {span: names for span, names in codes.items() if len(names) > 1}


@pytest.mark.parametrize("text", TEXTS, ids=numbered)
def test_no_two_rules_report_the_same_span(text: str) -> None:
    assert shared_spans(check(text)) == {}


def test_no_two_rules_report_the_same_span_of_the_seeds() -> None:
    documents = [Document(path.read_text("utf-8"), path.name) for path in SEEDS]
    for report in check_many(documents, evidence=gather(documents)):
        assert shared_spans(report.found) == {}


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("rules", [select_rules(), RULES], ids=["default", "all"])
def test_fixing_twice_changes_nothing(unsafe: bool, rules: Sequence[Rule]) -> None:
    for text in [*TEXTS, *(path.read_text("utf-8") for path in SEEDS)]:
        fixed = fix(text, unsafe, rules)
        again = fix(fixed.text, unsafe, rules)
        assert again.text == fixed.text
        assert list(again.found) == list(fixed.left)
        assert not again.applied


@every_bad
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixing_an_example_twice_changes_nothing(example: Bad, unsafe: bool) -> None:
    fixed = fix(example.text, unsafe, [example.rule]).text
    assert fix(fixed, unsafe, [example.rule]).text == fixed


@pytest.mark.parametrize(("before", "behind"), NEIGHBOURS, ids=range(len(NEIGHBOURS)))
def test_neighbours_in_a_batch_change_nothing(before: str, behind: str) -> None:
    for text in TEXTS:
        batch = [before, text, behind, text + "\n", before + "\n", text]
        alone = [list(check(one, RULES)) for one in batch]
        assert [list(report.found) for report in check_many(batch, RULES)] == alone


def moved(finding: Finding, text: str, newline: str) -> tuple[object, ...]:
    """What a finding in `text` must be once its newlines are written otherwise."""

    def place(offset: int) -> int:
        return offset + text.count("\n", 0, offset) * (len(newline) - 1)

    written = newline if "\n" in text else "\n"
    edits = [
        Edit(place(one.start), place(one.end), one.text.replace("\n", written))
        for one in (finding.fix.edits if finding.fix else ())
    ]
    related = [(place(low), place(high)) for low, high in finding.related]
    return finding.code, place(finding.start), place(finding.end), edits, related


def flat(finding: Finding) -> tuple[object, ...]:
    edits = [one._replace(moved_from=None) for one in (finding.fix.edits if finding.fix else ())]
    return finding.code, finding.start, finding.end, edits, list(finding.related)


@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["CRLF", "CR"])
@every_bad
def test_other_newlines_give_the_same_findings(example: Bad, newline: str) -> None:
    rule, text, after = example
    written = text.replace("\n", newline)
    assert [flat(one) for one in check(written, RULES)] == [
        moved(one, text, newline) for one in check(text, RULES)
    ]
    wanted = text if after is None else after
    if "\n" in text:
        wanted = wanted.replace("\n", newline)
    assert fix(written, True, [rule]).text == wanted


@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_fixing_a_seed_keeps_its_newlines(path: Path, newline: str) -> None:
    text = path.read_text("utf-8")
    expected = fix(text, True, RULES).text.replace("\n", newline)
    assert fix(text.replace("\n", newline), True, RULES).text == expected


@dataclass(frozen=True)
class LongLine(Rule):
    """Line that is too long.

    A stranger's rule, with an option.
    """

    limit: int = 8

    code, name, zh = "XX001", "long-line", "行过长"
    severity, safety = Severity.INFO, Safety.SAFE
    says, says_zh = "{0} characters, {1:d} at most", "{0} 字，至多 {1:d} 字"
    good: ClassVar[tuple[str, ...]] = ("短短一行。\n",)
    bad = (
        ("这一行比八个字要长。\n", "这一行比八个字要\n"),
        ("一二三四五六七八九", "一二三四五六七八"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.lines:
            if end - start > self.limit:
                detail = Detail((end - start, self.limit))
                yield Finding(self, start + self.limit, end, "", detail)


class Unsaid(LongLine):
    says, says_zh = "{2}", "{2}"
    __doc__ = LongLine.__doc__


class OneLanguage(LongLine):
    says_zh = ""
    __doc__ = LongLine.__doc__


class NoReason(LongLine):
    """Line that is too long."""


class NoPage(LongLine):
    pass


class NoExamples(LongLine):
    good = ()
    __doc__ = LongLine.__doc__


def test_a_strangers_rule_passes() -> None:
    rule = LongLine()
    check_page(rule)
    for one in good(rule):
        check_good(*one)
    for other in bad(rule):
        check_bad(*other)
    assert [str(one) for one in (*good(rule), *bad(rule))] == [
        "XX001-good-1",
        "XX001-bad-1",
        "XX001-bad-2",
    ]


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (Unsaid, "cannot say"),
        (OneLanguage, "one language"),
        (NoReason, "no reason"),
        (NoPage, "no title"),
        (NoExamples, "`good`"),
    ],
)
def test_an_incomplete_page_is_named(kind: type[Rule], problem: str) -> None:
    with pytest.raises(AssertionError, match=f"XX001 long-line.*{problem}"):
        check_page(kind())


def test_an_example_that_does_not_hold_is_named() -> None:
    with pytest.raises(AssertionError, match="XX001 long-line finds something in the good"):
        check_good(LongLine(), "这一行比八个字要长。")
    with pytest.raises(AssertionError, match="finds nothing in the bad"):
        check_bad(LongLine(), "短。", "短")
    with pytest.raises(AssertionError, match="and not '别的'"):
        check_bad(LongLine(), "这一行比八个字要长。", "别的")
    with pytest.raises(AssertionError, match="and not"):
        check_bad(LongLine(), "这一行比八个字要长。", None)
