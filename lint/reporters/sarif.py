"""SARIF 2.1.0, for code scanning and editors.

Lines and columns count code points, as everywhere here. The rules come last, when it is known which
ones found something; the results are written as they come.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any

from seedlint.core import Document, Finding, Fix, Report, Rule, Severity
from seedlint.fingerprint import fingerprints
from seedlint.reporters.jsonl import line
from seedlint.reporters.look import Look
from seedlint.reporters.markdown import page
from seedlint.reporters.phrases import phrase
from seedlint.reporters.position import Positions, uri
from seedlint.reporters.tally import remedy
from seedlint.reporters.visible import visible
from seedlint.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
LANGUAGES = {"en": "en-US", "zh": "zh-CN"}
FINGERPRINT = "seedlint/v1"
BRACKET = re.compile(r"[\[\]]")

Plain = dict[str, Any]


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    rules: dict[Rule, int] = {}
    yield f'{{"$schema":{line(SCHEMA)},"version":"2.1.0","runs":[{{"results":['
    before = "\n"
    for report in reports:
        for result in _results(report, rules, look):
            yield before + line(result)
            before = ",\n"
    run = {
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "language": LANGUAGES[look.lang],
        "tool": {"driver": _driver(rules, look.lang)},
    }
    yield f"\n],{line(run)[1:]}]}}\n"


def _driver(rules: Iterable[Rule], lang: str) -> Plain:
    return {
        "name": "seedlint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule, lang) for rule in rules],
    }


def _rule(rule: Rule, lang: str) -> Plain:
    """The help is in both languages, whichever the messages are in."""
    reason = inspect.getdoc(rule) or rule.title
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.zh if lang == "zh" else rule.title},
        "fullDescription": {"text": f"{rule.title}. {rule.zh}。"},
        "help": {"text": f"{rule.zh}。\n\n{reason}", "markdown": page(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.default},
    }


def _results(report: Report, rules: dict[Rule, int], look: Look) -> Iterator[Plain]:
    if not report.found:
        return
    place = _Place(report.document)
    known = fingerprints(report.document, report.found)
    for finding, fingerprint in zip(report.found, known, strict=True):
        yield {
            "ruleId": finding.code,
            "ruleIndex": rules.setdefault(finding.rule, len(rules)),
            "level": LEVELS[finding.severity],
            "message": {"text": _message(finding, look.lang)},
            "locations": [place.location(finding.start, finding.end)],
            "partialFingerprints": {FINGERPRINT: fingerprint},
            **place.related(finding),
            **place.fixes(finding, look.lang),
        }


def _message(finding: Finding, lang: str) -> str:
    """What a page says makes no link: `[text](target)` would be one."""
    message = visible(finding.message(lang))
    return BRACKET.sub(r"\\\g<0>", message) if "](" in message else message


class _Place:
    """Where things are in one document.

    A record is no file of its own: what is found in one has its number and offsets in it, and no
    region of the file that holds it, nor fixes, which would be made in the wrong place.
    """

    def __init__(self, document: Document) -> None:
        self._record = document.record
        self._artifact = {"uri": uri(document.path or "-")}
        self._positions = Positions(document.text)

    def location(self, start: int, end: int) -> Plain:
        physical: Plain = {"artifactLocation": self._artifact}
        if self._record is None:
            return {"physicalLocation": {**physical, "region": self._region(start, end)}}
        return {
            "physicalLocation": physical,
            "logicalLocations": [{"name": f"#{self._record}", "kind": "record"}],
            "properties": {"record": self._record, "start": start, "end": end},
        }

    def related(self, finding: Finding) -> Plain:
        if not finding.related:
            return {}
        return {"relatedLocations": [self.location(*span) for span in finding.related]}

    def fixes(self, finding: Finding, lang: str) -> Plain:
        fix = finding.fix
        if fix is None or self._record is not None:
            return {}
        told = {"text": phrase(lang, remedy(finding))}
        changes = [{"artifactLocation": self._artifact, "replacements": self._replacements(fix)}]
        safety = {"safety": fix.safety.value}
        return {"fixes": [{"description": told, "artifactChanges": changes, "properties": safety}]}

    def _replacements(self, fix: Fix) -> list[Plain]:
        return [
            {
                "deletedRegion": self._region(edit.start, edit.end),
                "insertedContent": {"text": edit.text},
            }
            for edit in fix.edits
        ]

    def _region(self, start: int, end: int) -> Plain:
        first, column = self._positions.at(start)
        last, behind = self._positions.at(end)
        return {
            "startLine": first,
            "startColumn": column,
            "endLine": last,
            "endColumn": behind,
            "charOffset": start,
            "charLength": end - start,
        }
