"""What a run found, added up while the reports go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from seedlint.core import Document, Finding, Report, Rule, Safety, Severity
from seedlint.sense.kind import is_law

Remedy = Literal["safe", "unsafe", "none"]


def remedy(finding: Finding) -> Remedy:
    """How a finding can be mended. Asks no `Fix` to be built: a run may hold a million."""
    detail = finding.detail
    if finding.new is None and not (detail and detail.edits):
        return "none"
    safety = (detail and detail.safety) or finding.rule.safety
    return "safe" if safety is Safety.SAFE else "unsafe"


class Count(NamedTuple):
    rule: Rule
    safe: int
    unsafe: int
    none: int

    @property
    def total(self) -> int:
        return self.safe + self.unsafe + self.none


@dataclass
class Tally:
    """Counts by rule and by file."""

    files: int = 0
    marked: int = 0
    """Files in which something was found."""
    recognises: bool = False
    """Whether the kind of a text was left to be recognised."""
    laws: int = 0
    """Texts, files or records, that were recognised as laws."""
    severities: set[Severity] = field(default_factory=set)
    _counts: dict[Rule, dict[Remedy, int]] = field(default_factory=dict)
    _path: str | None = None
    _path_marked: bool = False

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports, counted as they are read."""
        for report in reports:
            self.add(report.document, report.found)
            yield report

    def add(self, document: Document, findings: Iterable[Finding]) -> None:
        if document.record is None or document.path != self._path:
            self._path, self._path_marked = document.path, False
            self.files += 1
        self.laws += self.recognises and is_law(document.text)
        for finding in findings:
            self._path_marked, self.marked = True, self.marked + (not self._path_marked)
            self.severities.add(finding.severity)
            counts = self._counts.setdefault(finding.rule, {"safe": 0, "unsafe": 0, "none": 0})
            counts[remedy(finding)] += 1

    @property
    def counts(self) -> Sequence[Count]:
        """By rule, in order of code."""
        ordered = sorted(self._counts.items(), key=lambda item: item[0].code)
        return [Count(rule, **counts) for rule, counts in ordered]

    def total(self, kind: Remedy) -> int:
        return sum(counts[kind] for counts in self._counts.values())
