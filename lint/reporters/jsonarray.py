"""The lines of `jsonl` as one JSON array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedlint.core import Report
from seedlint.reporters.jsonl import array_of, lines
from seedlint.reporters.look import Look


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    return array_of(lines(reports, look))
