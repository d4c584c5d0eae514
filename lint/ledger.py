"""What was changed, from which bytes to which: written down before it is done.

A ledger is a file of JSON lines that only grows: `.seedlint/ledger.jsonl` in the output folder of
copies, or in the project of files fixed in place. An entry is on the disk before the bytes it
speaks of have their name, so there can be an entry without its change, never the reverse; what
an entry says is believed only of a file with the very bytes it names.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from seedlint.entries import Entry, entry_in, now
from seedlint.sources.files import HOME, OUTPUT_MARK, is_output
from seedlint.sources.trouble import SourceError, failed
from seedlint.sources.writing import make_folder, sync_folder
from seedlint.toml import LONGEST, parsed

VERSION = 2
READ = (1, VERSION)
"""Entries of the first version lack what `entries.py` gives a default."""
ANY = b'{"version": '
OURS = tuple(b"%s%d, " % (ANY, version) for version in READ)
"""How lines begin, and those that can be read here."""
TORN = tuple(one[:size] for one in OURS for size in range(len(ANY), len(one)))
"""What a crash may have left of the beginning of one of those."""
MARK = "Cleaned copies of seedlint are kept here; a walk over files above leaves this folder out.\n"


def home_of(folder: Path) -> Path:
    """Whose ledger speaks of files that are fixed in place in `folder`: its project, or its own."""
    real = Path(os.path.realpath(folder))
    return next((one for one in (real, *real.parents) if is_project(one)), real)


def is_project(folder: Path) -> bool:
    """Whether a configuration of seedlint or a repository stands here."""
    if (folder / "seedlint.toml").is_file() or (folder / ".git").exists():
        return True
    settings = folder / "pyproject.toml"
    try:
        if not settings.is_file():
            return False
        with settings.open("rb") as file:
            data = file.read(LONGEST + 1)
        tools = parsed(data).get("tool") if b"seedlint" in data else None
    except (OSError, ValueError):
        return False
    return isinstance(tools, dict) and "seedlint" in tools


class Told(NamedTuple):
    entry: Entry
    undone: bool = False


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
        self._write(entry.record())

    def strike(self, entry: Entry) -> None:
        """Note that an entry is undone."""
        self._write({"undone": entry.run, "time": now(), "path": entry.path})

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
        """The entries that are not undone, by file, oldest first; raises what `history` raises."""
        return {
            path: [one.entry for one in told if not one.undone]
            for path, told in self.history().items()
        }

    def history(self) -> dict[Path, list[Told]]:
        """Every entry, by file, oldest first.

        Raises SourceError for a ledger that cannot be read or that a newer version wrote.
        """
        files: dict[Path, list[Told]] = {}
        for record in self._records():
            path = self.home / str(record.get("path"))
            if not Path(os.path.realpath(path)).is_relative_to(self.home):
                continue
            if "undone" in record:
                for at, one in enumerate(files.get(path, ())):
                    if one.entry.run == record["undone"]:
                        files[path][at] = one._replace(undone=True)
            elif entry := entry_in(record):
                files.setdefault(path, []).append(Told(entry))
        return files

    def digests(self) -> dict[Path, list[tuple[str, str]]]:
        """By file, the sha256 before and after each entry, undone or not, oldest first."""
        files: dict[Path, list[tuple[str, str]]] = {}
        for entry in filter(None, map(entry_in, self._records())):
            files.setdefault(self.home / entry.path, []).append((entry.before, entry.after))
        return files

    def check(self) -> None:
        """Raises SourceError unless what is written here can be taken back by this version."""
        for line in self._lines():
            if line.startswith(ANY) and not line.startswith(OURS) and line not in TORN:
                raise self._foreign()

    def _lines(self) -> list[bytes]:
        try:
            return self.file.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        except OSError as error:
            raise failed(self.file, error) from error

    def _foreign(self) -> SourceError:
        return SourceError(self.file, "was written by another version", "upgrade")

    def _records(self) -> Iterator[dict[str, Any]]:
        """Every whole line; one that a crash tore is passed over."""
        for line in self._lines():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(record, dict):
                if record.get("version") not in READ:
                    raise self._foreign()
                yield record
