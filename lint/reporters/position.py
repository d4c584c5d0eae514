"""Line and column of an offset, both from 1; a line ends at LF, CRLF or CR."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from pathlib import Path
from urllib.parse import quote

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


def posix(path: str) -> str:
    """The path with slashes; bytes of a name that are no text are left to U+FFFD."""
    return _encoded(path).decode("utf-8", "replace").replace(os.sep, "/")


def uri(path: str) -> str:
    """The path as a reference of RFC 3986, byte for byte."""
    quoted = quote(_encoded(path.replace(os.sep, "/")), safe="/")
    if not Path(path).is_absolute():
        return quoted
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


def _encoded(path: str) -> bytes:
    """The bytes of a name as it stands in the file system; one that cannot stand there, nearly."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")
