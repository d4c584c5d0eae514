"""How well rules do on texts in which careful readers marked what is wrong.

A record counts as found when a finding of a rule of its class overlaps it or its twin; doubtful
records do not count. A finding is right on a record that counts, open on a doubtful one, and a
false alarm elsewhere, on what only looks like a defect as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from seedlint.core import Document, Finding, Report, Rule, Severity, Span
from seedlint.gold import GoldRecord, answers

HUNDRED_KB = 100_000
"""Bytes of UTF-8."""


class Verdict(Enum):
    RIGHT, FALSE, OPEN = "right", "false", "open"


class Judged(NamedTuple):
    """A finding, and the classes that count, have records there, and are its rule's to find."""

    finding: Finding
    verdict: Verdict
    kinds: frozenset[str]


class Sought(NamedTuple):
    """A record that counts, and the codes of the rules of its class that found it."""

    record: GoldRecord
    codes: frozenset[str]


@dataclass(frozen=True)
class Scored:
    """One text held against its gold; `lookalikes` are hit and all."""

    document: Document
    sought: Sequence[Sought]
    judged: Sequence[Judged]
    lookalikes: tuple[int, int]

    @property
    def misses(self) -> Iterator[GoldRecord]:
        return (record for record, codes in self.sought if not codes)

    @property
    def alarms(self) -> Iterator[Finding]:
        return (finding for finding, verdict, _ in self.judged if verdict is Verdict.FALSE)


class Row(NamedTuple):
    """Figures of a class or a rule: records found, of how many; findings right and false."""

    found: int
    total: int
    right: int
    false: int

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.false) if self.right + self.false else None


def score(report: Report, records: Sequence[GoldRecord], least: Severity = Severity.INFO) -> Scored:
    """Hold the findings of at least that severity against the records of the same text."""
    marked = _Spans([(span, one) for one in records for span in one.spans])
    found_by: dict[GoldRecord, set[str]] = {one: set() for one in records}
    hit: set[GoldRecord] = set()
    judged = []
    for finding in report.found:
        if finding.severity < least:
            continue
        on = marked.under(finding)
        answered = [one for one in on if finding.code.startswith(answers(one.kind))]
        for one in answered:
            found_by[one].add(finding.code)
        verdict, kinds = _verdict(on), frozenset(one.kind for one in answered if one.counts)
        judged.append(Judged(finding, verdict, kinds))
        if verdict is Verdict.FALSE:
            hit.update(on)
    sought = [Sought(one, frozenset(codes)) for one, codes in found_by.items() if one.counts]
    lookalikes = len(hit), sum(not one.defect for one in records)
    return Scored(report.document, sought, judged, lookalikes)


def _verdict(touched: Sequence[GoldRecord]) -> Verdict:
    if any(one.counts for one in touched):
        return Verdict.RIGHT
    return Verdict.OPEN if any(one.defect for one in touched) else Verdict.FALSE


class _Spans:
    """Which records lie under a finding; an empty span counts as the character behind it."""

    def __init__(self, pairs: Sequence[tuple[Span, GoldRecord]]) -> None:
        self.pairs = sorted(pairs, key=lambda pair: pair[0])
        self.starts = [span[0] for span, _ in self.pairs]
        self.longest = max((end - start for (start, end), _ in self.pairs), default=0)

    def under(self, finding: Finding) -> Sequence[GoldRecord]:
        start, end = finding.start, max(finding.end, finding.start + 1)
        low = bisect_left(self.starts, start - max(1, self.longest))
        near = self.pairs[low : bisect_left(self.starts, end)]
        return [one for (first, last), one in near if start < max(last, first + 1)]


@dataclass(frozen=True)
class Score:
    """All texts that have gold, and the rules that were asked."""

    texts: Sequence[Scored]
    rules: Sequence[Rule]

    @cached_property
    def size(self) -> int:
        """Bytes, as UTF-8."""
        return sum(len(one.document.text.encode("utf-8", "replace")) for one in self.texts)

    @cached_property
    def sought(self) -> Sequence[Sought]:
        return [one for text in self.texts for one in text.sought]

    @cached_property
    def judged(self) -> Sequence[Judged]:
        return [one for text in self.texts for one in text.judged]

    @cached_property
    def by_class(self) -> Mapping[str, Row]:
        """Every class with records that count.

        Right are findings on its records, false all false alarms of its rules.
        """
        rows = {}
        for kind in sorted({one.record.kind for one in self.sought}):
            mine = [one for one in self.sought if one.record.kind == kind]
            false = self._false(answers(kind))
            right = sum(kind in one.kinds for one in self.judged)
            rows[kind] = Row(sum(bool(one.codes) for one in mine), len(mine), right, false)
        return rows

    @cached_property
    def by_rule(self) -> Mapping[str, Row]:
        """Every rule that was asked; its total are the records of the classes that name it."""
        rows = {}
        for code in sorted(rule.code for rule in self.rules):
            mine = [one for one in self.sought if code in answers(one.record.kind)]
            right = sum(
                one.finding.code == code and one.verdict is Verdict.RIGHT for one in self.judged
            )
            found = sum(code in one.codes for one in mine)
            rows[code] = Row(found, len(mine), right, self._false((code,)))
        return rows

    @cached_property
    def whole(self) -> Row:
        """All records that count, all findings."""
        found = sum(bool(one.codes) for one in self.sought)
        right = sum(one.verdict is Verdict.RIGHT for one in self.judged)
        return Row(found, len(self.sought), right, self._false(("",)))

    @property
    def lookalikes(self) -> tuple[int, int]:
        """Of what only looks like a defect: hit by false alarms, and all."""
        return sum(one.lookalikes[0] for one in self.texts), sum(
            one.lookalikes[1] for one in self.texts
        )

    def rate(self, false: int) -> float:
        """False alarms per 100 KB."""
        return false * HUNDRED_KB / self.size if self.size else 0.0

    def _false(self, codes: tuple[str, ...]) -> int:
        return sum(
            one.verdict is Verdict.FALSE and one.finding.code.startswith(codes)
            for one in self.judged
        )
