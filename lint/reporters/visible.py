"""Text made safe and plain for a terminal.

A file name or a page may hold escape sequences and marks that turn the direction of writing; a
report that printed them raw would let the page write the report. What cannot be seen is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NAMES = {
    "\r\n": "⏎",
    "\n": "⏎",
    "\r": "⏎",
    "\x1b": "<ESC>",
    "\xa0": "<NBSP>",
    "\xad": "<SHY>",
    "\u200b": "<ZWSP>",
    "\u200c": "<ZWNJ>",
    "\u200d": "<ZWJ>",
    "\u2060": "<WJ>",
    "\ufeff": "<BOM>",
}
BLANKS = {" ": "␣", "\t": "⇥", "\u3000": "□"}
"""Blanks as they are shown where they are the matter."""
PLAIN = {"\t": " ", "\u3000": "\u3000"}
"""Blanks as they are shown in passing."""
UNIT = re.compile(r"\r\n|.", re.DOTALL)
COMMAND = re.compile(r"^([^\S\n]*)::|##(?=\w*\[)", re.MULTILINE)
"""What the runners of CI systems obey in what a program prints: GitHub a line that begins with two
colons, it and others `##[` and `##vso[` anywhere."""


def units(text: str, blanks: bool = False) -> Iterator[str]:
    """What stands for each character; CRLF is one. With `blanks`, spaces are visible."""
    shown = BLANKS if blanks else PLAIN
    for unit in UNIT.findall(text):
        yield shown.get(unit) or (unit if unit.isprintable() else _name(unit))


def visible(text: str, blanks: bool = False) -> str:
    """`text` without anything that acts on a terminal."""
    if not blanks and text.isprintable():
        return text
    return "".join(units(text, blanks))


def inert(output: str, ours: bool = False) -> str:
    """Lines that no CI system takes for a command, unless their beginning is `ours`."""
    if "::" not in output and "##" not in output:
        return output
    return COMMAND.sub(lambda match: _named(match, ours), output)


def _named(match: re.Match[str], ours: bool) -> str:
    if match[0] == "##":
        return "<##>"
    return match[0] if ours else f"{match[1][:-1]}│::"


def _name(unit: str) -> str:
    return NAMES.get(unit) or f"<U+{ord(unit):04X}>"
