"""Whatever a page, a name or a configuration holds: nothing raw gets out, nothing breaks."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from findings import Render, obeyed, odd, report, results, written
from seedlint import Edit, Report
from seedlint.cli import main
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
    output.encode("utf-8")
    assert {unicodedata.category(char) for char in output if char != "\n"}.isdisjoint(
        {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    assert not re.search(r"##\w*\[", output)
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


def test_a_name_in_a_complaint_is_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "\n::add-mask::x##[add-mask]y.txt"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "<##>[add-mask]" in err
