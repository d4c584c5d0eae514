"""One JSON object a finding, one finding a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from seedlint.core import Document, Finding, Report
from seedlint.reporters.look import Look
from seedlint.reporters.position import Positions

UNRULY = re.compile(
    r"#(?=#\w*\[)|[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
"""Written as escapes: what UTF-8 cannot hold, what some readers take for the end of a line, and
what acts on a terminal or, in the log of a CI run, on its runner. They read back as they were."""


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    for report in reports:
        for record in records(report, look):
            yield line(record) + "\n"


def array(records: Iterable[object]) -> Iterator[str]:
    """Records as one JSON array, written as they come."""
    before = "[\n"
    for record in records:
        yield before + line(record)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def records(report: Report, look: Look) -> Iterator[dict[str, Any]]:
    """The findings of one report as plain data, keys in the order of the contract."""
    if report.found:
        positions = Positions(report.document.text)
        for finding in report.found:
            yield _record(report.document, finding, positions, look.lang)


def line(record: object) -> str:
    text = json.dumps(record, ensure_ascii=False)
    return UNRULY.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _record(
    document: Document, finding: Finding, positions: Positions, lang: str
) -> dict[str, Any]:
    start, end = finding.start, finding.end
    number, column = positions.at(start)
    return {
        "path": document.path,
        "record": document.record,
        "code": finding.code,
        "rule": finding.name,
        "severity": finding.severity.value,
        "start": start,
        "end": end,
        "line": number,
        "column": column,
        "text": document.text[start:end],
        "message": finding.message(lang),
        "related": [list(span) for span in finding.related],
        "fix": _fix(finding),
    }


def _fix(finding: Finding) -> dict[str, Any] | None:
    fix = finding.fix
    if fix is None:
        return None
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"safety": fix.safety.value, "edits": edits}
