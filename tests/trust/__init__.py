"""Programmes that try to break what seedlint promises; `make torture` runs them at full size."""

from __future__ import annotations

from collections.abc import Sequence

from trust import configs, content, exits, fuzz, idempotence, terminal
from trust.programme import Programme

PROGRAMMES: Sequence[Programme] = (
    idempotence.PROGRAMME,
    content.PROGRAMME,
    fuzz.PROGRAMME,
    configs.PROGRAMME,
    terminal.PROGRAMME,
    exits.PROGRAMME,
)
"""In the order of docs/trust.md."""
