"""A Code Quality report, as GitLab shows it in a merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from seedlint.core import Document, Finding, Report, Severity
from seedlint.fingerprint import fingerprints, within
from seedlint.reporters.jsonl import array
from seedlint.reporters.look import Look
from seedlint.reporters.position import Positions, posix
from seedlint.reporters.visible import visible

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    return array(issue for report in reports for issue in _issues(report, look))


def _issues(report: Report, look: Look) -> Iterator[dict[str, Any]]:
    if not report.found:
        return
    document, positions = report.document, Positions(report.document.text)
    known = fingerprints(document, report.found)
    for finding, fingerprint in zip(report.found, known, strict=True):
        record = "" if document.record is None else f"#{document.record}: "
        yield {
            "description": f"{record}{finding.code} {visible(finding.message(look.lang))}",
            "check_name": finding.name,
            "fingerprint": within(document, fingerprint),
            "severity": LEVELS[finding.severity],
            "location": _location(document, finding, positions),
        }


def _location(document: Document, finding: Finding, positions: Positions) -> dict[str, Any]:
    begin, end = positions.at(finding.start)[0], positions.at(finding.end)[0]
    return {"path": posix(document.path or "-"), "lines": {"begin": begin, "end": end}}
