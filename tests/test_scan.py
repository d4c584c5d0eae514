"""The plain scan is the reference; the vector scan must answer every question alike."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seedlint.characters import HAN, NEWLINE, WHITESPACE, Chars
from seedlint.core import NO_EVIDENCE, At, Document, Finding
from seedlint.layer import EDGE, Layer, page_layer
from seedlint.locate import hand_back
from seedlint.page import read_page
from seedlint.registry import all_rules
from seedlint.scan import PlainScan
from seedlint.sense.pairs import PARTNER
from seedlint.sense.repeats import LONGEST, SHORT, Run
from seedlint.vector import VectorScan
from seedlint.view import View

SEEDS = [
    path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
]
SURE = [rule for rule in all_rules() if rule.sure]
OPENING = "“「『（《"
ALPHABET = "ab一二，。\n “”1\U00020000\ufffe"
SETS = [
    HAN,
    NEWLINE,
    WHITESPACE,
    Chars.of("一"),
    Chars.of("ab"),
    Chars.of("，。"),
    Chars.of("\n "),
    Chars.of("", (0x20000, 0x2FFFF)),
    Chars.of("ab一二", (0xFF00, 0xFF5E)),
]
PARTS_OF_PLANES = [
    Chars.of("\U00020000"),
    Chars.of("\U00020001ab"),
    Chars.of("", (0xFFF0, 0xFFFD), (0xFFFF, 0x20001)),
    HAN.complement,
]
WITH_BORDER = [Chars.of("\ufffe一"), Chars.of("", (0, 0x10FFFF))]
ASKED = [rule.where for rule in all_rules() if rule.where]
DEFECTS = [
    "识 别结果",
    "他走了;大家问",
    "(一)总则(二)",
    "增强增强服务",
    "优化化学科",
    "哈哈哈哈",
    "守住底线，" * 4,
    "布局 and 体系",
    "\n\n— 12 —\n\n",
    "\n\n\n\n",
    " \n",
    "数据\x00清洗",
    "人工\u200b智能",
    "⾼质量",
    "“没有说完",
    "说完了”",
    "\u3000\u3000",
    "𠀀中𠀀中",
    "\U0010ffff中\ufffe中\uffff",
    "\r\x0b\x85\f",
    "巡查组每周走访一次困难家庭并记录需求。" * 2,
    "\n居民们自己动手翻土、播种、浇水，人人都说好。\n",
]
AMONG_CODE = ["一二三", "改善", "一", "，", "a b ", "`x`", "\n", "\ufffc" * 9, "\ufffc" * 30]
neighbours = st.none() | st.sampled_from(SETS)
ats = st.builds(At, st.sampled_from(SETS), neighbours, neighbours) | st.builds(
    At, st.sampled_from(SETS), neighbours, neighbours, st.booleans(), neighbours, neighbours
)
documents = st.lists(st.text(ALPHABET, max_size=40), min_size=1, max_size=4)


@cache
def noisy() -> str:
    """The seeds with one defect of some kind every few hundred characters."""
    rng = random.Random(7)
    text, parts, place = "\n".join(SEEDS), [], 0
    for number in range(10 * len(DEFECTS)):
        after = place + rng.randint(20, 280)
        parts += [text[place:after], DEFECTS[number % len(DEFECTS)]]
        place = after
    return "".join([*parts, text[place:]])


def both(layer: Layer, *more: At) -> tuple[PlainScan, VectorScan]:
    scans = PlainScan(layer), VectorScan(layer)
    for scan in scans:
        scan.wake([*ASKED, *more])
    return scans


def compare(layer: Layer, ask: Sequence[At] = (), longest: int = LONGEST) -> None:
    """All questions, answered alike; of runs those of a period up to `longest`."""
    plain, vector = both(layer, *ask)
    for at in [*ASKED, *ask]:
        assert list(plain.places(at)) == list(vector.places(at)), at
    assert list(plain.lines) == list(vector.lines)
    assert list(plain.unpaired(OPENING)) == list(vector.unpaired(OPENING))
    for mark in OPENING:
        assert list(plain.unpaired(mark)) == list(vector.unpaired(mark))
    assert [run for run in plain.runs if run.period <= longest] == [
        run for run in vector.runs if run.period <= longest
    ]
    assert [list(group) for group in plain.twins] == [list(group) for group in vector.twins]
    assert plain.echoes == vector.echoes


def compare_sure(texts: Sequence[str]) -> None:
    """What needs no asking is what `check` would have said of it."""
    pages = [read_page(Document(text)) for text in texts]
    layer = page_layer([page.text for page in pages])
    for rule in SURE:
        _, vector = both(layer, *([rule.where] if rule.where else []))
        columns, others = vector.sure(rule)
        told = [
            (number, rule.one(texts[number], place))
            for number, places in columns
            for place in places
        ]
        assert rule.where
        asked = [
            hand_back(layer, rule.check(View(layer, vector, pages, NO_EVIDENCE, places)), [rule])
            for places in (others, vector.places(rule.where))
        ]
        assert sorted([*told, *asked[0]], key=_by_place) == sorted(asked[1], key=_by_place)


def _by_place(told: tuple[int, Finding]) -> tuple[int, int]:
    return told[0], told[1].start


def test_seeds_one_by_one_and_together() -> None:
    for text in SEEDS:
        compare(page_layer([text]))
    compare(page_layer([*SEEDS, "", *SEEDS]))
    compare_sure([*SEEDS, "", *SEEDS])


def test_noisy_text() -> None:
    text = noisy()
    assert all(defect in text for defect in DEFECTS)
    compare(page_layer([text]))
    third = len(text) // 3
    compare(page_layer([text[:third], text[third : 2 * third], text[2 * third :]]))
    compare_sure([text[:third], "", text[third:]])


@pytest.mark.parametrize(
    "at",
    [
        *(At(one, run=run) for one in SETS for run in (False, True)),
        *(At(one, run=True, alone=Chars.of("。一")) for one in SETS),
    ],
)
def test_places_of_any_set(at: At) -> None:
    plain, vector = both(page_layer([noisy()]), at)
    assert list(plain.places(at)) == list(vector.places(at))


@given(documents, st.lists(ats, max_size=3))
def test_made_up_text(texts: list[str], ask: list[At]) -> None:
    compare(page_layer(texts), ask, SHORT)


@given(documents)
def test_places_are_in_order_and_hold_what_was_asked(texts: list[str]) -> None:
    layer = page_layer(texts)
    plain = PlainScan(layer)
    for at in [At(one, run=run) for one in SETS for run in (False, True)]:
        end = 0
        for start, stop in plain.places(at):
            assert end <= start < stop
            assert all(char in at.own for char in layer.text[start:stop])
            end = stop


@pytest.mark.parametrize(
    "texts",
    [
        [""],
        ["", ""],
        ["一"],
        ["一", "一"],
        ["一一", "一一"],
        ["一二", "一二", "一二"],
        ["\n", "\n\n"],
        [" \n\u3000\n\x1c"],
        ["“", "”"],
        ["“\ufffe”"],
        ["“一\n”"],
        ["𠀀", "𠀀𠀀"],
        ["一\ufffe一\ufffe一\ufffe"],
        ["一二三四五六七八九十。" * 2],
        ["一二三四五六七八九十。", "一二三四五六七八九十。"],
        ["一" * 300],
        ["一二" * 150],
    ],
)
def test_corners(texts: list[str]) -> None:
    compare(page_layer(texts), [At(one) for one in SETS], SHORT)


@pytest.mark.parametrize("own", PARTS_OF_PLANES)
@pytest.mark.parametrize("run", [False, True], ids=["single", "run"])
@pytest.mark.parametrize("text", ["𠀀𠀁𠀂", "a𠀁一", "𠀁。\n\n【", "\U0001ffff𠀀\U0010ffff"])
def test_sets_that_take_part_of_a_plane(own: Chars, run: bool, text: str) -> None:
    ats = [At(own, run=run), At(own, own, run=run), At(own, before=own, run=run)]
    plain, vector = both(page_layer([text, text]), *ats)
    for at in ats:
        assert list(plain.places(at)) == list(vector.places(at)), at


@pytest.mark.parametrize("own", WITH_BORDER)
@pytest.mark.parametrize("run", [False, True], ids=["single", "run"])
def test_the_border_wakes_nobody(own: Chars, run: bool) -> None:
    at = At(own, run=run)
    for scan in both(page_layer(["一", "一一"]), at):
        assert list(scan.places(at)) == ([(1, 2), (3, 5)] if run else [(1, 2), (3, 4), (4, 5)])


@pytest.mark.parametrize(
    "text", ["𠀀𠀁", "𠀀𠀁𠀀𠀁𠀂", "𠀀𠀀", "一𠀀一𠀁", "𠀀一二三𠀁一二三", "𠀀一二三四五六七" * 2]
)
def test_characters_beyond_the_first_plane_are_told_apart(text: str) -> None:
    compare(page_layer([text]))


def brute_runs(text: str, bounds: Sequence[tuple[int, int]], longest: int) -> list[Run]:
    """Maximal repetitions by definition: as long as can be, two periods or more, unit primitive."""
    found = []
    for low, high in bounds:
        for period in range(1, longest + 1):
            place = low
            while place + period < high:
                end = place
                while end + period < high and text[end] == text[end + period]:
                    end += 1
                unit = text[place : place + period]
                whole = unit not in (unit + unit)[1:-1]
                if end - place >= period and whole and any(char in HAN for char in unit):
                    found.append(Run(place, end + period, period))
                place = max(end, place + 1)
    return sorted(found)


@given(st.lists(st.text("一二a，𠀀𠀁𠀂😀😁", max_size=48), min_size=1, max_size=3))
@example(["一" * 200, "一二三" * 90, "一二三四五六七八" * 40])
@example(["一二三四"] * 60)
def test_short_runs_are_the_maximal_repetitions(texts: list[str]) -> None:
    layer = page_layer(texts)
    wanted = brute_runs(layer.text, layer.bounds, SHORT)
    for scan in both(layer):
        assert [run for run in scan.runs if run.period <= SHORT] == wanted


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(AMONG_CODE), min_size=1, max_size=8), st.integers(1, 3)),
        max_size=6,
    )
)
def test_runs_among_code_are_found_by_both(parts: list[tuple[list[str], int]]) -> None:
    code = "".join(map(chr, range(33, 127)))
    layer = page_layer([code.join("".join(unit) * copies for unit, copies in parts)])
    plain, vector = both(layer)
    assert plain.runs == vector.runs
    wanted = brute_runs(layer.text, layer.bounds, SHORT)
    assert [run for run in vector.runs if run.period <= SHORT] == wanted


@given(
    st.text("一二三a", min_size=1, max_size=SHORT), st.integers(2, 5), st.text("一四", max_size=5)
)
def test_a_short_unit_written_again_is_a_run(unit: str, copies: int, around: str) -> None:
    layer = page_layer([around + unit * copies + around])
    wanted = brute_runs(layer.text, layer.bounds, SHORT)
    for scan in both(layer):
        assert [run for run in scan.runs if run.period <= SHORT] == wanted


@given(st.data())
def test_a_long_unit_of_the_seeds_written_again_is_found_by_both(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SEEDS))
    size = data.draw(st.integers(SHORT + 1, LONGEST))
    place = data.draw(st.integers(0, len(text) - size))
    unit, copies = text[place : place + size], data.draw(st.integers(2, 4))
    around = data.draw(st.integers(0, 40))
    made = text[max(0, place - around) : place] + unit * copies + text[place + size :][:around]
    layer = page_layer([made])
    start = 1 + min(around, place)
    wanted = brute_runs(layer.text, layer.bounds, LONGEST)
    covering = [run for run in wanted if run.start <= start < run.end]
    assert any(run.end >= start + copies * size for run in covering)
    for scan in both(layer):
        assert [run for run in scan.runs if run.period > SHORT] == [
            run for run in wanted if run.period > SHORT
        ]


@pytest.mark.parametrize("kind", [PlainScan, VectorScan])
def test_every_place_of_a_long_unit_will_do(kind: type[PlainScan | VectorScan]) -> None:
    text = SEEDS[0]
    for size in (16, 17, 31, 64, 239, 240):
        for place in range(100, 100 + size):
            unit = text[place : place + size]
            layer = page_layer([text[:100] + unit * 2 + text[3000:3100]])
            scan = kind(layer)
            assert any(
                run.period == size and run.start <= 101 and run.end >= 101 + 2 * size
                for run in scan.runs
            )


@pytest.mark.parametrize("kind", [PlainScan, VectorScan])
@pytest.mark.parametrize("filling", [" " * 4, " " * 9, "-" * 13, "\ufffc" * 40])
def test_one_character_in_a_row_hides_no_long_unit(
    kind: type[PlainScan | VectorScan], filling: str
) -> None:
    unit = f"门前有一条小河{filling}河上有桥"
    for before in range(30):
        layer = page_layer([SEEDS[0][:before] + unit * 2 + SEEDS[0][200:400]])
        start = 1 + before
        assert any(
            run.period == len(unit) and run.start <= start and run.end >= start + 2 * len(unit)
            for run in kind(layer).runs
        )


def test_many_loops_of_one_length_are_all_found() -> None:
    text = "".join(SEEDS)
    for size in (16, 40, 95, 240):
        units = [text[place : place + size] for place in range(1000, 16000, 500)]
        texts = [text[:200] + unit * 3 + text[-200:] for unit in units]
        layer = page_layer(texts)
        for scan in both(layer):
            runs = [run for run in scan.runs if run.period == size]
            for start, end in layer.bounds:
                assert any(start <= run.start and run.end <= end for run in runs)
        compare(layer)


@given(documents)
def test_nothing_crosses_a_border(texts: list[str]) -> None:
    layer = page_layer(texts)
    borders = {high for _, high in layer.bounds}
    for scan in both(layer):
        spans = [(run.start, run.end) for run in scan.runs] + list(scan.lines)
        spans += [span for rule in all_rules() if rule.where for span in scan.places(rule.where)]
        assert not any(start <= border < end for start, end in spans for border in borders)
        for group in scan.twins:
            homes = {sum(border <= place for border in borders) for place in group}
            assert len(homes) == 1


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("“一”二", []),
        ("“一", [0]),
        ("一”", [1]),
        ("“一“二”", [0]),
        ("“一（二”三）", [0, 4]),
        ("“一‘二’三”", []),
        ("”“", [0, 1]),
        ("“一\n二”", [0, 4]),
        ("((一)", [0]),
    ],
)
def test_unpaired_marks(line: str, alone: list[int]) -> None:
    for scan in both(page_layer(["别的“", line])):
        found = [place for place in scan.unpaired("".join(PARTNER)) if place > 4]
        assert found == [place + 5 for place in alone]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一\n\n二\n", ["一", "二"]),
        ("  \n\u3000\n 一 ", [" 一 "]),
        ("", []),
        ("\n\n", []),
        ("\u2028\n一\u2028二", ["一\u2028二"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    layer = page_layer([text, "尾"])
    for scan in both(layer):
        assert [layer.text[low:high] for low, high in scan.lines] == [*lines, "尾"]


def test_the_border_reads_as_a_newline() -> None:
    at = At(Chars.of("一"), after=NEWLINE, before=NEWLINE)
    for scan in both(page_layer(["一", "一一", "a\n一"]), at):
        assert list(scan.places(at)) == [(1, 2), (8, 9)]
    assert EDGE not in HAN.complement
