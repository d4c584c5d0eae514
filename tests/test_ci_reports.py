"""The formats for GitHub, GitLab and what reads JUnit: what they promise these."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from findings import obeyed, odd, report, written
from seedlint import Severity
from seedlint.cli import main
from seedlint.reporters import github, gitlab, junit

# GitHub


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
