"""Comments in Markdown: what they silence, what they leave, and what is said of idle ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint import page
from seedlint.cli import main
from seedlint.core import Document, Finding, Report, Rule
from seedlint.engine import check_many, fix_many
from seedlint.registry import all_rules, select_rules
from seedlint.reporters.position import Positions
from seedlint.scan import PlainScan
from seedlint.testing import Bad, bad
from seedlint.vector import VectorScan

RULES = all_rules()
SOME = select_rules(["PU001", "SP001", "SP002", "SP005", "RE005", "QU006", "QU007"])
DEFECTS = "本月 完成,下月验收。"
CLEAN = "本月完成，下月验收。"
Run = Callable[..., tuple[int, str]]
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
IDLE = "<!-- seedlint-disable-line CH001 -->"


def off(scope: str = "", words: str = "") -> str:
    return f"<!-- seedlint-disable{scope} {words} -->"


def on(words: str = "") -> str:
    return f"<!-- seedlint-enable {words} -->"


def checked(text: str, words: Sequence[str] = (), rules: Sequence[Rule] = SOME) -> list[Finding]:
    chosen = select_rules(words) if words else rules
    (report,) = check_many([Document(text, "a.md", format="markdown")], chosen)
    return list(report.found)


def fixed(text: str, words: Sequence[str] = ()) -> Report:
    chosen = select_rules(words) if words else SOME
    (report,) = fix_many([Document(text, "a.md", format="markdown")], True, chosen)
    return report


def told(text: str, words: Sequence[str] = ()) -> list[str]:
    """`line:code` of every finding."""
    lines = Positions(text)
    return [f"{lines.at(one.start)[0]}:{one.code}" for one in checked(text, words)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([DEFECTS], ["1:SP001", "1:PU001"]),
        ([off("-next-line"), DEFECTS, DEFECTS], ["3:SP001", "3:PU001"]),
        ([off("-next-line", "PU001"), DEFECTS], ["2:SP001"]),
        ([off("-next-line", "halfwidth-punctuation"), DEFECTS], ["2:SP001"]),
        ([off("-next-line", "PU"), DEFECTS], ["2:SP001"]),
        ([off("-next-line", "PU001,SP001"), DEFECTS], []),
        ([off("-next-line", "PU001 SP001"), DEFECTS], []),
        ([off("-next-line", "pu001、 SP001 -- 原文如此"), DEFECTS], []),
        ([off("-next-line"), "", DEFECTS, DEFECTS], ["4:SP001", "4:PU001"]),
        ([off("-next-line"), "  ", DEFECTS, DEFECTS], ["4:SP001", "4:PU001"]),
        ([off("-next-line", "PU001"), off("-next-line", "SP001"), DEFECTS], []),
        ([off("-next-line", "PU001") + off("-next-line", "SP001"), DEFECTS], []),
        (["前文。" + off("-next-line"), DEFECTS, DEFECTS], ["3:SP001", "3:PU001"]),
        ([off("-next-line") + "前文。", DEFECTS, DEFECTS], ["3:SP001", "3:PU001"]),
        (["> " + off("-next-line"), "> " + DEFECTS], []),
        ([DEFECTS + off("-line"), DEFECTS], ["2:SP001", "2:PU001"]),
        ([off("-line", "SP001") + DEFECTS, DEFECTS], ["1:PU001", "2:SP001", "2:PU001"]),
        ([DEFECTS, DEFECTS + " " + off("-line", "PU001")], ["1:SP001", "1:PU001", "2:SP001"]),
        ([DEFECTS, off(), DEFECTS, on(), DEFECTS], ["1:SP001", "1:PU001", "5:SP001", "5:PU001"]),
        ([off("", "PU001"), DEFECTS, "", DEFECTS], ["2:SP001", "4:SP001"]),
        ([off(), DEFECTS, on("PU001"), DEFECTS, on(), DEFECTS], ["4:PU001", "6:SP001", "6:PU001"]),
        ([off("", "PU001 SP001"), DEFECTS, on(), DEFECTS], ["4:SP001", "4:PU001"]),
        ([off("", "PU001"), DEFECTS, off("", "SP001"), DEFECTS, on("PU001"), DEFECTS],
         ["2:SP001", "6:PU001"]),
        (["本月 完" + off() + " 成,下月" + on() + " 验收,毕。"], ["1:SP001", "1:SP001", "1:PU001"]),
        ([DEFECTS, off("-file", "SP001"), DEFECTS], ["1:PU001", "3:PU001"]),
        ([DEFECTS, "", off("-file")], []),
        (["<!--", "seedlint-disable-next-line", "PU001", "-->", DEFECTS], ["5:SP001"]),
        (["```", off("-file"), "```", DEFECTS], ["4:SP001", "4:PU001"]),
        (["注释写作 `" + off("-file") + "`", DEFECTS], ["2:SP001", "2:PU001"]),
        (["<!-- 不查 seedlint-disable-file -->", DEFECTS], ["2:SP001", "2:PU001"]),
        (["<!-- seedlint-disable-file", DEFECTS], ["2:SP001", "2:PU001"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_what_is_silenced(lines: Sequence[str], found: list[str], newline: str) -> None:
    assert told(newline.join([*lines, ""])) == found


def test_a_finding_stands_where_it_stood() -> None:
    first = f"本月 完成,{on()}下月 验收,年底。 {off('-line', 'XX')}"
    text = f"{off('', 'SP001')}\r\n\r\n{first}\r\n{DEFECTS}"
    found = checked(text)
    spans = [text[one.start : one.end] for one in found]
    assert spans == [",", " ", ",", "XX", " ", ",", ""]
    assert [one.start for one in found if one.fix and one.fix.edits[0].start != one.start] == []


@pytest.mark.parametrize("scan", [PlainScan, VectorScan])
def test_both_scans_heed_comments(
    scan: type[PlainScan | VectorScan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedlint.reading.scan", scan)
    text = f"{DEFECTS}\n{off('-next-line', 'PU001')}\n{DEFECTS}\n{off('-line')}\n"
    document = Document(text, "a.md", format="markdown")
    (report,) = check_many([document], SOME)
    assert len(report.found) == 4
    assert [one.code for one in report.found] == ["SP001", "PU001", "SP001", "QU006"]


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_only_markdown_has_comments(format_: str) -> None:
    text = f"{off('-file')}\n{DEFECTS}\n"
    document = Document(text, "a", format="markdown" if format_ == "markdown" else "text")
    (report,) = check_many([document], select_rules(["SP001"]))
    assert bool(report.found) == (format_ == "text")


def test_a_page_without_the_sign_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "read_comments", lambda text: pytest.fail("searched"))
    assert told(f"<!-- 说明 -->\n{DEFECTS}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (off("-next-line", "RE05") + f"\n{CLEAN}\n", ["unknown to seedlint: RE05 (RE005?)"]),
        (off("-next-line", "re05") + f"\n{CLEAN}\n", ["unknown to seedlint: re05 (RE005?)"]),
        (off("", "half-width-punctuation"),
         ["unknown to seedlint: half-width-punctuation (halfwidth-punctuation?)"]),
        (off("", "一二三"), ["unknown to seedlint: 一二三"]),
        (off("", "长" * 50), [f"unknown to seedlint: {'长' * 40}…"]),
        ("<!-- seedlint-disable-nextline -->\n",
         ["unknown to seedlint: seedlint-disable-nextline (seedlint-disable-next-line?)"]),
        ("<!-- seedlint-off -->\n", ["unknown to seedlint: seedlint-off"]),
        (off() + f"\n{CLEAN}\n", ["seedlint-disable has no effect here"]),
        (off("-file") + f"\n{CLEAN}\n", ["seedlint-disable-file has no effect here"]),
        (f"{CLEAN}\n\n" + off("-next-line"), ["seedlint-disable-next-line has no effect here"]),
        (off("-line") + f"\n{DEFECTS}\n" + off("-line", "PU001"),
         ["seedlint-disable-line has no effect here", "space between", "half-width ,",
          "PU001 has no effect here"]),
        (off("-next-line", "PU001 SP001") + "\n甲,乙。\n", ["SP001 has no effect here"]),
        (off("-next-line", "PU") + "\n甲,乙。\n", []),
        (off("-next-line", "CH") + "\n甲，乙。\n", []),
        (off("", "PU001") + off("", "PU001") + "\n甲,乙。\n", ["PU001 has no effect here"]),
        (on(), ["seedlint-enable has no effect here"]),
        (off() + "\n甲,乙。\n" + on("PU001 SP001") + "\n" + on("SP001"),
         ["SP001 has no effect here"]),
        (off("", "QU006"), ["QU006 has no effect here"]),
    ],
)  # fmt: skip
def test_what_is_said_of_comments(text: str, said: list[str]) -> None:
    messages = [one.message() for one in checked(text)]
    assert len(messages) == len(said)
    for message, start in zip(messages, said, strict=True):
        assert message.lower().startswith(start.lower()) or message == start


def test_a_rule_that_did_not_run_makes_no_comment_idle() -> None:
    assert told(off("-next-line", "PU001") + f"\n{CLEAN}\n", ["QU006", "SP001"]) == []
    assert told(off("-next-line", "XX") + f"\n{CLEAN}\n", ["SP001"]) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"{off('-next-line')}\n{DEFECTS}\n", None),
        (f"{off('-next-line', 'PU001')}\n{DEFECTS}\n", f"{off('-next-line', 'PU001')}\n"
         "本月完成,下月验收。\n"),
        (f"{DEFECTS} {off('-line', 'SP001')}\n",
         f"本月 完成，下月验收。 {off('-line', 'SP001')}\n"),
        # A line that a comment speaks of is not parted: the rest of it would be free.
        (f"{off('-next-line', 'RE005')}\n要求： （一）要增强增强； （二）守约。\n", None),
        ("要求： （一）守时； （二）守约。\n", "要求：\n（一）守时；\n（二）守约。\n"),
        # No comment comes into another line.
        (f"第一段。\n\n\n\n{off('', 'RE005')}\n要增强增强。\n", None),
        (f"正文。{IDLE}", f"正文。{IDLE}\n"),
        (f"第一段。\n\n{IDLE}\n\n\n\n第二段。\n", f"第一段。\n\n{IDLE}\n\n第二段。\n"),
    ],
)  # fmt: skip
def test_what_is_fixed(text: str, after: str | None) -> None:
    assert fixed(text).text == (text if after is None else after)


def test_a_fix_leaves_a_place_in_which_its_rule_is_silent() -> None:
    text = f'他说"会议{off("", "PU009")}开始了"，大家坐下。\n'
    (finding,) = checked(text, ["PU009"])
    assert finding.fix is None
    assert fixed(text, ["PU009"]).text == text


def test_a_fix_takes_no_comment_out() -> None:
    line = "城南的老茶馆每天清晨五点开门，街坊们围着炉子说话，直到天色大亮才慢慢散去，各自回家。"
    text = f"{line}\n\n{line}{IDLE}\n\n末了一段。\n"
    report = fixed(text, ["RE001"])
    assert IDLE in report.text


ORDINARY = [
    one
    for one in bad(*RULES)
    if one.rule.examples_in == "text"
    and not re.search(r"[`$<]|\A---", one.text)
    and checked(one.text, [one.rule.code])
]


@pytest.mark.parametrize("example", ORDINARY, ids=str)
def test_every_rule_can_be_silenced_for_a_file(example: Bad) -> None:
    rule, text, _ = example
    for written in (f"{off('-file', rule.code)}\n\n{text}", f"{off('', rule.name)}\n\n{text}"):
        assert told(written, [rule.code, "QU006", "QU007"]) == []
        assert fixed(written, [rule.code]).text == written


@pytest.mark.parametrize("example", ORDINARY, ids=str)
def test_every_rule_can_be_silenced_in_a_line(example: Bad) -> None:
    rule, text, _ = example
    last = checked(text, [rule.code])[-1]
    start, behind = text.rfind("\n", 0, last.start) + 1, text.find("\n", last.start) + 1
    if not text[start:behind].strip() or rule.name == "trailing-space":
        return
    others = [one for one in checked(text, [rule.code]) if one.start < start]
    above = f"{text[:start]}{off('-next-line', rule.code)}\n{text[start:]}"
    beside = f"{text[: behind - 1]}{off('-line', rule.code)}{text[behind - 1 :]}"
    for written in (above, beside):
        assert len(checked(written, [rule.code, "QU006"])) == len(others)


@pytest.mark.parametrize("comment", [IDLE, on(), f"{on()}\n\n{IDLE} {IDLE}"])
@pytest.mark.parametrize("example", ORDINARY, ids=str)
def test_rules_read_as_if_there_were_no_comment(example: Bad, comment: str) -> None:
    text = example.text
    rules = [rule for rule in RULES if rule.code not in ("QU006", "QU007")]
    bare = [(one.code, text[one.start : one.end]) for one in checked(text, rules=rules)]
    lines = text.splitlines(keepends=True)
    for at in range(len(lines) + 1):
        written = "".join([*lines[:at], f"{comment}\n", *lines[at:]])
        if text.endswith("\n") and not re.search(r"\n{3}|\A\n|\n\n\Z", text):
            found = checked(written, rules=rules)
            assert [one.code for one in found] == [code for code, _ in bare], written
            spans = [written[one.start : one.end].replace(f"{comment}\n", "") for one in found]
            assert spans == [span for _, span in bare]


KEPT = [
    f"{off()}\n{DEFECTS}\n\n“甲”, 乙\n{on()}",
    f"{off('-next-line')}\n要求： （一）守时； （二）要增强增强,守约。",
    f"{off('-next-line')}\n— 12 —",
    f"{DEFECTS} {off('-line')}",
    f"{off()} 丙, 丁 戊{on('PU')}",
]
LINES = [
    *(
        "",
        "",
        DEFECTS,
        CLEAN,
        "要求： （一）守时； （二）要增强增强,守约。",
        "— 12 —",
        '“甲”, 乙 "丙"',
    ),
    *(off(), on(), off("", "PU001 RE005"), on("RE"), off("-next-line", "SP"), off("", "QX")),
    *(f"{DEFECTS}{off('-line', 'RE')}  ", f"{off('-line', 'PU')}要增强增强,好。"),
]


@given(
    st.lists(st.sampled_from([*KEPT, *LINES]), max_size=12),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_a_fix_keeps_comments_and_what_they_silence(
    lines: list[str], newline: str, ends: bool
) -> None:
    text = ("\n".join(lines) + "\n" * ends).replace("\n", newline)
    report = fixed(text, ["ALL"])
    assert COMMENT.findall(report.text) == COMMENT.findall(text)
    assert fixed(report.text, ["ALL"]).text == report.text
    for line in lines:
        if line in KEPT:
            assert line.replace("\n", newline) in report.text


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in an empty folder; gives exit code and stdout."""
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> tuple[int, str]:
        capsys.readouterr()
        return main(argv), capsys.readouterr().out

    return call


def test_a_silenced_finding_does_not_count(run: Run) -> None:
    page = Path("a.md")
    page.write_text(f"{off('-next-line', 'RE005')}\n要增强增强，早日见效。\n", encoding="utf-8")
    assert run("check", "a.md")[0] == 0
    assert run("fix", "--in-place", "--unsafe-fixes", "a.md")[0] == 0
    page.rename("a.txt")
    assert run("check", "a.txt")[0] == 1


def test_what_is_said_of_comments_is_a_finding_like_any_other(run: Run) -> None:
    Path("a.md").write_text(f"正文。\n\n{off('', 'RE05')}\n", encoding="utf-8")
    code, out = run("check", "--format", "jsonl")
    record = json.loads(out)
    assert (code, record["code"], record["rule"]) == (1, "QU007", "unknown-suppression")
    assert (record["line"], record["text"], record["fix"]) == (3, "RE05", None)
    sarif = json.loads(run("check", "--format", "sarif")[1])["runs"][0]
    assert [rule["id"] for rule in sarif["tool"]["driver"]["rules"]] == ["QU007"]
    assert run("check", "--ignore", "QU007")[0] == 0
    assert "unused-suppression" in run("explain", "QU006")[1]
