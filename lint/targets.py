"""Where fixed text goes: copies below a folder, in place of the sources, or nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from seedlint.core import Report
from seedlint.entries import Run, describe, new_run
from seedlint.ledger import Ledger, home_of
from seedlint.sources.encoding import NAMES, encode
from seedlint.sources.temporary import sweep
from seedlint.sources.text import Source
from seedlint.sources.trouble import SourceError, failed
from seedlint.sources.writing import replace, write_new


@dataclass(frozen=True, slots=True)
class Copies:
    """Every text is written below `folder`, at its place below the folder that was named.

    A file that was named itself stands there by its bare name. A copy is in the encoding of its
    source or, where that is another, in `encoding` without a byte order mark.
    """

    folder: Path
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class InPlace:
    """The fixed text takes the place of its source."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing is written: for a diff, or for standard output."""


Target = Copies | InPlace | Nowhere


Write = Callable[[], Path]
"""Writes one text, at any time and beside others; returns the file that now holds it."""
Keep = Callable[[Source, Report], Write | None]
"""Decides, source by source, where a text goes; None where nothing is to be written. Either raises
SourceError."""


def keeper(target: Target, command: str = "") -> Keep:
    """`command` is noted in the ledger as what was typed."""
    match target:
        case Copies(folder, encoding):
            return _Copying(folder, encoding, new_run(command)).keep
        case InPlace():
            return _Replacing(new_run(command)).keep
        case Nowhere():
            return lambda source, report: None


def fixed_bytes(source: Source, report: Report, encoding: str | None = None) -> bytes:
    """The fixed text as the bytes of a file: in the encoding of its source unless told otherwise.

    Raises SourceError that names the fix which the encoding cannot hold.
    """
    encoding = encoding or source.encoding
    bom = source.bom and encoding == source.encoding
    try:
        return encode(report.text, encoding, bom)
    except UnicodeEncodeError as error:
        lacks = f"U+{ord(error.object[error.start]):04X}, which {NAMES[encoding]} lacks"
        codes, byte = _origin(source, report, error.start - bom)
        remedy = f"--ignore {codes}"
        if encoding != "utf-8":
            remedy += ", or write copies with -o and --output-encoding utf-8"
        reason = f"{codes} would write at byte {byte:,} {lacks}"
        raise SourceError(source.document.path, reason, remedy) from None


def _origin(source: Source, report: Report, place: int) -> tuple[str, int]:
    """Of a place in the fixed text: the rules that wrote it, and its byte in the source."""
    codes, start, grown = "", 0, 0
    for edit in report.edits:
        if edit.start + grown > place:
            break
        codes, start = ",".join(edit.codes), edit.start
        grown += len(edit.text) - (edit.end - edit.start)
    return codes, len(encode(source.document.text[:start], source.encoding, source.bom))


class _Replacing:
    """Gives the sources new bytes; what is done in a folder goes into the ledger of its project."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.ledgers: dict[Path, Ledger] = {}

    def keep(self, source: Source, report: Report) -> Write | None:
        if not source.regular:
            reason = "is not a regular file, so it cannot be fixed in place"
            raise SourceError(source.document.path, reason, "read it from a file")
        if report.text == report.document.text:
            return None
        place = Path(os.path.realpath(source.path))
        return partial(self._write, source, report, place, self._ledger(place.parent))

    def _ledger(self, folder: Path) -> Ledger:
        if folder not in self.ledgers:
            ledger = Ledger(home_of(folder))
            ledger.check()
            sweep(folder)
            self.ledgers[folder] = ledger
        return self.ledgers[folder]

    def _write(self, source: Source, report: Report, place: Path, ledger: Ledger) -> Path:
        data = fixed_bytes(source, report)
        inner = place.relative_to(ledger.home)
        entry = describe(self.run, ledger.home, inner, source, report, data, source.encoding)
        return replace(source, data, partial(ledger.append, entry))


class _Copying:
    """Writes copies to one folder, never over anything but what earlier runs wrote there."""

    def __init__(self, folder: Path, encoding: str | None, run: Run) -> None:
        self.folder, self.encoding, self.run = folder, encoding, run
        self.home = Path(os.path.realpath(folder))
        self.ledger = Ledger(self.home, copies=True)
        self.taken: dict[Path, str] = {}
        self.swept: set[Path] = set()

    @cached_property
    def earlier(self) -> dict[Path, list[tuple[str, str]]]:
        return self.ledger.digests()

    def keep(self, source: Source, report: Report) -> Write:
        place = self._claim(source)
        return partial(self._write, source, report, place, self.earlier.get(place, []))

    def _write(
        self, source: Source, report: Report, place: Path, earlier: Sequence[tuple[str, str]]
    ) -> Path:
        data = fixed_bytes(source, report, self.encoding)
        inner = place.relative_to(self.home)
        written = self.encoding or source.encoding
        entry = describe(self.run, self.home, inner, source, report, data, written)
        present = _digest(place)
        if present == entry.after and (entry.before, entry.after) in earlier[-1:]:
            return self.folder / source.inner
        if present not in (None, entry.after, *chain(*earlier)):
            reason = "stands where a copy belongs and is not as seedlint wrote it"
            raise SourceError(place, reason, "move it away, or choose another folder")

        def note() -> None:
            self.ledger.append(entry)
            if _digest(place) != present:
                raise SourceError(place, "changed while seedlint was working", "run again")

        write_new(place, data, source, note)
        return self.folder / source.inner

    def _claim(self, source: Source) -> Path:
        """Where the copy of `source` goes. Raises SourceError if that is taken or leads away."""
        name, place = source.document.path, self.home / source.inner
        if not source.regular:
            raise SourceError(name, "is not a regular file, so it has no copy", "name a file")
        if place == Path(os.path.realpath(source.path)):
            raise SourceError(name, "its copy would overwrite it", "choose another folder for -o")
        if place in self.taken:
            reason = f"its copy would overwrite that of {self.taken[place]} ({place})"
            raise SourceError(name, reason, "name a folder above both, or run them one by one")
        if Path(os.path.realpath(place)) != place:
            raise SourceError(name, f"the place of its copy, {place}, is a link", "remove the link")
        if place.parent not in self.swept:
            sweep(place.parent)
            self.swept.add(place.parent)
        self.taken[place] = name
        return place


def _digest(path: Path) -> str | None:
    """The sha256 of a file, None if there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise failed(path, error) from error
