"""Injectors: for each rule the ways in which its defect is put into clean text."""

from __future__ import annotations

from collections.abc import Mapping

from damage import characters, copies, layout, punctuation, repetition, spacing, words
from damage.making import Injector, Made

__all__ = ["DAMAGE", "Injector", "Made"]

DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    **characters.DAMAGE,
    **punctuation.DAMAGE,
    **spacing.DAMAGE,
    **layout.DAMAGE,
    **repetition.DAMAGE,
    **copies.DAMAGE,
    **words.DAMAGE,
}
"""By code of a rule, whether there is one yet or not, and by what the defect is called."""
