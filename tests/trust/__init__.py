"""Programmes that try to break what seedlint promises; `make torture` runs them at full size."""

from __future__ import annotations

from collections.abc import Sequence

from trust import configs, content, exits, fuzz, idempotence, terminal
from trust.concurrent import CONCURRENT
from trust.copying import COPIES
from trust.crash import CRASH
from trust.damaged import DAMAGED
from trust.faults import FAULTS, FULL
from trust.files import FILES
from trust.growth import GROWTH
from trust.huge import HUGE
from trust.interrupted import INTERRUPTED
from trust.programme import Programme
from trust.undoing import UNDOING

PROGRAMMES: Sequence[Programme] = (
    idempotence.PROGRAMME,
    content.PROGRAMME,
    fuzz.PROGRAMME,
    configs.PROGRAMME,
    terminal.PROGRAMME,
    exits.PROGRAMME,
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
