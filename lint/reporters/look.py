"""How a report should look; the command line decides it, reporters obey."""

from __future__ import annotations

from typing import NamedTuple

WIDTH = 100
"""Cells of a line where no terminal says how many it has."""


class Look(NamedTuple):
    lang: str = "en"
    color: bool = False
    width: int = WIDTH
    unsafe: bool = False
    """Whether unsafe fixes count as fixable in the closing line."""
    recognises: bool = False
    """Whether no profile and no rules were chosen, so that laws are told from other texts."""
