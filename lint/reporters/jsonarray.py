"""The records of `jsonl` as one JSON array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedlint.core import Report
from seedlint.reporters.jsonl import array, records
from seedlint.reporters.look import Look


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    return array(record for report in reports for record in records(report, look))
