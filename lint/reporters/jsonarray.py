"""The records of `jsonl` as one JSON array, written as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedlint.core import Report
from seedlint.reporters.jsonl import line, records
from seedlint.reporters.look import Look


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    before = "[\n"
    for report in reports:
        for record in records(report, look):
            yield before + line(record)
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
