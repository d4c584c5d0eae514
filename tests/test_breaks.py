"""Lines that part pages, and form feeds: stepped over, never judged, left where they part text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.breaks import LONGEST, SlowPattern, page_break, with_breaks
from seedlint.cli import main
from seedlint.core import Document, Report
from seedlint.engine import fix_many
from seedlint.page import read_page
from seedlint.registry import find_rule

MARK = "=+ [0-9]+ =+"
SLOW = "(=|==)+x"
CUT = "库房的门窗都已换过，屋顶的漏水处也补好了。新购的除湿机和消防器材上周运到，安装调"
REST = "试由厂家负责，月底以前完成。验收以后，旧书就可以陆续搬进来，重新编目上架。"
WRAPPED = (
    "清早的雾还没有散，渡口的石阶上已经坐满了等船的人。卖豆花的老太",
    "太把炉子生得很旺，热气裹着油香飘得满街都是，几个赶路的学生围在",
    "摊子前面，一边搓手一边催她快些。有人说起昨夜的风浪，说是多年没",
    "有见过这样大的，连防波堤上的石头都给掀翻了几块；也有人不信，笑",
    "他夸大其词。正说着，渡轮的影子从雾里露了出来，人群里一阵骚动，",
    "挑担子的、推车子的、抱孩子的都往栈桥上涌去，谁也不肯落在后头。",
)
PAGES = (
    "报名工作由各年级负责，须在本周五之前",
    "交齐，过期不再补报。比赛由体育组统一安排。",
    "裁判参加，名单另行公布，请大家先做准备。",
    "观众席按班就座，请各位提前十分钟入场。",
)
TITLED = (
    "那一年秋天，我们翻过山口，走了很久才看见炊烟。",
    "寨子里没有人，只有几只鸡在墙根下刨食。",
    "我们便在井边歇下，等到傍晚才走。",
    "天黑以后起了风，一直刮到天亮。",
)


def fixed(text: str, codes: str = "", pattern: str = "") -> Report:
    rules = [find_rule(code) for code in codes.split()] or None
    return next(fix_many([Document(text, page_break=pattern)], unsafe=bool(rules), rules=rules))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("甲\n= 1 =\n乙", "甲\n\f\f\f\f\f\n乙"),
        ("= 1 =\r\n乙", "\f\f\f\f\f\n乙"),
        ("甲 = 1 =\n= 1 = 乙", "甲 = 1 =\n= 1 = 乙"),
        ("见 www.a.cn\n== 12 ==", "见 " + "\ufffc" * 8 + "\n" + "\f" * 8),
        (f"= {'1' * LONGEST} =", f"= {'1' * LONGEST} ="),
        ("", ""),
    ],
)
def test_a_line_becomes_form_feeds(text: str, page: str) -> None:
    assert read_page(Document(text, page_break=MARK)).text == page


@given(st.text("甲= 1\n\f", max_size=40), st.sampled_from([MARK, "=", "甲.*", r"\s+", "(?s).+"]))
def test_only_whole_lines_change(text: str, pattern: str) -> None:
    page = with_breaks(text, text, pattern)
    matches = page_break(pattern).fullmatch
    assert page.split("\n") == [
        "\f" * len(line) if line and matches(line) else line for line in text.split("\n")
    ]


@pytest.mark.parametrize("pattern", ["(", "[", "", ".*", "=*", "(?P<a>)|", "x" * 501])
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(ValueError, match="page-break"):
        page_break(pattern)


GAPS = ["\n\f", "\n\f\n", "\n\n\f", "\f\n", "\n\n— 7 —\n\n\f", "\n\f— 8 —\n", "\n== 7 ==\n"]


@pytest.mark.parametrize("gap", [*GAPS, "\n\n== 7 ==\n\n", "\n— 7 —\n== 7 ==\n"])
def test_a_paragraph_is_joined_over_a_page_break(gap: str) -> None:
    report = fixed(f"{CUT}{gap}{REST}\n", pattern=MARK)
    assert report.text == f"{CUT}{REST}\n"


@pytest.mark.parametrize("gap", ["\n\f", "\n\f\n", "\n\n\f", "\n== 7 ==\n", "\n\n== 7 ==\n\n"])
def test_wrapped_lines_are_joined_over_a_page_break(gap: str) -> None:
    text = "\n".join(WRAPPED[:3]) + gap + "\n".join(WRAPPED[3:]) + "\n"
    assert fixed(text, "LA001 LA003", MARK).text == "".join(WRAPPED) + "\n"
    assert {one.code for one in fixed(text, "LA001 LA003", MARK).found} == {"LA003"}


@pytest.mark.parametrize("between", ["\n\f{}\n", "\n{}\n\f", "\n\f\n{}\n\n", "\n{}\n\n== 7 ==\n"])
def test_numbers_at_page_breaks_are_page_numbers(between: str) -> None:
    text = "".join(page + between.format(17 + index) for index, page in enumerate(PAGES))
    found = fixed(text, "LA004", MARK).found
    assert [text[one.start : one.end] for one in found] == ["17", "18", "19", "20"]


@pytest.mark.parametrize(("between", "count"), [("\n\f", 3), ("\n== 7 ==\n", 3), ("\n\n", 0)])
def test_titles_at_page_breaks_are_running_heads(between: str, count: int) -> None:
    text = between.join(f"山中记\n\n{page}" for page in TITLED) + "\n"
    assert len(fixed(text, "LA005", MARK).found) == count


@pytest.mark.parametrize(
    "text",
    [
        "第一段到此为止。\n\n== 7 ==\n\n第二段另起，说的是别的事。\n",
        "第一段到此为止。\n== 7 ==\n",
        "第一段到此为止。\n\n== 12,3  号 ==\n\n第二段另起，说的是别的事。\n",
        "= 1 =\n= 2 =\n= 3 =\n第一段到此为止。\n= 4 =\n",
        "空白页，无正文内容在此。\n= 1 =\n空白页，无正文内容在此。\n= 2 =\n第一段到此为止。\n",
    ],
)
def test_a_break_between_paragraphs_stays(text: str) -> None:
    report = fixed(text, pattern="=+ [0-9, 号]+ =+")
    assert report.text == text
    assert [
        text[one.start : one.end] for one in report.found if "=" in text[one.start : one.end]
    ] == []


def test_a_form_feed_of_the_next_document_is_not_ours() -> None:
    text = "第一段到此为止。\n17"
    rules = [find_rule("LA004")]
    reports = fix_many([text, "\f第二篇。"], rules=rules)
    assert [report.text for report in reports] == [text, "\f第二篇。"]


def test_a_slow_pattern_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("seedlint.breaks.SECONDS", 0.05)
    monkeypatch.chdir(tmp_path)
    Path("seedlint.toml").write_text(f'page-break = "{SLOW}"\n', encoding="utf-8")
    Path("a.txt").write_text(f"一\n{'=' * 100}\n", encoding="utf-8")
    Path("b.txt").write_text("识别 结果，仍需核对。\n", encoding="utf-8")
    assert main(["check", "--format", "concise", "a.txt", "b.txt"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("b.txt:1:3: SP001")
    assert err == (
        "seedlint: a.txt: page-break takes too long at line 2; "
        "write the pattern so that no repeat holds another\n"
    )
    with pytest.raises(SlowPattern):
        next(fix_many([Document("=" * 100, page_break=SLOW)]))


def test_the_pattern_stands_in_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("seedlint.toml").write_text(f'page-break = "{MARK}"\n', encoding="utf-8")
    Path("a.txt").write_text(f"{CUT}\n== 7 ==\n{REST}\n", encoding="utf-8")
    assert main(["fix", "--in-place", "a.txt"]) == 0
    assert Path("a.txt").read_text(encoding="utf-8") == f"{CUT}{REST}\n"
    assert main(["undo", "a.txt"]) == 0
    assert "== 7 ==" in Path("a.txt").read_text(encoding="utf-8")
