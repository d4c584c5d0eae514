"""Programmes that try to break what seedlint promises; `make torture` runs them at full size."""

from __future__ import annotations

from collections.abc import Sequence

from trust.concurrent import CONCURRENT
from trust.configs import CONFIGURATIONS
from trust.content import CONTENT
from trust.copying import COPIES
from trust.crash import CRASH
from trust.damaged import DAMAGED
from trust.exits import EXITS
from trust.faults import FAULTS, FULL
from trust.files import FILES
from trust.fuzz import FUZZING
from trust.growth import GROWTH
from trust.huge import HUGE
from trust.idempotence import IDEMPOTENCE
from trust.interrupted import INTERRUPTED
from trust.programme import Programme
from trust.terminal import REPORTS
from trust.undoing import UNDOING

PROGRAMMES: Sequence[Programme] = (
    IDEMPOTENCE,
    CONTENT,
    FUZZING,
    CONFIGURATIONS,
    REPORTS,
    EXITS,
    CRASH,
    COPIES,
    INTERRUPTED,
    FAULTS,
    FULL,
    CONCURRENT,
    UNDOING,
    FILES,
    DAMAGED,
    GROWTH,
    HUGE,
)
"""In the order of docs/trust.md."""
