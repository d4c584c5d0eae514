"""The sources of a run, gone through twice: what the files say of each other must be known first.

Texts stay in memory up to a limit; beyond it files are read again. Pipes and standard input are
read once and kept, whatever their size.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from seedlint.core import Document
from seedlint.sources.text import MAX_SIZE, Again, Source, with_breaks
from seedlint.sources.trouble import SourceError

KEPT = 64_000_000
"""Bytes of text that are kept between the two passes."""


class Shelf:
    """`count` sources could be read, `size` code points; `complain` is told of the others.

    `troubled` is set then. `page_break` is that of every document of the second pass.
    """

    def __init__(
        self,
        sources: Iterable[Source | SourceError],
        complain: Callable[[SourceError], None],
        kept: int = KEPT,
        max_size: int = MAX_SIZE,
        page_break: str = "",
    ) -> None:
        self.count = self.size = 0
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
            self.size += len(source.document.text)
            self._shelf.append(self._keep(source))
            yield source.document

    def sources(self) -> Iterator[Source | Again]:
        """The second pass; what was kept is let go, and the rest to be opened again."""
        while self._shelf:
            yield self._shelf.popleft()

    def _keep(self, source: Source) -> Source | Again:
        size = sys.getsizeof(source.document.text)
        if source.regular and isinstance(source.path, Path) and size > self._room:
            known = source.path, source.inner, source.encoding, self._max_size, self._page_break
            return Again(*known, len(source.document.text))
        self._room -= size
        return with_breaks(source, self._page_break)
