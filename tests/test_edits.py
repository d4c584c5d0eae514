"""Fixes are chosen, applied, taken back and added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint import edits as editing
from seedlint.core import AppliedEdit, Detail, Edit, Finding, Rule, Safety, Severity, Span
from seedlint.edits import apply, compose, inverse
from seedlint.view import View


def choose(found: Sequence[Finding], unsafe: bool) -> list[Finding]:
    return [one for one, _ in editing.choose(found, unsafe)]


class Nothing(Rule):
    """Finds nothing; lends its name."""

    code, name, zh = "XX001", "nothing", "无"
    severity, safety = Severity.INFO, Safety.SAFE

    def check(self, view: View) -> Iterator[Finding]:
        return iter(())


RULE = Nothing()
ALPHABET = "ab中𠀀\n"


@st.composite
def edits_of(draw: st.DrawFn, text: str, code: str) -> tuple[AppliedEdit, ...]:
    """Sorted, disjoint edits of a text; some touch, no two insert at one place."""
    made: list[AppliedEdit] = []
    place = 0
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(place, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        new = draw(st.text(ALPHABET, max_size=4))
        if made and made[-1].end == start and (end == start or made[-1].start == made[-1].end):
            break
        made.append(AppliedEdit(start, end, new, (code,)))
        place = end
    return tuple(made)


def bare(edits: Sequence[AppliedEdit]) -> list[Edit]:
    return [Edit(one.start, one.end, one.text) for one in edits]


def finding(*edits: Edit, safety: Safety = Safety.SAFE) -> Finding:
    detail = Detail(edits=edits, safety=safety)
    return Finding(RULE, edits[0].start, edits[-1].end, None, detail)


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("甲乙丙", [], "甲乙丙"),
        ("甲乙丙", [Edit(1, 2, "")], "甲丙"),
        ("甲乙丙", [Edit(0, 0, "子")], "子甲乙丙"),
        ("甲乙丙", [Edit(3, 3, "丁")], "甲乙丙丁"),
        ("甲乙丙", [Edit(0, 1, "子丑"), Edit(1, 2, ""), Edit(2, 3, "寅")], "子丑寅"),
        ("", [Edit(0, 0, "新")], "新"),
        ("𠀀𠀁", [Edit(1, 2, "")], "𠀀"),
    ],
)
def test_apply(text: str, edits: list[Edit], expected: str) -> None:
    assert apply(text, edits) == expected


@pytest.mark.parametrize(
    ("spans", "chosen"),
    [
        ([(0, 2), (1, 3)], [0]),
        ([(1, 3), (0, 2)], [1]),
        ([(0, 2), (2, 4)], [0]),
        ([(0, 2), (3, 4)], [0, 1]),
        ([(0, 5), (1, 2), (6, 7)], [0, 2]),
        ([(1, 2), (0, 5), (6, 7)], [1, 2]),
        ([(2, 2), (2, 2)], [0]),
        ([(2, 2), (0, 2)], [1]),
        ([(2, 2), (2, 3)], [0]),
        ([(1, 3), (1, 2)], [1]),
    ],
)
def test_overlap_takes_the_first(spans: list[Span], chosen: list[int]) -> None:
    found = [finding(Edit(start, end, "新")) for start, end in spans]
    assert choose(found, unsafe=False) == [found[index] for index in chosen]


def test_a_fix_of_several_edits_stands_or_falls_as_one() -> None:
    wide = finding(Edit(0, 1, ""), Edit(8, 9, ""))
    inside = finding(Edit(4, 5, ""))
    blocked = finding(Edit(5, 6, ""), Edit(20, 21, ""))
    free = finding(Edit(20, 21, "新"))
    assert choose([wide, inside, blocked, free], unsafe=False) == [wide, inside, free]


@pytest.mark.parametrize("span", [(5, 9), (9, 9), (10, 10), (9, 10), (1, 1), (1, 2)])
def test_what_touches_any_edit_of_a_chosen_fix_waits(span: Span) -> None:
    wide = finding(Edit(0, 1, ""), Edit(9, 10, ""))
    assert choose([wide, finding(Edit(*span, "新"))], unsafe=False) == [wide]


class Drop(Nothing):
    """Takes lines out."""

    code, edits = "XX002", "deletion"


DROP = Drop()


class Widen(Nothing):
    """Gives marks another width."""

    code, edits = "XX003", "width"


WIDEN = Widen()


def gone(start: int, end: int, *left: Span, rule: Rule = DROP, new: str = "") -> Finding:
    return Finding(rule, start, end, None, Detail(related=left, edits=(Edit(start, end, new),)))


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        ([gone(0, 4), gone(4, 8), gone(8, 12)], [0, 1, 2]),
        ([gone(20, 40, (0, 20)), gone(40, 60, (0, 20)), gone(60, 80, (0, 20))], [0, 1, 2]),
        ([gone(20, 40, (0, 20)), gone(40, 60, (20, 40))], [0]),
        ([gone(0, 20, (40, 60)), gone(40, 60, (0, 20))], [0]),
        ([gone(20, 40, (0, 20)), gone(50, 70, (20, 40)), gone(80, 99)], [0, 2]),
        ([gone(0, 20, (40, 60)), gone(30, 70)], [0]),
        ([gone(0, 20, (40, 60)), gone(45, 48)], [0, 1]),
        ([gone(0, 4), gone(3, 8)], [0]),
        ([gone(0, 1), gone(0, 4)], [1]),
        ([gone(0, 4), gone(4, 8, new="新")], [0]),
        ([gone(0, 4, new="新"), gone(4, 8)], [0]),
        ([gone(0, 4), gone(4, 8, rule=RULE)], [0]),
        ([gone(0, 4, rule=RULE), gone(4, 8, rule=RULE)], [0]),
        ([gone(0, 1, rule=WIDEN, new="，"), gone(1, 2)], [0, 1]),
        ([gone(0, 1), gone(1, 2, rule=WIDEN, new="，"), gone(2, 3)], [0, 1, 2]),
        ([gone(0, 1, rule=WIDEN, new="，"), gone(1, 1, new="\n"), gone(1, 1, new="\n")], [0, 1]),
        ([gone(0, 1, rule=WIDEN, new="，"), gone(0, 2)], [1]),
    ],
)
def test_lines_go_together_but_never_the_copy_that_is_left(
    found: list[Finding], chosen: list[int]
) -> None:
    assert choose(found, unsafe=False) == [found[index] for index in chosen]


def test_text_must_not_change_where_it_is_moved_from() -> None:
    move = finding(Edit(0, 0, "题目", (10, 12)), Edit(10, 12, ""))
    assert choose([move, finding(Edit(11, 12, "录"))], unsafe=False) == [move]


@pytest.mark.parametrize(
    "move",
    [
        finding(Edit(0, 0, "题目", (10, 12)), Edit(10, 12, "")),
        finding(Edit(10, 12, ""), Edit(20, 20, "题目", (10, 12))),
    ],
    ids=["forward", "backward"],
)
def test_a_move_does_not_stand_in_its_own_way(move: Finding) -> None:
    assert choose([move], unsafe=False) == [move]


def test_unsafe_needs_asking() -> None:
    safe, unsafe = finding(Edit(0, 1, "")), finding(Edit(5, 6, ""), safety=Safety.UNSAFE)
    assert choose([safe, unsafe], unsafe=False) == [safe]
    assert choose([safe, unsafe], unsafe=True) == [safe, unsafe]


def test_an_unsafe_fix_that_was_not_asked_for_blocks_nothing() -> None:
    unsafe, safe = finding(Edit(0, 2, ""), safety=Safety.UNSAFE), finding(Edit(1, 3, ""))
    assert choose([unsafe, safe], unsafe=False) == [safe]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), st.booleans()), max_size=12))
def test_chosen_fixes_do_not_touch(spans: list[tuple[int, int, bool]]) -> None:
    found = [
        finding(Edit(start, start + size, "新"), Edit(start + size + 3, start + size + 4, ""))
        if wide
        else finding(Edit(start, start + size, "新"))
        for start, size, wide in spans
    ]
    chosen = choose(found, unsafe=False)
    edits = [(one.start, one.end, index) for index, each in enumerate(chosen)
             for one in (each.fix.edits if each.fix else ())]  # fmt: skip
    for start, end, index in edits:
        for low, high, other in edits:
            assert index == other or end < low or high < start
    assert bool(chosen) == bool(found)


@given(st.text(ALPHABET, max_size=20), st.data())
def test_inverse_restores(source: str, data: st.DataObject) -> None:
    edits = data.draw(edits_of(source, "XX001"))
    fixed = apply(source, bare(edits))
    assert apply(fixed, inverse(edits, source)) == source


@given(st.text(ALPHABET, max_size=20), st.data())
def test_compose_does_at_once_what_passes_do_one_after_another(
    source: str, data: st.DataObject
) -> None:
    text, total = source, tuple[AppliedEdit, ...]()
    codes = []
    for number in range(data.draw(st.integers(1, 4))):
        codes.append(f"XX{number:03}")
        edits = data.draw(edits_of(text, codes[-1]))
        total = compose(total, edits, text)
        text = apply(text, bare(edits))
    assert apply(source, bare(total)) == text
    assert apply(text, inverse(total, source)) == source
    for one, following in pairwise(total):
        assert one.end <= following.start
        assert (one.start, one.end) < (following.start, following.end)
    assert {code for one in total for code in one.codes} <= set(codes)


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ([(0, 1, "子")], [(2, 3, "丑")], [("A",), ("B",)]),
        ([(0, 2, "")], [(0, 1, "新")], [("A", "B")]),
        ([(0, 0, "子")], [(0, 1, "")], [("A", "B")]),
        ([(1, 2, "子丑")], [(2, 3, "")], [("A", "B")]),
    ],
)
def test_composed_edits_name_all_who_wanted_them(
    first: list[tuple[int, int, str]],
    second: list[tuple[int, int, str]],
    codes: list[tuple[str, ...]],
) -> None:
    source = "甲乙丙丁"
    one = [AppliedEdit(*edit, ("A",)) for edit in first]
    two = [AppliedEdit(*edit, ("B",)) for edit in second]
    assert [edit.codes for edit in compose(one, two, apply(source, bare(one)))] == codes
