"""Workflow commands: GitHub shows each finding beside its line.

A command is a line, and its fields are parted by commas and colons. Whatever comes from a page or
from a name is escaped, so that it cannot begin a command of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from seedlint.core import Finding, Report, Severity
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import phrase
from seedlint.reporters.position import Positions
from seedlint.reporters.tally import remedy
from seedlint.reporters.visible import inert, visible

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = DATA | str.maketrans({":": "%3A", ",": "%2C"})
ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of characters that act on a terminal or on the line; in a name all others stay, or GitHub
would not find the file."""


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    for report in reports:
        if report.found:
            positions = Positions(report.document.text)
            file = _name(report.document.path or "-")
        for finding in report.found:
            fields = {"file": file, **_place(finding, positions)}
            fields["title"] = f"{finding.code} {finding.name}"
            given = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
            told = _data(_told(finding, report.document.record, look.lang))
            yield inert(f"::{COMMANDS[finding.severity]} {given}::{told}", ours=True) + "\n"


def _place(finding: Finding, positions: Positions) -> dict[str, str]:
    """Columns only within one line: GitHub takes no others."""
    line, column = positions.at(finding.start)
    last, behind = positions.at(finding.end)
    if last == line:
        return {"line": str(line), "col": str(column), "endColumn": str(behind)}
    return {"line": str(line), "endLine": str(last)}


def _told(finding: Finding, record: int | None, lang: str) -> str:
    where = "" if record is None else f"#{record}: "
    return f"{where}{visible(finding.message(lang))} [{phrase(lang, remedy(finding))}]"


def _name(path: str) -> str:
    """A name as the file system has it, but for what acts; newlines are for `_property`."""
    return "".join(
        char if char in "\r\n" or unicodedata.category(char) not in ACTING else visible(char)
        for char in path
    )


def _data(text: str) -> str:
    return text.translate(DATA)


def _property(text: str) -> str:
    return text.translate(PROPERTY)
