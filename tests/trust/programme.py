"""What a trust programme is: a promise, the way to try to break it, and what came of the trial."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Outcome(NamedTuple):
    """What one tool did in one programme."""

    runs: str
    """How much was tried, with its unit: `1,000 kills`."""
    result: str
    """What was counted: `0 empty, 0 torn`."""
    held: bool
    """Whether the target was met."""


Trial = Callable[[int], Outcome]
"""Runs a programme at a size: how many kills, documents, seconds; the unit is the programme's."""


@dataclass(frozen=True)
class Programme:
    """One row of docs/trust.md; `size` is that of `make torture`, tests take a smaller one."""

    name: str
    method: str
    target: str
    size: int
    seedlint: Trial
    peers: Mapping[str, Trial] = field(default_factory=dict)
    """By the name of the tool (`peers.TOOLS`); a tool the programme does not apply to is absent."""

    @property
    def trials(self) -> Mapping[str, Trial]:
        return {"seedlint": self.seedlint, **self.peers}


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="seedlint-trust-") as name:
        yield Path(name)
