"""Colours: few, from the reader's own palette, and none where none are wanted."""

from __future__ import annotations

from seedlint.reporters.look import Look

CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "blue": 34, "cyan": 36}


def styled(look: Look, text: str, *styles: str) -> str:
    """`text` in the given styles; as it is where the look has no colour."""
    if not look.color or not text or not styles:
        return text
    codes = ";".join(str(CODES[style]) for style in styles)
    return f"\x1b[{codes}m{text}\x1b[0m"
