"""Echoes: what is found, by both scans alike, and what near copies are made of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.layer import page_layer
from seedlint.scan import PlainScan
from seedlint.sense.echoes import CROWD, LONG, REACH, Echo, Echoes
from seedlint.sense.slips import Quote, compare
from seedlint.vector import VectorScan

HAN = "春江潮水连海平海上明月共潮生滟滟随波千万里何处春江无月明"
pieces = st.text("甲乙丙", min_size=1, max_size=6)
parting = st.sampled_from(
    ["，", "、", "和", "《", "。", "“", "等", "\n", "", "\U00020000", "\ufffc"]
)
SENTENCE = "渠水绕过村口的老槐树，流进家家户户的菜园，到了傍晚，洗菜的人都聚在石阶上说话。"


def both(*texts: str) -> Echoes:
    layer = page_layer(texts)
    plain, vector = PlainScan(layer).echoes, VectorScan(layer).echoes
    assert plain == vector
    return plain


def phrases(text: str) -> list[tuple[str, str, str]]:
    """Phrase, what stands between, phrase."""
    shown = "\ufffe" + text
    return [
        (
            shown[first : first + size],
            shown[first + size : second],
            shown[second : second + size],
        )
        for first, second, size in both(text).phrases
    ]


@given(st.lists(st.tuples(pieces, parting), max_size=24))
def test_both_scans_agree(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + mark for piece, mark in parts)
    for phrase, _, again in phrases(text):
        assert phrase == again
        assert "\n" not in phrase


@given(st.integers(0, 10_000), st.integers(0, 4))
def test_both_scans_agree_on_lines(seed: int, slips: int) -> None:
    rng = random.Random(seed)
    clauses = ["".join(rng.choices(HAN, k=rng.randint(3, 12))) for _ in range(9)]
    lines = []
    for _ in range(rng.randint(2, 6)):
        line = list("，".join(rng.choices(clauses, k=rng.randint(2, 6))) + "。")
        for _ in range(slips):
            line[rng.randrange(len(line))] = rng.choice(HAN + "\U00020000")
        lines.append("".join(line))
    both("\n".join(lines), "\n\n".join(lines[:2]), "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("守住底线，守住底线，再谈发展。", ("守住底线", "，", "守住底线")),
        ("要守住底线，守住底线和红线。", None),
        ("先守住底线，守住底线。", ("守住底线", "，", "守住底线")),
        ("推动城市空间和城市空间治理", ("城市空间", "和", "城市空间")),
        ("落实湿地保护《湿地保护条例》", ("湿地保护", "《", "湿地保护")),
        ("有书画、陶瓷、书画等。", ("书画", "、陶瓷、", "书画")),
        ("收藏书画、陶瓷、书画。", ("书画", "、陶瓷、", "书画")),
        ("有陶瓷、书画、玉器、油画。", None),
        ("一二三，一二三。", None),
        ("城市空间\n城市空间", None),
    ],
)
def test_phrases(text: str, found: tuple[str, str, str] | None) -> None:
    assert phrases(text) == ([found] if found else [])


@pytest.mark.parametrize("between", range(1, REACH + 2))
def test_items_of_one_list_are_compared_within_reach(between: int) -> None:
    names = ["陶瓷", "玉器", "织绣", "木雕", "钱币", "碑帖", "漆器", "竹刻"][:between]
    text = "、".join(["书画", *names, "书画"])
    assert both(text).phrases == ([Echo(1, text.rindex("书") + 1, 2)] if between <= REACH else [])


def test_lines_with_clauses_alike_are_a_pair() -> None:
    assert len(SENTENCE) >= LONG
    slip = SENTENCE.replace("菜园", "莱园")
    first, second = both(f"{SENTENCE}\n题目\n{slip}").lines[0]
    assert second[0] - first[1] == len("\n题目\n")


def test_lines_of_two_documents_are_no_pair() -> None:
    assert both(SENTENCE, SENTENCE).lines == []


def test_a_formula_is_no_sign_of_a_copy() -> None:
    assert both("\n".join([SENTENCE] * CROWD)).lines != []
    assert both("\n".join([SENTENCE] * (CROWD + 1))).lines == []


def test_a_copy_with_slips_is_placed() -> None:
    body = "村史馆里挂着一张旧照片。" + SENTENCE + "照片是谁拍的，没有人记得。"
    match = compare(Quote(SENTENCE.replace("洗菜", "洗莱").replace("老槐树", "老树")), body)
    assert match is not None
    assert body[match.start : match.end] == SENTENCE
    assert match.differ <= 2


@pytest.mark.parametrize(
    ("quote", "body"),
    [
        ("每年三月", "每年五月"),
        ("由县人民政府办公室负责", "由乡镇街道便民服务中心负责"),
        ("居民出钱，居民出力", "企业单位出钱，企业单位出力"),
    ],
    ids=["another number", "another word", "the same word twice"],
)
def test_what_says_something_else_is_no_copy(quote: str, body: str) -> None:
    told = Quote(SENTENCE + quote + SENTENCE[::-1])
    assert compare(told, SENTENCE + body + SENTENCE[::-1]) is None
    assert compare(told, told.text)


@given(
    st.lists(
        st.lists(st.sampled_from(["渠水", "绕过", "村口的", "老槐树", "，", "菜"]), max_size=30)
    )
)
def test_a_quote_that_was_looked_for_before_is_found_alike(bodies: list[list[str]]) -> None:
    text = "渠水绕过村口的老槐树，" * 3
    quote = Quote(text)
    for pieces in bodies:
        body = "".join(pieces)
        assert compare(quote, body) == compare(Quote(text), body)
        assert compare(quote, body + text) == compare(Quote(text), body + text)
