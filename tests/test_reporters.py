"""What the reports say, and that a page cannot make them say anything else."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from seedlint import Detail, Document, Edit, Finding, Report, Rule, Safety, Severity, View
from seedlint.reporters import concise, jsonarray, jsonl, statistics, terminal
from seedlint.reporters.excerpt import excerpt, fold, shorten
from seedlint.reporters.look import Look
from seedlint.reporters.position import Positions
from seedlint.reporters.sheet import SHOWN
from seedlint.reporters.visible import visible

LOOK = Look()
Render = Callable[[Iterable[Report], Look], Iterator[str]]


class Comma(Rule):
    """A comma of the wrong width.

    Why it matters.
    """

    code, name, zh = "XX001", "wrong-comma", "逗号宽度不对"
    severity, safety = Severity.WARNING, Safety.SAFE
    good, bad = (), ()

    def check(self, view: View) -> Iterator[Finding]:
        yield from ()


class Riddle(Comma):
    """Something odd."""

    code, name, zh = "XX002", "riddle", "疑问"
    severity, safety = Severity.ERROR, Safety.UNSAFE
    says, says_zh = "odd: {0}", "可疑：{0}"


COMMA, RIDDLE = Comma(), Riddle()


def report(text: str, *found: Finding, path: str = "页.txt", record: int | None = None) -> Report:
    return Report(Document(text, path, record), found, found, text)


def commas(text: str) -> list[Finding]:
    return [Finding(COMMA, i, i + 1, "，") for i, char in enumerate(text) if char == ","]


def riddle(start: int, end: int, new: str | None = None, odd: str = "怪") -> Finding:
    return Finding(RIDDLE, start, end, new, Detail(values=(odd,)))


def shown(reports: Iterable[Report], look: Look = LOOK) -> str:
    return "".join(terminal.render(reports, look))


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("一二\n三", 1, (1, 2)),
        ("一二\n三", 2, (1, 3)),
        ("一二\n三", 3, (2, 1)),
        ("一\r\n二\r\n三", 6, (3, 1)),
        ("一\r二\r三", 4, (3, 1)),
        ("一\r\r\n\n二", 5, (4, 1)),
        ("𠮷\n𠮷字", 3, (2, 2)),
    ],
)
def test_a_line_ends_at_lf_crlf_or_cr(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Positions(text).at(offset) == place


def test_record_has_the_keys_of_the_contract_in_order() -> None:
    found = Finding(COMMA, 4, 5, "，", Detail(related=((0, 1),)))
    line = "".join(jsonl.render([report("甲乙\n丙,丁", found, record=3)], LOOK))
    assert line.endswith("}\n")
    assert "，" in line
    assert list(json.loads(line).items()) == [
        ("path", "页.txt"),
        ("record", 3),
        ("code", "XX001"),
        ("rule", "wrong-comma"),
        ("severity", "warning"),
        ("start", 4),
        ("end", 5),
        ("line", 2),
        ("column", 2),
        ("text", ","),
        ("message", "A comma of the wrong width"),
        ("related", [[0, 1]]),
        ("fix", {"safety": "safe", "edits": [{"start": 4, "end": 5, "text": "，"}]}),
    ]


def test_record_without_a_fix_says_null() -> None:
    record = json.loads("".join(jsonl.render([report("怪", riddle(0, 1))], LOOK)))
    assert record["fix"] is None
    assert record["record"] is None


@pytest.mark.parametrize("odd", ["\ud800", "\u2028", "\x85", "\x1b", "\u202e", "\x9b", "\n"])
def test_a_record_is_one_printable_line_and_reads_back(odd: str) -> None:
    found = riddle(0, 1, odd, odd)
    line = "".join(jsonl.render([report(f"{odd}文", found, path=f"a{odd}b.txt")], LOOK))
    assert line.encode("utf-8").decode("utf-8").removesuffix("\n").isprintable()
    record = json.loads(line)
    assert (record["text"], record["path"]) == (odd, f"a{odd}b.txt")
    assert record["fix"]["edits"][0]["text"] == odd


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_the_lines_of_jsonl_as_an_array(count: int) -> None:
    text = "甲," * count
    reports = [report(text, *commas(text)), report("乙")]
    lines = "".join(jsonl.render(reports, LOOK)).splitlines()
    array = "".join(jsonarray.render(reports, LOOK))
    assert json.loads(array) == [json.loads(line) for line in lines]
    assert len(lines) == count


def test_concise_is_one_line_a_finding() -> None:
    text = "甲,乙\n丙,丁"
    reports = [report(text, *commas(text)), report("怪", riddle(0, 1), record=7)]
    assert "".join(concise.render(reports, LOOK)).splitlines() == [
        "页.txt:1:2: XX001 A comma of the wrong width [safe fix]",
        "页.txt:2:2: XX001 A comma of the wrong width [safe fix]",
        "页.txt#7:1:1: XX002 odd: 怪 [needs a person]",
    ]


def test_concise_speaks_chinese() -> None:
    found = riddle(0, 1, "")
    line = "".join(concise.render([report("怪", found)], Look("zh")))
    assert line == "页.txt:1:1: XX002 可疑：怪 [修正需核对]\n"


def test_the_mark_stands_beneath_the_finding() -> None:
    lines = shown([report("甲乙ab,丙", *commas("甲乙ab,丙"))]).splitlines()
    row = next(index for index, line in enumerate(lines) if "甲乙ab,丙" in line)
    before = lines[row].partition(",")[0]
    assert lines[row + 1] == " " * cell_len(before) + "^"
    assert ", → ，" in lines[row + 2]


def test_wide_findings_get_two_marks_a_character() -> None:
    row = excerpt("甲增强增强乙", 1, 5, 60)
    assert row.underline == "  ^^^^^^^^"


def test_an_empty_place_gets_one_mark() -> None:
    assert excerpt("没有句号", 4, 4, 60).underline == " " * 8 + "^"


def test_newlines_and_blanks_of_a_finding_are_visible() -> None:
    assert excerpt("上半\r\n\n下 半", 2, 5, 60) == ("上半", "⏎⏎", "下 半")
    assert excerpt("甲 \u3000\t乙", 1, 4, 60) == ("甲", "␣□⇥", "乙")


def test_long_lines_are_cut_to_a_window() -> None:
    text = "长" * 500 + "," + "短" * 500
    row = excerpt(text, 500, 501, 60)
    assert cell_len("".join(row)) <= 60
    assert (row.before[0], row.marked, row.after[-1]) == ("…", ",", "…")


def test_long_findings_keep_their_ends() -> None:
    assert shorten("头" + "中" * 100 + "尾", 20).startswith("头")
    assert shorten("头" + "中" * 100 + "尾", 20).endswith("尾")
    assert cell_len(shorten("头" + "中" * 100 + "尾", 20)) <= 20


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(40, 120))
def test_an_excerpt_fits_and_prints(text: str, one: int, other: int, width: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    row = "".join(excerpt(text, start, end, width))
    assert sum(map(cell_len, row)) <= width
    assert row.replace("\u3000", "").isprintable()


def test_fold_parts_between_words_and_han() -> None:
    assert fold("half-width , in 中文", 12) == ["half-width ,", "in 中文"]
    assert fold("一二三四五", 6) == ["一二三", "四五"]


HOSTILE = "\x1b]0;owned\x07\x1b[31m\u202e\u2066\x9b2J\u200b\x00"


@pytest.mark.parametrize("render", [terminal.render, concise.render])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_of_a_page_reaches_the_terminal_raw(render: Render, lang: str) -> None:
    text = f"甲{HOSTILE},乙{HOSTILE}"
    edit = Edit(0, 1, HOSTILE)
    found = Finding(RIDDLE, 0, len(text), None, Detail(values=(HOSTILE,), edits=(edit,)))
    output = "".join(render([report(text, found, path=f"{HOSTILE}.txt")], Look(lang)))
    assert all(unicodedata.category(char) not in {"Cc", "Cf"} for char in output.replace("\n", ""))
    assert "<ESC>]0;owned" in output
    assert "<U+202E>" in output


def test_markup_is_text() -> None:
    output = shown([report("[bold red]甲,[/]", *commas("[bold red]甲,[/]"))])
    assert "[bold red]甲,[/]" in output


def test_no_colour_unless_asked() -> None:
    reports = [report("甲,乙", *commas("甲,乙"))]
    assert "\x1b" not in shown(reports)
    assert "\x1b[" in shown(reports, Look(color=True))


def test_colour_changes_no_character() -> None:
    import re

    reports = [report("甲,乙", *commas("甲,乙")), report("怪", riddle(0, 1), path="二")]
    assert re.sub(r"\x1b\[[\d;]*m", "", shown(reports, Look(color=True))) == shown(reports)


def test_of_many_findings_the_first_few_are_shown_and_the_rest_counted() -> None:
    text = "甲,\n" * 317
    output = shown([report(text, *commas(text))])
    assert output.count(", → ，") == SHOWN
    assert f"{317 - SHOWN} more XX001" in output
    assert "--format concise" in output


def test_the_limit_holds_for_a_file_with_many_records() -> None:
    reports = [report("甲,", *commas("甲,"), path="a.jsonl", record=row) for row in range(20)]
    output = shown(reports)
    assert output.count("a.jsonl") == 1
    assert output.count(", → ，") == SHOWN
    assert "#4 1:2" in output
    assert "20 findings in 1 file" in output


def test_every_line_fits_the_width() -> None:
    text = "某处有一段很长的文字," * 30
    found = [*commas(text), riddle(0, 200, "", "很长的话" * 30)]
    for lang in ("en", "zh"):
        lines = shown([report(text, *found)], Look(lang, width=60)).splitlines()
        assert max(map(cell_len, lines[:-1])) <= 60


FOUND = "4 findings in 2 files, "
PERSON = "1 for a person to decide."
CLOSING = [
    (Look(), "2 fixable with `seedlint fix`, 1 more with `--unsafe-fixes`, "),
    (Look(unsafe=True), "3 fixable with `seedlint fix --unsafe-fixes`, "),
]


@pytest.mark.parametrize(("look", "line"), CLOSING)
def test_the_last_line_says_what_to_do(look: Look, line: str) -> None:
    reports = [
        report("甲,乙,", *commas("甲,乙,")),
        report("好", path="好.txt"),
        report("怪怪", riddle(0, 1), riddle(1, 2, ""), path="怪.txt"),
    ]
    assert shown(reports, look).splitlines()[-1] == FOUND + line + PERSON
    assert "2 个文件中共有 4 处问题，" in shown(reports, look._replace(lang="zh"))


def test_a_clean_run_says_so() -> None:
    assert shown([report("好"), report("好", path="b")]) == "All clean: nothing found in 2 files.\n"
    assert shown([]) == ""


def test_statistics_count_by_rule_and_remedy() -> None:
    reports = [
        report("甲,乙,", *commas("甲,乙,")),
        report("怪怪", riddle(0, 1), riddle(1, 2, "")),
    ]
    lines = "".join(statistics.render_terminal(reports, LOOK)).splitlines()
    assert [line.split() for line in lines] == [
        ["code", "rule", "count", "safe", "unsafe", "person"],
        ["XX001", "wrong-comma", "2", "2", "·", "·"],
        ["XX002", "riddle", "2", "·", "1", "1"],
    ]
    records = json.loads("".join(statistics.render_jsonarray(reports, LOOK)))
    assert records[1] == {
        "code": "XX002",
        "rule": "riddle",
        "count": 2,
        "safe": 0,
        "unsafe": 1,
        "none": 1,
    }
    assert "".join(statistics.render_jsonarray([], LOOK)) == "[]\n"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("甲 乙　丙", "甲 乙　丙"),
        ("a\tb\r\nc", "a b⏎c"),
        ("\xa0\u200b\ufeff", "<NBSP><ZWSP><BOM>"),
        ("\ue000\U000e0001", "<U+E000><U+E0001>"),
        ("\udcff", "<U+DCFF>"),
    ],
)
def test_what_cannot_be_seen_is_named(text: str, plain: str) -> None:
    assert visible(text) == plain
