"""Whatever a page, a name or a configuration holds: nothing raw gets out, nothing breaks."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from findings import Render, obeyed, odd, report, results, written
from pages import make
from seedlint import Edit, Report
from seedlint.cli import main
from seedlint.cli_check import FORMATS
from seedlint.reporters import concise, github, gitlab, jsonarray, jsonl, junit, sarif, terminal
from seedlint.reporters.look import Look
from seedlint.reporters.visible import inert

HOSTILE = [
    "::set-output name=x::y",
    "\n::set-output name=x::y",
    "\r\n  ::add-mask::a",
    "::",
    "##[add-mask]secret",
    "##vso[task.setvariable variable=x]y",
    "%0A::error::x",
    ",line=1::x",
    "]]>",
    "--><script>alert(1)</script>",
    "\"'><script>",
    "&lt;&#10;",
    "\x1b]0;owned\x07\x1b[31m",
    "\x9b2J\x85\u2028\u2029",
    "\u202e\u2066\u200b\ufeff",
    "\x00\x0b\ufffe\uffff\ud800",
    "[看](javascript:alert(1))",
]
EVERY: Sequence[Render] = [
    terminal.render, concise.render, jsonl.render, jsonarray.render, sarif.render, github.render,
    gitlab.render, junit.render,
]  # fmt: skip


def inert_all_through(output: str) -> None:
    output.encode("utf-8")
    assert {unicodedata.category(char) for char in output if char != "\n"}.isdisjoint(
        {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    assert not re.search(r"##\w*\[", output)


def hostile(said: str, record: int | None = None) -> Report:
    """A page, a message, a fix and a name that all say the same."""
    text = f"{said}怪{said}\n{said}"
    edit = Edit(0, 1, said)
    found = [odd(text, start, end, said, edits=(edit,)) for start, end in ((0, len(text)), (0, 1))]
    found += [odd(text, at, at + 1, f"甲 {said} " * 9) for at in range(len(text))]
    return report(text, *found, path=f"{said}.txt", record=record)


@pytest.mark.parametrize("render", EVERY, ids=lambda render: render.__module__.split(".")[-1])
@pytest.mark.parametrize("said", HOSTILE, ids=ascii)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_raw_and_no_command_gets_out(render: Render, said: str, lang: str) -> None:
    output = written(render, hostile(said), hostile(said, 1), look=Look(lang, width=60))
    inert_all_through(output)
    beginnings = [line.strip() for line in output.split("\n")]
    if render is github.render:
        assert obeyed(output)
    else:
        assert [line for line in beginnings if line.startswith("::")] == []


@pytest.mark.parametrize("said", HOSTILE, ids=ascii)
def test_hostile_text_breaks_no_format(said: str) -> None:
    one = hostile(said)
    assert len(results(one)) == len(one.found)
    assert len(json.loads(written(gitlab.render, one))) == len(one.found)
    assert len(obeyed(written(github.render, one))) == len(one.found)
    root = ElementTree.fromstring(written(junit.render, one))
    assert len(root.findall(".//failure")) == len(one.found)
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure",
    }  # fmt: skip


@pytest.mark.parametrize("said", HOSTILE, ids=ascii)
def test_sarif_reads_back_what_a_fix_inserts(said: str) -> None:
    result = results(hostile(said))[0]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"]["text"] == said


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("    ::error::x", "   │::error::x"),
        ("::error::x", "│::error::x"),
        ("甲::乙 # 丙 ## 丁 [1]", "甲::乙 # 丙 ## 丁 [1]"),
        ("一\n  ::x\n二 ##[y]", "一\n │::x\n二 <##>[y]"),
    ],
)
def test_only_what_a_runner_obeys_is_changed(line: str, shown: str) -> None:
    assert inert(line) == shown


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "{}.txt"],
        ["check", "a.txt", "--output", "{}/report"],
        ["check", "{}", "--output", "{}"],
        ["check", "a.txt", "--write-baseline", "{}.json"],
        ["check", "a.txt", "--baseline", "{}.json"],
        ["evaluate", "{}", "--root", "{}"],
        ["undo", "{}"],
    ],
)
def test_a_name_in_a_complaint_is_one_line_and_no_command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "\n::add-mask::x##[add-mask]\x1b[31m\u202e"
    make(Path("a.txt"))
    make(Path(name))
    main([part.format(name) for part in argv])
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "<##>[add-mask]" in err
    inert_all_through(err)


PAGES = [
    "识\x1b]0;owned\x07 别\x1b[31m，\x1b[2J仍需\x9b2J核对。\x85\n",
    "识\u202e 别\u2066，仍需\u200f核对\u2069。\u061c\n",
    "<script>alert(1)</script> 识 别,“]]>--><![CDATA[&lt;&#10;&nbsp;<br>中\"'><img src=x>,好\n",
    "::error::x 识 别,中\n\r::add-mask::识 别,\r  ::stop-commands::x,中\n##[add-mask]识 别,\n",
    "##vso[task.setvariable variable=x]识 别,\n",
    "识\0 别\0，仍需核对,中。\0\n",
    "".join(f"识{chr(code)} 别,中" for code in [*range(32), *range(0x7F, 0xA0)]) + "\n",
    "识\ufffe 别\uffff,中\ufdd0\U0001fffe\ue000\U00100000。\n",
    "[看](javascript:alert(1)) 识 别,中 ![x](data:text/html,x) `code` **b** | t |\n",
    "{0} {} {x!r} %s %(x)s ${HOME} $(id) 识 别,中 \\x1b[31m \\n\n",
    "识 别,中" * 300 + "\u0301" * 500 + "\u20dd\u200d" * 50 + "\n",
    "---\nx: [识 别,中\n```\n~~~\n$$\n<!--\n识 别,中\n",
]


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for number, text in enumerate(PAGES):
        for suffix in (".txt", ".md"):
            make(tmp_path / f"{number}{suffix}", text)
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_reports_hostile_pages(
    pages: Path, form: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--select", "ALL", "--format", form, "--lang", lang, "."]) == 1
    output, said = capsys.readouterr()
    assert said == ""
    inert_all_through(output)
    if form == "github":
        assert obeyed(output)
    else:
        assert [line for line in output.split("\n") if line.strip().startswith("::")] == []
    if form in ("json", "sarif", "gitlab"):
        assert json.loads(output)
    if form == "jsonl":
        assert [json.loads(line) for line in output.split("\n")[:-1]]
    if form == "junit":
        assert len(ElementTree.fromstring(output)) == 2 * len(PAGES)


def test_hostile_pages_are_fixed_as_the_diff_says_and_undone(
    pages: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    texts = {file.name: file.read_bytes() for file in pages.iterdir()}
    options = ("--select", "ALL", "--unsafe-fixes", "--fail-on", "never", ".")
    assert main(["fix", "--diff", *options]) == 0
    diff = capfdbinary.readouterr().out
    assert main(["fix", "--in-place", *options]) == 0
    fixed = {name: Path(name).read_bytes() for name in texts}
    assert fixed != texts
    assert main(["fix", "--in-place", *options]) == 0
    assert {name: Path(name).read_bytes() for name in texts} == fixed
    assert main(["undo", "."]) == 0
    assert {name: Path(name).read_bytes() for name in texts} == texts
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=diff, check=True)
    assert {name: Path(name).read_bytes() for name in texts} == fixed
