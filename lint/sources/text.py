"""Text files, read whole and strictly: no byte is guessed, none is left out."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from seedlint.core import Document
from seedlint.sources.encoding import decode
from seedlint.sources.files import STDIN
from seedlint.sources.trouble import SourceError, failed, no_memory

MAX_SIZE = 16_000_000
"""Bytes; a page of text is some thousands, a long book some millions. A text is held whole, and a
check takes some forty times its size in memory, two hundred where every character is a defect."""
MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: `sha256` of all its bytes, `stat` from before the first one.

    `document.text` is without the byte order mark and has the newlines of the file. `inner` is
    where a copy goes below its folder. `stat` is None for standard input.
    """

    path: Path | Literal["-"]
    document: Document
    bom: bool
    sha256: str
    stat: os.stat_result | None
    inner: Path
    encoding: str = "utf-8"

    @property
    def regular(self) -> bool:
        """Whether it can be read again and replaced: no pipe, no standard input."""
        return self.stat is not None and stat.S_ISREG(self.stat.st_mode)


class Again(NamedTuple):
    """A file that was read and let go; `size` is that of its text, in code points."""

    path: Path
    inner: Path
    encoding: str
    max_size: int
    page_break: str
    size: int

    def open(self) -> Source:
        """Raises SourceError, as `read` does."""
        source = read(self.path, inner=self.inner, max_size=self.max_size, encoding=self.encoding)
        return with_breaks(source, self.page_break)


def with_breaks(source: Source, page_break: str) -> Source:
    """The source, told what parts its pages."""
    if not page_break:
        return source
    return replace(source, document=replace(source.document, page_break=page_break))


def read(
    path: Path | Literal["-"],
    *,
    inner: Path | None = None,
    max_size: int | None = MAX_SIZE,
    encoding: str | None = None,
) -> Source:
    """The text of a file or, for "-", of standard input, told to be in `encoding` or in any.

    Raises SourceError for what does not exist, is no file or pipe, has more than `max_size` bytes
    or cannot be decoded for certain.
    """
    if isinstance(path, str):
        name, status, inner = "<stdin>", None, Path("stdin")
        try:
            data = sys.stdin.buffer.read(-1 if max_size is None else max_size + 1)
        except OSError as error:
            raise failed(name, error) from error
    else:
        name, (data, status) = str(path), read_bytes(path, max_size)
    if max_size is not None and len(data) > max_size:
        raise _too_large(name, max_size)
    try:
        text, encoding, bom = decode(data, name, encoding)
    except MemoryError:
        raise no_memory(name) from None
    markdown = path != STDIN and Path(path).suffix.lower() in MARKDOWN
    document = Document(text, name, format="markdown" if markdown else "text")
    digest = sha256(data).hexdigest()
    return Source(path, document, bom, digest, status, inner or Path(Path(path).name), encoding)


def read_bytes(path: Path, max_size: int | None) -> tuple[bytes, os.stat_result]:
    """All bytes of a file; of a pipe at most one more than `max_size`, which tells of too many."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            kind = "folder" if stat.S_ISDIR(mode) else "device or socket"
            raise SourceError(path, f"is a {kind}, not a file", "name a text file")
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if max_size is not None and stat.S_ISREG(mode) and status.st_size > max_size:
                raise _too_large(path, max_size)
            return _read(file, status.st_size, max_size), status
    except OSError as error:
        raise failed(path, error) from error
    except MemoryError:
        raise no_memory(path) from None


def _too_large(path: Path | str, max_size: int) -> SourceError:
    return SourceError(path, f"larger than {max_size:,} bytes", "split it or raise max-size")


def _read(file: BinaryIO, expected: int, max_size: int | None) -> bytes:
    """Asked for all it may hold at once, a file of a page would get room for the largest."""
    limit = -1 if max_size is None else max_size + 1
    data = file.read(expected + 1 if max_size is None else min(expected + 1, limit))
    if len(data) <= expected:
        return data
    return data + file.read(-1 if max_size is None else limit - len(data))
