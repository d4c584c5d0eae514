"""Findings that are known and not reported again, as a file that stands beside the texts.

A finding is known by its file, its rule and its fingerprint, which stays when other places change.
Equal ones are counted: of three, two of which are known, the third is new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from seedlint.core import Document, Finding, Report
from seedlint.fingerprint import likeness
from seedlint.reporters.jsonl import array

KEY, VERSION = "seedlint-baseline", 1


class BaselineError(ValueError):
    """What was read is no baseline; str says why."""


class Entry(NamedTuple):
    """What is known; `path` has slashes and begins at the folder of the baseline."""

    path: str
    code: str
    fingerprint: str


class Baseline:
    """What is known by the file at `path`, and which of it has been met."""

    def __init__(self, known: Counter[Entry], path: Path) -> None:
        self.path = path
        self._folder = _real(path.parent)
        self._left = Counter(known)
        self._read: set[str] = set()

    def found(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Reports without the findings that are known."""
        for report in reports:
            new = self._new(report.document, report.found)
            yield replace(report, found=new, left=new)

    def left(self, report: Report) -> Report:
        """The report of a fix without what is left and known."""
        text = replace(report.document, text=report.text)
        return replace(report, left=self._new(text, report.left))

    def _new(self, document: Document, findings: Iterable[Finding]) -> list[Finding]:
        new = []
        self._read.add(_name(document, self._folder))
        for finding, entry in _entries(document, findings, self._folder):
            if self._left[entry] > 0:
                self._left[entry] -= 1
            else:
                new.append(finding)
        return new

    def idle(self, codes: Collection[str]) -> int:
        """How many entries no finding answers to any more, so far as this run can know.

        `codes` are those of the rules that ran; of a file that is there and was not read nothing
        is known.
        """
        return sum(
            count
            for entry, count in self._left.items()
            if entry.code in codes and (entry.path in self._read or self._gone(entry.path))
        )

    def _gone(self, path: str) -> bool:
        return not os.path.exists(self._folder / path)  # noqa: PTH110 - no path is too long for it


def render(reports: Iterable[Report], path: Path) -> Iterator[str]:
    """All that is found, as the baseline that is to stand at `path`: sorted, an entry a line."""
    folder = _real(path.parent)
    known = Counter(
        entry for report in reports for _, entry in _entries(report.document, report.found, folder)
    )
    yield f'{{"{KEY}": {VERSION},\n"findings": '
    yield from array({**entry._asdict(), "count": known[entry]} for entry in sorted(known))
    yield "}\n"


def parse(data: bytes) -> Counter[Entry]:
    """What a baseline holds. Raises BaselineError."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        raise BaselineError("is no baseline, not even JSON") from None
    version = whole.get(KEY) if isinstance(whole, dict) else None
    if version is None:
        raise BaselineError("is JSON, but no baseline")
    if version != VERSION:
        raise BaselineError(f"is a baseline of version {version!r}, and only {VERSION} is known")
    findings = whole.get("findings")
    if not isinstance(findings, list):
        raise BaselineError("has no list of findings")
    known: Counter[Entry] = Counter()
    for number, row in enumerate(findings, 1):
        match row:
            case {
                "path": str(path),
                "code": str(code),
                "fingerprint": str(fingerprint),
                "count": int(count),
            } if count > 0:
                known[Entry(path, code, fingerprint)] += count
            case _:
                raise BaselineError(f"has no path, code, fingerprint and count in entry {number}")
    return known


def _entries(
    document: Document, findings: Iterable[Finding], folder: Path
) -> Iterator[tuple[Finding, Entry]]:
    name = _name(document, folder)
    for finding in findings:
        yield finding, Entry(name, finding.code, likeness(document, finding))


def _name(document: Document, folder: Path) -> str:
    """The path of a document from a folder, the same from wherever it was named."""
    path = Path(document.path)
    return Path(os.path.relpath(_real(path.parent) / path.name, folder)).as_posix()


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))
