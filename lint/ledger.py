"""What was changed, from which bytes to which, and the way back.

A ledger is a file of JSON lines that only grows: `.seedlint/ledger.jsonl` in the output folder of
copies, or in the project of files fixed in place. An entry is on the disk before the bytes it
speaks of have their name, so there can be an entry without its change, never the reverse; what
an entry says is believed only of a file with the very bytes it names.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from seedlint.core import Document, Report
from seedlint.edits import apply, backward
from seedlint.sources.encoding import encode
from seedlint.sources.files import HOME, OUTPUT_MARK, SourceError, failed, is_output
from seedlint.sources.text import Source, read_bytes
from seedlint.sources.writing import make_folder, replace, sync_folder

VERSION = 1
TEXTS = ("run", "time", "path", "encoding", "before", "after")
MARK = "Cleaned copies of seedlint are kept here; a walk over files above leaves this folder out.\n"


class Swap(NamedTuple):
    """`old`, which stood at `[start, end)` of the source's text, became `new`."""

    start: int
    end: int
    old: str
    new: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one run did to one file: `path` below the ledger's home, sha256 of all its bytes.

    A copy that needed no change has an entry without edits. `encoding` and `bom` are those before,
    `written` is the encoding after; where that is another, there is no byte order mark.
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


class Undone(NamedTuple):
    """A file that went one run back; `edits` were taken back."""

    path: Path
    run: str
    edits: int


def new_run() -> str:
    """A name for a run: when it began, in UTC, and four random bytes."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"


def describe(
    run: str, path: Path, source: Source, report: Report, after: bytes, written: str | None = None
) -> Entry:
    """The entry for a source that became `after`, in another encoding if `written` says so.

    `path` is relative to the ledger's home.
    """
    text = report.document.text
    edits = (Swap(a, b, text[a:b], new, codes) for a, b, new, codes in report.edits)
    before, digest = source.sha256, sha256(after).hexdigest()
    codings = source.encoding, written or source.encoding, source.bom
    return Entry(run, _now(), path.as_posix(), *codings, before, digest, tuple(edits))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def home_of(path: Path) -> Path:
    """The folder whose ledger speaks of a file fixed in place: its project, else its own."""
    real = Path(os.path.realpath(path))
    return next((folder for folder in real.parents if is_project(folder)), real.parent)


def is_project(folder: Path) -> bool:
    """Whether a configuration of seedlint or a repository stands here."""
    if (folder / "seedlint.toml").is_file() or (folder / ".git").exists():
        return True
    import tomllib

    settings = folder / "pyproject.toml"
    try:
        read_in = tomllib.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
    except (OSError, ValueError, RecursionError):
        return False
    tools = read_in.get("tool")
    return isinstance(tools, dict) and "seedlint" in tools


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one folder; `copies` marks it as a folder that is never walked as input."""

    home: Path
    copies: bool = False

    @property
    def file(self) -> Path:
        return self.home / HOME / "ledger.jsonl"

    def append(self, entry: Entry) -> None:
        """Write an entry down, durably. Raises SourceError where the ledger is a link."""
        self._write(asdict(entry) | {"edits": [swap._asdict() for swap in entry.edits]})

    def strike(self, entry: Entry) -> None:
        """Note that an entry is undone."""
        self._write({"undone": entry.run, "time": _now(), "path": entry.path})

    def _write(self, record: Mapping[str, object]) -> None:
        # a name that is not UTF-8 holds lone surrogates, which become JSON escapes
        line = json.dumps({"version": VERSION, **record}, ensure_ascii=False)
        try:
            self._prepare()
            self._add(line.encode("utf-8", "backslashreplace") + b"\n")
        except OSError as error:
            raise failed(self.file, error) from error

    def _add(self, line: bytes) -> None:
        """On a line of its own, whatever a crash left at the end."""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        with os.fdopen(os.open(self.file, flags, 0o666), "ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = os.fstat(file.fileno()).st_size
            torn = size and os.pread(file.fileno(), 1, size - 1) != b"\n"
            file.write(b"\n" * bool(torn) + line)
            file.flush()
            os.fsync(file.fileno())
        if not size:
            sync_folder(self.file.parent)

    def _prepare(self) -> None:
        folder = self.file.parent
        if folder.is_symlink() or self.file.is_symlink():
            raise SourceError(self.file, "is a link; a ledger is not", "remove the link")
        make_folder(folder)
        if self.copies and not is_output(self.home):
            (folder / OUTPUT_MARK).write_text(MARK, encoding="utf-8")
        if not self.file.exists() and is_project(self.home):
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")

    def standing(self) -> dict[Path, list[Entry]]:
        """The entries that are not undone, by file, oldest first.

        Raises SourceError for a ledger that cannot be read or that a newer version wrote.
        """
        files: dict[Path, list[Entry]] = {}
        for record in self._records():
            path = self.home / str(record.get("path"))
            if not Path(os.path.realpath(path)).is_relative_to(self.home):
                continue
            if "undone" in record:
                kept = [entry for entry in files.get(path, ()) if entry.run != record["undone"]]
                files[path] = kept
            elif entry := _entry(record):
                files.setdefault(path, []).append(entry)
        return files

    def digests(self) -> dict[Path, list[tuple[str, str]]]:
        """By file, the sha256 before and after each entry, undone or not, oldest first."""
        files: dict[Path, list[tuple[str, str]]] = {}
        for entry in filter(None, map(_entry, self._records())):
            files.setdefault(self.home / entry.path, []).append((entry.before, entry.after))
        return files

    def _records(self) -> Iterator[dict[str, Any]]:
        """Every whole line; one that a crash tore is passed over."""
        try:
            lines = self.file.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        except OSError as error:
            raise failed(self.file, error) from error
        for line in lines:
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(record, dict):
                if record.get("version") != VERSION:
                    raise SourceError(self.file, "was written by another version", "upgrade")
                yield record


def _entry(record: Mapping[str, Any]) -> Entry | None:
    """The entry in a record; None for what is none, by another's hand or by a torn line."""
    try:
        edits = tuple(_swap(**swap) for swap in record["edits"])
        run, time, path, encoding, before, after = (str(record[field]) for field in TEXTS)
        codings = encoding, str(record.get("written", encoding)), bool(record["bom"])
        return Entry(run, time, path, *codings, before, after, edits)
    except (KeyError, TypeError, ValueError):
        return None


def _swap(start: object, end: object, old: object, new: object, codes: Iterable[object]) -> Swap:
    return Swap(int(str(start)), int(str(end)), str(old), str(new), tuple(map(str, codes)))


def undo(path: Path) -> Undone:
    """Take back what the newest run did to a file; the bytes are exactly those from before.

    Raises SourceError, the file untouched, if no ledger speaks of it or it has changed since.
    """
    real = Path(os.path.realpath(path))
    told = [(one, entry) for one in _above(real.parent) for entry in one.standing().get(real, ())]
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
    for ledger in [*_above(real), *_below(real)]:
        for file, entries in ledger.standing().items():
            if file.is_relative_to(real):
                files.setdefault(file, []).extend((ledger, entry) for entry in entries)
    for file, told in sorted(files.items()):
        try:
            undone = _step_back(folder / file.relative_to(real), told)
        except SourceError as error:
            yield error
        else:
            if undone:
                yield undone


def _above(folder: Path) -> list[Ledger]:
    return [one for one in map(Ledger, (folder, *folder.parents)) if one.file.is_file()]


def _below(folder: Path) -> Iterator[Ledger]:
    for name, folders, _ in os.walk(folder):
        here = Path(name)
        if here != folder and is_output(here):
            folders.clear()
        elif here != folder and HOME in folders:
            yield Ledger(here)
        folders[:] = sorted(one for one in folders if not one.startswith("."))


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
