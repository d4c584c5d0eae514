"""The way back: files as they were before a run, to the byte, by what ledgers say of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from seedlint.core import Document
from seedlint.edits import apply, backward
from seedlint.entries import Entry
from seedlint.history import above, below
from seedlint.ledger import Ledger
from seedlint.sources.encoding import encode
from seedlint.sources.files import is_output
from seedlint.sources.text import Source, read_bytes
from seedlint.sources.trouble import SourceError
from seedlint.sources.writing import at_once, replace


class Undone(NamedTuple):
    """A file that went one run back; `edits` were taken back."""

    path: Path
    run: str
    edits: int


def undo(path: Path) -> Undone:
    """Take back what the newest run did to a file; the bytes are exactly those from before.

    Raises SourceError, the file untouched, if no ledger speaks of it or it has changed since.
    """
    real = Path(os.path.realpath(path))
    told = [(one, entry) for one in above(real.parent) for entry in one.standing().get(real, ())]
    undone = _step_back(path, told)
    if undone is None:
        raise SourceError(path, "nothing to undo", "only what seedlint fixed can be undone")
    return undone


def undo_folder(folder: Path) -> Iterator[Undone | SourceError]:
    """Take every file below `folder` one run back, as far as ledgers speak of them.

    Of ledgers below, those of output folders are left alone: who wants copies undone names them.
    """
    real = Path(os.path.realpath(folder))
    files: dict[Path, list[tuple[Ledger, Entry]]] = {}
    for one in chain(above(real), below(real)):
        try:
            if isinstance(one, SourceError):
                raise one
            standing = one.standing()
        except SourceError as error:
            yield error
            continue
        for file, entries in standing.items():
            if file.is_relative_to(real):
                files.setdefault(file, []).extend((one, entry) for entry in entries)
    steps = [
        partial(_tried, folder / file.relative_to(real), told)
        for file, told in sorted(files.items())
    ]
    yield from filter(None, at_once(steps))


def _tried(path: Path, told: list[tuple[Ledger, Entry]]) -> Undone | SourceError | None:
    try:
        return _step_back(path, told)
    except SourceError as error:
        return error


def _step_back(path: Path, told: list[tuple[Ledger, Entry]]) -> Undone | None:
    """Undo the newest entry that speaks of the present bytes; None if there is nothing to undo."""
    changes = [(ledger, entry) for ledger, entry in told if entry.before != entry.after]
    if not changes:
        return None
    data, status = read_bytes(path, None)
    digest = sha256(data).hexdigest()
    fitting = [pair for pair in changes if pair[1].after == digest]
    if not fitting:
        if any(entry.before == digest for _, entry in changes):
            return None
        remedy = f"the old text is in {changes[-1][0].file}"
        raise SourceError(path, "changed since seedlint wrote it, so it is left as it is", remedy)
    ledger, entry = max(fitting, key=lambda pair: pair[1].time)
    before = _bytes_before(path, data, entry)
    source = Source(path, Document("", str(path)), entry.bom, digest, status, path, entry.written)
    # a copy is read-only because its source is, and has to be undone all the same
    replace(source, before, read_only=is_output(ledger.home))
    ledger.strike(entry)
    return Undone(path, entry.run, len(entry.edits))


def _bytes_before(path: Path, data: bytes, entry: Entry) -> bytes:
    """What became `data`. Raises SourceError if the entry was tampered with."""
    with suppress(ValueError, LookupError):
        text = data.decode(entry.written)
        if entry.bom and entry.written == entry.encoding:
            text = text.removeprefix("\ufeff")
        source = apply(text, backward(swap[:4] for swap in entry.edits))
        before = encode(source, entry.encoding, entry.bom)
        if sha256(before).hexdigest() == entry.before:
            return before
    raise SourceError(path, "its ledger entry does not lead back", "left as it is")
