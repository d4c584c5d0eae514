"""SARIF: a log that follows the schema and says the same as the findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from findings import SCHEMA, VALIDATOR, checked, log, odd, report, results
from seedlint import Document, Edit, Severity, check_many
from seedlint.registry import all_rules
from seedlint.reporters.look import Look

SEEDS = sorted((Path(__file__).parents[1] / "seeds").iterdir())


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
