"""The character model: what the table holds, what it says, and that both ways of asking agree."""

from __future__ import annotations

import math
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint import check
from seedlint.sense import lm_vector
from seedlint.sense.build_lm import alphabet, build, encoded
from seedlint.sense.lm import ALPHABET, HEADER, NAT, Model
from seedlint.sense.readings import gains, join_gains, model

TEXTS = [
    "春天到了，河边的柳树发了芽。孩子们在河边放风筝，老人们在树下下棋。\n" * 3,
    "春天的河水很清，2024 年的柳树比 2023 年的高。河边有 OCR 三个字母。\n" * 3,
    "秋天的河邊很安靜，老人們在樹下讀書。\n" * 3,
]
SYMBOLS = "春天的河边树下，。 a1\n\u3000\U00020000\uffff們们"


@cache
def small() -> Model:
    return Model(build(TEXTS))


def test_the_same_texts_give_the_same_bytes() -> None:
    assert build(TEXTS) == build(list(TEXTS))


def test_a_strange_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "strange.bin"
    path.write_bytes(bytes(HEADER.size))
    with pytest.raises(ValueError, match=r"strange\.bin.* no character model"):
        Model(path).gain("春", "天")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("河边(树下)", "河边（树下）"),
        ("2024 年", "7年"),
        ("３年", "3年"),
        ("有OCR三", "有 Ｏcr 三"),
        ("老人們在樹下", "老人们在树下"),
        ("河\n\n边", "河\n边"),
    ],
)
def test_texts_that_are_read_alike(one: str, other: str) -> None:
    assert small().symbols(one) == small().symbols(other)


def test_texts_that_are_read_apart() -> None:
    assert (
        len({tuple(small().symbols(text)) for text in ("河", "边", "河边", "河\n边", "河0边")}) == 5
    )
    assert small().symbols("龘\U00020000") == [0, 0]


@given(st.text(SYMBOLS))
def test_training_and_asking_read_alike(text: str) -> None:
    read = encoded(text, alphabet(TEXTS)).tolist()
    assert read == Model.symbols(small(), f"\n{text}\n")


def test_chances_add_up_to_one() -> None:
    """Behind any context, seen or not, within what a byte can hold."""
    held = small()
    for context in ([], *product(held.symbols("春天河的"), repeat=2)):
        costs = [held.cost([*context, symbol]) - held.cost(context) for symbol in range(ALPHABET)]
        assert math.fsum(math.exp(-cost / NAT) for cost in costs) == pytest.approx(1, abs=0.04)


def test_what_stands_in_the_texts_is_likelier() -> None:
    assert small().gain("在河树放风筝", "在河边放风筝") > 1
    assert model().gain("加快建设现代化现代化产业体系。", "加快建设现代化产业体系。") > 5


def test_a_gain_is_the_difference_of_two_costs() -> None:
    held = small()
    written, edited = "老人们在河边的河边放风筝。", "老人们在河边放风筝。"
    costs = [held.cost(held.symbols(text)) for text in (written, edited)]
    assert held.gain(written, edited) == (costs[0] - costs[1]) / NAT


@given(st.lists(st.tuples(st.text(SYMBOLS), st.text(SYMBOLS)), min_size=1, max_size=5))
def test_many_at_once_are_answered_like_one_by_one(pairs: list[tuple[str, str]]) -> None:
    for held in (small(), model()):
        assert lm_vector.gains(held, pairs) == [held.gain(*pair) for pair in pairs]


@given(st.lists(st.tuples(st.text(SYMBOLS), st.text(SYMBOLS)), min_size=1, max_size=5))
def test_many_line_breaks_are_answered_like_one_by_one(halves: list[tuple[str, str]]) -> None:
    for held in (small(), model()):
        assert lm_vector.join_gains(held, halves) == [
            held.gain(f"{before}\n{behind}", before + behind) for before, behind in halves
        ]


def test_few_and_many_are_answered_alike() -> None:
    pair = ("他在图书馆馆看书。", "他在图书馆看书。")
    assert gains([pair]) * 100 == gains([pair] * 100)
    assert join_gains([pair]) * 100 == join_gains([pair] * 100)


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("河边的柳树发了芽，孩子们放风筝。\n\n　　——“再来一次！！”……2022 年 OOPS\n", False),
        ("河边的的柳树发了芽。\n", True),
        ("河边的柳树的柳树发了芽。\n", True),
    ],
)
def test_the_table_is_opened_for_a_double_only(text: str, opened: bool) -> None:
    model.cache_clear()
    check(text)
    assert bool(model.cache_info().currsize) == opened


def test_a_line_break_in_a_word_is_unlikely() -> None:
    within, between = join_gains(
        [
            ("力争在主汛期到来之前完成主体部", "分。下游群众"),
            ("各项准备均已就绪。", "第三条 本办法"),
        ]
    )
    assert within > 3
    assert between < 0
