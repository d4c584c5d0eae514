"""What a file that seedlint wrote was made of, as the ledgers tell: for citing the source."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from seedlint.core import AppliedEdit, Span
from seedlint.edits import compose
from seedlint.entries import Entry
from seedlint.history import above
from seedlint.ledger import Ledger, Told
from seedlint.sources.files import is_output
from seedlint.sources.text import read_bytes
from seedlint.sources.trouble import SourceError
from seedlint.spans import SpanMap
from seedlint.undo import text_before


class Origin:
    """A text, the source it was made of and the edits that lie between.

    `source` is the file that was read; None where the ledger, written by the first version, does
    not say. `sha256` is that of its bytes.
    """

    def __init__(self, source: Path | None, digest: str, texts: Texts, edits: Edits) -> None:
        self.source, self.sha256, self.edits = source, digest, edits
        self.source_text, self.text = texts

    def source_span(self, start: int, end: int | None = None) -> Span:
        """The span of `source_text` for one of `text`; see `seedlint.source_span`."""
        return self._map.source(start, end)

    def fixed_span(self, start: int, end: int | None = None) -> Span:
        """The span of `text` for one of `source_text`; see `seedlint.fixed_span`."""
        return self._map.fixed(start, end)

    @cached_property
    def _map(self) -> SpanMap:
        return SpanMap(self.edits)


class Texts(NamedTuple):
    source: str
    fixed: str


Edits = tuple[AppliedEdit, ...]


def origin(path: str | os.PathLike[str]) -> Origin:
    """How a file that `seedlint fix` wrote came to be.

    A file that was fixed in place several times is followed back as far as each run began with
    the very bytes with which the one before it ended. Raises SourceError for a file that is not
    as seedlint wrote it.
    """
    path = Path(path)
    data, _ = read_bytes(path, None)
    told = list(_entries(Path(os.path.realpath(path))))
    step = _newest(told, sha256(data).hexdigest())
    if step is None:
        remedy = "only what `seedlint fix` wrote can be mapped, as it wrote it"
        raise SourceError(path, "no ledger tells how it came to be", remedy)
    before = text_before(path, data, step.entry)
    text, edits = before.now, _edits(step.entry)
    while earlier := _earlier(told, step):
        between = before
        step, before = earlier, text_before(path, between.data, earlier.entry)
        edits = compose(_edits(step.entry), edits, between.text)
    return Origin(step.source(path), step.entry.before, Texts(before.text, text), edits)


class _Step(NamedTuple):
    ledger: Ledger
    entry: Entry

    def source(self, path: Path) -> Path | None:
        if not is_output(self.ledger.home):
            return path
        found = self.entry.source
        return Path(os.path.normpath(self.ledger.home / found)) if found else None


def _earlier(told: list[_Step], step: _Step) -> _Step | None:
    """The run before; a copy is made of another file, whatever earlier copies there were."""
    if is_output(step.ledger.home):
        return None
    older = [one for one in told if one.entry.time < step.entry.time]
    return _newest(older, step.entry.before)


def _newest(told: list[_Step], digest: str) -> _Step | None:
    fitting = [one for one in told if one.entry.after == digest]
    return max(fitting, key=lambda one: one.entry.time, default=None)


def _entries(real: Path) -> Iterator[_Step]:
    """All that is told of a file, undone or not: its bytes say whether it is so."""
    for ledger in above(real.parent):
        status = ledger.file.stat()
        history = _history(ledger, status.st_size, status.st_mtime_ns)
        yield from (_Step(ledger, told.entry) for told in history.get(real, ()))


@lru_cache(maxsize=2)
def _history(ledger: Ledger, size: int, changed: int) -> dict[Path, list[Told]]:
    """Kept as long as the ledger stays, for who asks about all the files of a folder."""
    return ledger.history()


def _edits(entry: Entry) -> Edits:
    return tuple(AppliedEdit(swap.start, swap.end, swap.new, swap.codes) for swap in entry.edits)
