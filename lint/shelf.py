"""The sources of a run, gone through twice: what the files say of each other must be known first.

Texts stay in memory up to a limit; beyond it files are read again. Pipes and standard input are
read once and kept, whatever their size.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from seedlint.core import Document
from seedlint.sources.text import MAX_SIZE, Source, read
from seedlint.sources.trouble import SourceError

KEPT = 64_000_000
"""Bytes of text that are kept between the two passes."""


class Again(NamedTuple):
    """A file to be read a second time."""

    path: Path
    inner: Path
    encoding: str


class Shelf:
    """`count` sources could be read; `complain` is told of the others, and `troubled` is set.

    `page_break` is that of every document of the second pass.
    """

    def __init__(
        self,
        sources: Iterable[Source | SourceError],
        complain: Callable[[SourceError], None],
        kept: int = KEPT,
        max_size: int = MAX_SIZE,
        page_break: str = "",
    ) -> None:
        self.count = 0
        self.troubled = False
        self._incoming = sources
        self._complain = complain
        self._max_size = max_size
        self._page_break = page_break
        self._room = kept
        self._shelf: deque[Source | Again] = deque()

    def trouble(self, error: SourceError) -> None:
        self.troubled = True
        self._complain(error)

    def documents(self) -> Iterator[Document]:
        """The first pass."""
        for source in self._incoming:
            if isinstance(source, SourceError):
                self.trouble(source)
                continue
            self.count += 1
            self._shelf.append(self._keep(source))
            yield source.document

    def sources(self) -> Iterator[Source]:
        """The second pass; what was kept is let go."""
        while self._shelf:
            source = self._shelf.popleft()
            if isinstance(source, Again):
                try:
                    source = read(
                        source.path,
                        inner=source.inner,
                        max_size=self._max_size,
                        encoding=source.encoding,
                    )
                except SourceError as error:
                    self.trouble(error)
                    continue
            yield self._with_breaks(source)

    def _with_breaks(self, source: Source) -> Source:
        """The source, told what parts its pages."""
        if not self._page_break:
            return source
        return replace(source, document=replace(source.document, page_break=self._page_break))

    def _keep(self, source: Source) -> Source | Again:
        size = sys.getsizeof(source.document.text)
        if source.regular and isinstance(source.path, Path) and size > self._room:
            return Again(source.path, source.inner, source.encoding)
        self._room -= size
        return source
