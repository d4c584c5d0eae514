"""Line and column of an offset, both from 1; a line ends at LF, CRLF or CR."""

from __future__ import annotations

import re
from bisect import bisect_right

from seedlint.core import Document

NEWLINE = re.compile(r"\r\n?|\n")


class Positions:
    """The lines of one text, found once, however many findings ask."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in NEWLINE.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def name_of(document: Document) -> str:
    """What a person calls the document: its path, and the record where it is one of many."""
    path = document.path or "-"
    return path if document.record is None else f"{path}#{document.record}"
