"""Killed, refused, out of room: a few of what `make torture` does by the thousand."""

from __future__ import annotations

import os

import pytest

from trust import tracing
from trust.copying import COPIES
from trust.crash import CRASH
from trust.faults import FAULTS, FULL
from trust.interrupted import INTERRUPTED
from trust.programme import Programme

SMALL = [
    pytest.param(CRASH, 4, id="crash"),
    pytest.param(COPIES, 2, id="copies"),
    pytest.param(INTERRUPTED, 3, id="interrupted"),
    pytest.param(
        FAULTS,
        4,
        id="faults",
        marks=pytest.mark.skipif(not tracing.is_there(), reason="strace is missing"),
    ),
    pytest.param(
        FULL, 1, id="full", marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts")
    ),
]


@pytest.mark.parametrize(("programme", "size"), SMALL)
def test_the_target_is_met(programme: Programme, size: int) -> None:
    outcome = programme.seedlint(size)
    assert outcome.held, outcome
