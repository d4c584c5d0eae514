"""The word table, the cut into words, and the judgement on doubled words and characters."""

from __future__ import annotations

import math
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint import check
from seedlint.registry import find_rule
from seedlint.sense.build_doubles import fitted, inject
from seedlint.sense.build_words import build, read
from seedlint.sense.double_features import Double, of_document
from seedlint.sense.doubles import Verdict, judge, kind_of, signs, weights
from seedlint.sense.word_table import HEADER, LONGEST, key
from seedlint.sense.words import Words, words

SMALL = """\
山 40 n
山水 30 n
水 50 n
画 20 v
山水画 9 n
水墨 7 n
中华书法协会 3 nt
"""


@pytest.fixture
def small(tmp_path: Path) -> Words:
    path = tmp_path / "small.bin"
    path.write_bytes(build(read(SMALL.splitlines())))
    return Words(path)


def test_the_table_gives_back_what_went_in(small: Words) -> None:
    total = sum(count for _, count, _ in read(SMALL.splitlines()))
    for word, count, tag in read(SMALL.splitlines()):
        assert small.cost(word) == pytest.approx(math.log(total / count), abs=0.07)
        assert word in small
        assert small.verb(word) == (tag == "v")


@pytest.mark.parametrize(
    "word", ["", "墨", "山山", "中华书法", "中华书法协", "中华书法学会", "𠀀", "山𠀀"]
)
def test_what_is_no_word_has_no_cost(small: Words, word: str) -> None:
    assert small.cost(word) is None
    assert word not in small


def test_the_same_dictionary_gives_the_same_bytes() -> None:
    lines = SMALL.splitlines()
    assert build(read(lines)) == build(read(reversed(lines)))


def test_two_words_of_one_key_stop_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedlint.sense.build_words.key", lambda word: len(word))
    with pytest.raises(ValueError, match="share a key"):
        build(read(SMALL.splitlines()))


def test_a_strange_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "strange.bin"
    path.write_bytes(bytes(HEADER.size))
    with pytest.raises(ValueError, match=r"strange\.bin is no word table"):
        Words(path).cost("山")


def test_keys_of_long_words_stay_clear_of_short_ones() -> None:
    assert key("中华书法协会") >> 48 in range(0xD800, 0xE000)
    assert key("山") < key("山水") < key("山水画") < key("水")


def cut(text: str) -> str:
    ends = words().cut(text).ends
    return "/".join(text[low:high] for low, high in zip((0, *ends), ends, strict=False))


@pytest.mark.parametrize(
    "expected",
    [
        "研究/生命/的/起源",
        "图书馆/今天/开放",
        "中华人民共和国/成立/了",
        "他/说/𠀀/，/是/错误/的",
        "",
    ],
)
def test_the_likeliest_cut(expected: str) -> None:
    assert cut(expected.replace("/", "")) == expected


WINDOWS = st.text(alphabet="中华人民共和国美的研究生命起源成立目有𠀀，a", max_size=20)
"""Characters of which short and long words can be made, and others."""


def cost_of(word: str) -> float:
    cost = words().cost(word)
    return (words().unknown if len(word) == 1 else math.inf) if cost is None else cost


@given(WINDOWS)
def test_no_cut_is_cheaper(text: str) -> None:
    best = [0.0]
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - LONGEST), end)
        best.append(min(best[start] + cost_of(text[start:end]) for start in starts))
    cost, ends = words().cut(text)
    assert cost == pytest.approx(best[-1])
    parts = (text[low:high] for low, high in zip((0, *ends), ends, strict=False))
    assert cost == pytest.approx(sum(map(cost_of, parts)))


@given(WINDOWS.filter(len), st.data())
def test_what_may_not_join_or_end_does_not(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(text)))
    ends = (0, *words().cut(text).ends)
    assert words().joins(text, at) == (at not in ends)
    if not words().may_join(text, at):
        assert at in ends
        assert words().may_end(text, at) or at - 1 in ends


def test_the_cost_of_a_cut_is_the_sum_of_its_words(small: Words) -> None:
    parts = small.cost("山水画"), small.cost("水")
    assert small.cut("山水画水").cost == pytest.approx(sum(part or 0 for part in parts))


@pytest.mark.parametrize(
    ("text", "simplified"),
    [("國務院發布通知", "国务院发布通知"), ("春天的風", "春天的风"), ("乾坤与著作", "乾坤与著作")],
)
def test_traditional_text_is_read_as_simplified(text: str, simplified: str) -> None:
    assert words().simplified(text) == simplified


def verdict(text: str, start: int, size: int) -> Verdict | None:
    return judge([Double(text, start, size)])[0]


def reported(marked: str) -> bool:
    before, unit, after = marked.replace("]", "[").split("[")
    said = verdict(before + unit * 2 + after, len(before), len(unit))
    return said is not None and said.report


ERRORS = [
    "加快建设[现代化]产业体系。",
    "本市全面[提升]公共服务水平。",
    "居民可以到社区[服务中心]办理手续。",
    "老人喜欢在公园[的]长椅上休息。",
    "会议[在]市图书馆举行。",
    "图书馆收藏了许多珍贵的古[籍]，供读者查阅。",
    "工人正在检[查]线路。",
    "这座桥连接[着两岸]的村庄。",
    "他强调爱国[主义]精神。",
    "居民對這項[措施]表示歡迎。",
]

RIGHT = [
    "[人]都有一本书。",
    "他[慢]地走过来。",
    "我们[一步]走下去。",
    "[一个村子]地走访。",
    "大家来[讨论]。",
    "“[请坐]”，他说。",
    "屋里传来[哈]的笑声。",
    "全[国]际航线都已恢复。",
    "广[大]学生踊跃参加。",
    "以营利为目[的]活动受到限制。",
    "他发[现]在的办法更好。",
    "“十[五]”时期的工作。",
    "按照本[规定]的期限办理。",
    "由合作社[组织]开展培训。",
    "记者 王[丽]报道",
    "■陈[芳]",
    "说明书上[写着]就乱了。",
    "该[怎么办]。",
    "山路[弯]曲曲。",
    "外交[部]长出席。",
    "新版由[日本]电视台播出。",
    "他叫[卡拉]，来自南方。",
    "房子[修]补补又三年。",
    "食品安[全]链条监管。",
    "重庆[市]场监管部门。",
    "不要在马路上[说]笑笑。",
]


@pytest.mark.parametrize("marked", ERRORS)
def test_a_mistaken_double_is_reported(marked: str) -> None:
    assert reported(marked)


@pytest.mark.parametrize("marked", RIGHT)
def test_a_double_on_purpose_is_left_alone(marked: str) -> None:
    assert not reported(marked)


@pytest.mark.parametrize("marked", [*ERRORS, *RIGHT])
def test_the_rules_report_what_the_verdict_says(marked: str) -> None:
    before, unit, after = marked.replace("]", "[").split("[")
    rules = [find_rule("RE005"), find_rule("RE006")]
    assert bool(check(before + unit * 2 + after, rules)) == reported(marked)


def test_any_alignment_gives_the_same_verdict() -> None:
    text = "各地增加农村的道路投入的道路投入的资金。"
    first = text.index("的道")
    assert verdict(text, first, 5) == verdict(text, first + 1, 5)


def test_the_document_speaks_against_a_double_that_recurs() -> None:
    sentence = "拍卖标的的价款由买方支付。"
    alone, twice = verdict(sentence, 3, 1), verdict(sentence * 2, 3, 1)
    assert alone is None or not alone.report
    assert twice is None or not twice.report


def test_the_document_speaks_for_an_error_when_it_has_the_place_right() -> None:
    text = "要优化农田水利布局。"
    wrong = "要优化化农田水利布局。"
    once, known = verdict(wrong, 2, 1), verdict(wrong + text, 2, 1)
    assert once is not None
    assert known is not None
    assert known.score > once.score


@pytest.mark.parametrize("text", ["引导广大大学", "大学生", "大学", "广大大", "大大", "化化学"])
def test_a_double_may_stand_at_the_edge_of_a_text(text: str) -> None:
    for start in range(len(text) - 1):
        if text[start] == text[start + 1]:
            verdict(text, start, 1)


def test_every_sign_has_a_weight() -> None:
    for text, start, size in (("他慢慢走来", 1, 1), ("下半年继续改善改善环境", 5, 2)):
        double = Double(text, start, size)
        seen = signs(double, 5.0) or {}
        assert seen.keys() | of_document(double).keys() == weights()[kind_of(double)].keys()


def test_a_table_of_few_examples_is_fitted() -> None:
    table = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
    errors = np.array([False, False, True, True])
    weights = fitted(np.repeat(table, 20, axis=0), np.repeat(errors, 20), np.ones(80))
    assert (table @ weights > 0).tolist() == errors.tolist()


@given(st.integers(0, 1000))
def test_what_is_injected_is_a_repeat(seed: int) -> None:
    text = "各地增加农村道路的投入，改善候车环境。\n居民对这项措施表示欢迎，老人也高兴。"
    made = inject(text, random.Random(seed))
    if made:
        doubled, (start, size, _), _ = made
        assert doubled[start : start + size] == doubled[start + size : start + 2 * size]
        assert any(text == doubled[:at] + doubled[at + size :] for at in range(len(doubled)))
