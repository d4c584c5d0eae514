"""What a ledger says of one file and one run, and how it is read out of a line."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from seedlint.core import Report, Span
from seedlint.sources.text import Source
from seedlint.version import __version__

TEXTS = ("run", "time", "path", "encoding", "before", "after")
LATER = ("source", "command", "seedlint")
"""Texts that entries of the first version lack."""


class Run(NamedTuple):
    """One run: its name, and what was typed to begin it, if anything was."""

    id: str
    command: str = ""


class Swap(NamedTuple):
    """`old`, which stood at `[start, end)` of the source's text, became `new`.

    `bytes` is the same place in the source's file; None in entries of the first version.
    """

    start: int
    end: int
    old: str
    new: str
    codes: tuple[str, ...]
    bytes: Span | None = None


class Entry(NamedTuple):
    """What one run did to one file: `path` below the ledger's home, sha256 of all its bytes.

    A copy that needed no change has an entry without edits. `encoding` and `bom` are those before,
    `written` is the encoding after; where that is another, there is no byte order mark. `source`
    is where the text was read, from the ledger's home, and `seedlint` the version that wrote it.
    The edits of the rules in `withdrawn` were taken back after the run.
    """

    run: str
    time: str
    path: str
    encoding: str
    written: str
    bom: bool
    before: str
    after: str
    edits: tuple[Swap, ...]
    source: str = ""
    command: str = ""
    seedlint: str = ""
    withdrawn: tuple[str, ...] = ()

    def record(self) -> dict[str, object]:
        """Plain data, from which `entry_in` makes the same entry."""
        return self._asdict() | {"edits": [swap._asdict() for swap in self.edits]}


def new_run(command: str = "") -> Run:
    """A run that begins now; its name is the time, in UTC, and four random bytes."""
    return Run(f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}", command)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def describe(
    run: Run, home: Path, path: Path, source: Source, report: Report, after: bytes, written: str
) -> Entry:
    """The entry for a source that became `after`, in the encoding `written`.

    `path` is relative to `home`, which is the ledger's.
    """
    text = report.document.text
    places = byte_spans(text, [edit[:2] for edit in report.edits], source.encoding, source.bom)
    edits = tuple(
        Swap(start, end, text[start:end], new, codes, place)
        for (start, end, new, codes), place in zip(report.edits, places, strict=True)
    )
    origin = Path(os.path.relpath(os.path.realpath(source.path), home)).as_posix()
    return Entry(
        run.id, now(), path.as_posix(), source.encoding, written, source.bom, source.sha256,
        sha256(after).hexdigest(), edits, origin, run.command, __version__,
    )  # fmt: skip


def byte_spans(text: str, spans: Iterable[Span], encoding: str, bom: bool) -> Iterator[Span]:
    """Where sorted spans of a text stand in its file.

    Of two characters that share their bytes, as in Big5-HKSCS, the second has none.
    """

    def size(start: int, end: int) -> int:
        return len(text[start:end].encode(encoding, "ignore"))

    done, at = 0, len("\ufeff".encode(encoding)) if bom else 0
    for start, end in spans:
        first = at + size(done, start)
        done, at = end, first + size(start, end)
        yield first, at


def entry_in(record: Mapping[str, Any]) -> Entry | None:
    """The entry in a record; None for what is none, by another's hand or by a torn line."""
    try:
        edits = tuple(_swap(**swap) for swap in record["edits"])
        run, time, path, encoding, before, after = (str(record[field]) for field in TEXTS)
        codings = encoding, str(record.get("written", encoding)), bool(record["bom"])
        source, command, version = (str(record.get(field, "")) for field in LATER)
        first = Entry(run, time, path, *codings, before, after, edits, source, command, version)
        return first._replace(withdrawn=tuple(map(str, record.get("withdrawn", ()))))
    except (KeyError, TypeError, ValueError):
        return None


def _swap(
    start: object,
    end: object,
    old: object,
    new: object,
    codes: Iterable[object],
    bytes: Sequence[object] | None = None,  # noqa: A002 - the key of the record
) -> Swap:
    place = None
    if bytes is not None:
        first, last = bytes
        place = int(str(first)), int(str(last))
    return Swap(int(str(start)), int(str(end)), str(old), str(new), tuple(map(str, codes)), place)
