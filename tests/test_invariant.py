"""A fix does no more than its rule declares; one that does changes nothing, and is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seedlint.cli import main
from seedlint.core import Detail, Document, Edit, EditClass, Finding, Rule, Safety, Severity
from seedlint.engine import fix, fix_many
from seedlint.failures import Overreach
from seedlint.invariant import KEEPING, MAY
from seedlint.registry import all_rules, select_rules
from seedlint.testing import check_bad
from seedlint.view import View

RULES = all_rules()
FILLER = "春天来了。\n"


class Told(Rule):
    """Makes of one text another, whatever it declares."""

    code, name, zh = "ZZ001", "told", "照办"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    good = ("别的。",)
    bad = (("甲 乙", "甲乙"),)
    edits: ClassVar[EditClass]
    changes: ClassVar[tuple[tuple[str, str], ...]] = (("甲 乙", "甲乙"),)

    def check(self, view: View) -> Iterator[Finding]:
        for low, high in view.documents:
            starts = [view.text.find(old, low, high) for old, _ in self.changes]
            if -1 not in starts:
                edits = tuple(
                    Edit(start, start + len(old), new)
                    for start, (old, new) in zip(starts, self.changes, strict=True)
                )
                yield Finding(self, starts[0], edits[-1].end, None, Detail(edits=edits))


def told(kind: EditClass, *changes: tuple[str, str]) -> Rule:
    class Lie(Told):
        __doc__ = Told.__doc__

    Lie.edits, Lie.changes = kind, changes
    return Lie()


HONEST: list[tuple[EditClass, str, str]] = [
    ("space", "甲 \u3000乙", "甲乙"),
    ("space", "甲\u200b乙\x00", "甲\n乙"),
    ("space", "通 知", "通知"),
    ("width", ",", "，"),
    ("width", ".(", "。（"),
    ("punctuation", "...", "……"),
    ("punctuation", "，", ", "),
    ("punctuation", "甲•乙", "甲·乙"),
    ("mapping", "⾼", "高"),
    ("mapping", "Ａ，", "A,"),
    ("mapping", "e\u0301", "é"),
    ("mapping", "\ue863", "䶮"),
    ("mapping", "2O24", "2024"),
    ("join", "\n\n", ""),
    ("join", "-\n", ""),
    ("deletion", "增强增强", "增强"),
    ("deletion", "甲", ""),
    ("replacement", "自已", "自个儿"),
]
LIES: list[tuple[EditClass, str, str]] = [
    ("none", "甲 乙", "甲乙"),
    ("space", "甲 乙", "甲"),
    ("space", "甲 乙", "乙甲"),
    ("space", "甲，", "甲"),
    ("width", ",", "、"),
    ("width", ",", ""),
    ("width", "Ａ", "A"),
    ("width", "甲", "乙"),
    ("punctuation", "甲，", "，"),
    ("punctuation", "，", "，甲"),
    ("punctuation", "1,2", "12。3"),
    ("punctuation", "⾼", ""),
    ("mapping", "甲乙", "甲"),
    ("mapping", "甲", "甲乙"),
    ("mapping", "甲", "。"),
    ("mapping", "，", "甲"),
    ("join", "甲\n乙", "甲"),
    ("join", "；\n", ""),
    ("join", "-\n", "甲"),
    ("deletion", "甲乙", "乙甲"),
    ("deletion", "甲", "乙"),
    ("deletion", "，", "，，"),
]


@pytest.mark.parametrize(("kind", "old", "new"), HONEST)
def test_what_is_declared_is_done(kind: EditClass, old: str, new: str) -> None:
    assert fix(FILLER + old, rules=[told(kind, (old, new))]).text == FILLER + new


@pytest.mark.parametrize(("kind", "old", "new"), LIES)
def test_a_fix_beyond_its_class_is_refused(kind: EditClass, old: str, new: str) -> None:
    with pytest.raises(Overreach, match=f"a.txt: line 2, column 1: ZZ001 {MAY[kind]}") as raised:
        next(fix_many([Document(FILLER + old, "a.txt")], rules=[told(kind, (old, new))]))
    assert "left as it was" in str(raised.value)
    assert raised.value.codes == ("ZZ001",)
    assert raised.value.remedy.startswith("--ignore ZZ001")


def test_every_class_is_lied_about() -> None:
    assert {kind for kind, _, _ in LIES} == {*get_args(EditClass)} - {"replacement"}
    assert {kind for kind, _, _ in HONEST} == {*get_args(EditClass)} - {"none"}


class Afar(Told):
    """Reports the one and changes the other."""

    def check(self, view: View) -> Iterator[Finding]:
        yield Finding(self, 1, 2, None, Detail(edits=(Edit(3, 4, "丁"),)))


def test_a_replacement_stays_inside_its_finding() -> None:
    Afar.edits = "replacement"
    with pytest.raises(Overreach, match="may change what it reports only"):
        fix("甲乙丙", rules=[Afar()])


def test_a_rule_that_declares_nothing_may_replace() -> None:
    assert Rule.edits == "replacement"


@pytest.mark.parametrize("kind", KEEPING)
def test_what_jumps_over_other_text_is_found(kind: EditClass) -> None:
    """Together the two edits keep every character; the text does not."""
    rule = told(kind, ("，甲", "，"), ("乙，", "甲乙，"))
    reason = MAY[kind] if kind == "width" else "changed Han, letters or digits"
    with pytest.raises(Overreach, match=f"line 1, column 1: ZZ001 {reason}"):
        fix("，甲丙乙，", rules=[rule])


class Move(Told):
    """Takes a block out from between two lines and puts it behind them."""

    brings: ClassVar[str | None] = None
    edits = "join"

    def check(self, view: View) -> Iterator[Finding]:
        place = view.text.find("\n题目\n")
        if place >= 0 and len(view.text) > 8:
            block = (place + 1, place + 3)
            text = view.text[slice(*block)] if self.brings is None else self.brings
            edits = Edit(place, place + 4, ""), Edit(place + 6, place + 6, f"\n{text}", block)
            yield Finding(self, place, place + 4, None, Detail(edits=edits))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_moved_comes_back_whole(newline: str) -> None:
    assert fix(f"甲{newline}题目{newline}乙丙", rules=[Move()]).text == f"甲乙丙{newline}题目"


@pytest.mark.parametrize("brings", ["", "题", "题题", "题目录"])
def test_what_is_moved_and_changed_is_refused(brings: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Move, "brings", brings)
    with pytest.raises(Overreach, match="ZZ001 may join lines only"):
        fix("甲\n题目\n乙丙", rules=[Move()])


def test_a_join_takes_only_furniture_that_is_taken_out() -> None:
    text = (
        "各单位都要认真落实。登记工作由各街道负责，材料齐全的当场受理，并在月底之前完成主体部\n"
        "— 12 —\n"
        "分的建设，随后向居民开放。\n"
    )
    fixed = fix(text, unsafe=True, rules=select_rules(["LA001", "LA004"]))
    assert "主体部分的建设" in fixed.text


class Late(Told):
    """Waits until the others have done."""

    code, name, edits = "ZZ002", "late", "space"

    def check(self, view: View) -> Iterator[Finding]:
        if "甲" not in view.text:
            place = view.text.index("丙")
            yield Finding(self, place, place + 1, "丁")


def test_a_place_is_that_of_the_source() -> None:
    with pytest.raises(Overreach, match="line 3, column 2: ZZ002"):
        fix("甲\n甲\n乙丙", rules=[told("deletion", ("甲\n甲\n", "")), Late()])


@pytest.mark.parametrize("target", [["--in-place"], ["-o", "out"], ["--diff"]])
@pytest.mark.parametrize(("kind", "old", "new"), LIES)
def test_the_command_names_rule_place_and_remedy(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: EditClass,
    old: str,
    new: str,
    target: list[str],
) -> None:
    lie = told(kind, (old, new))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("seedlint.cli_fix.chosen_rules", lambda _: [*select_rules(["SP001"]), lie])
    texts = {"a.txt": "识 别结果。\n", "b.txt": FILLER + old, "c.txt": "识 别结果。\n"}
    for name, text in texts.items():
        Path(name).write_bytes(text.encode())
    assert main(["fix", *target, "--fail-on", "never", *texts]) == 2
    out, err = capsys.readouterr()
    assert f"b.txt: line 2, column 1: ZZ001 {MAY[kind]}, but would turn" in err
    assert "; --ignore ZZ001, and report it" in err
    assert Path("b.txt").read_bytes().decode() == texts["b.txt"]
    assert "Traceback" not in err
    for name in ("a.txt", "c.txt"):
        if target == ["--diff"]:
            assert f"a/{name}" in out
        else:
            assert Path("out" if "-o" in target else ".", name).read_text("utf-8") == "识别结果。\n"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_declares_its_class(rule: Rule) -> None:
    assert "edits" in vars(type(rule))
    assert (rule.edits == "none") == all(after is None for _, after in rule.bad)


def test_a_lying_rule_fails_its_examples() -> None:
    check_bad(told("space", ("甲 乙", "甲乙")), "甲 乙", "甲乙")
    with pytest.raises(AssertionError, match=r"ZZ001 told on .*may change the width of marks only"):
        check_bad(told("width", ("甲 乙", "甲乙")), "甲 乙", "甲乙")


PIECES = sorted(
    {line for rule in RULES for text, _ in rule.bad for line in text.split("\n") if len(line) < 60}
)
TEXTS = st.lists(
    st.sampled_from(PIECES)
    | st.sampled_from(["\n", "\n\n", "\r\n", "\f", "12\n", "`码`", "<!-- seedlint-disable -->"])
    | st.text("中文 ，。,.a1Ａ\u3000\u200b（）“”—\n", max_size=6),
    max_size=9,
).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["text", "markdown"]), st.booleans())
@example("通 \n12\n知\n", "text", True)
def test_every_text_can_be_fixed_within_what_is_declared(
    text: str, form: str, unsafe: bool
) -> None:
    (report,) = fix_many([Document(text, format=form)], unsafe, RULES)  # type: ignore[arg-type]
    assert report.left is not None
