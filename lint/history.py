"""Which ledgers speak of a file or a folder, and the runs they tell of."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from seedlint.ledger import Ledger, Told
from seedlint.sources.files import HOME, is_output
from seedlint.sources.trouble import SourceError, failed


class Past(NamedTuple):
    """One run, by all that was looked at: how many files it changed, and by which rules.

    An edit of several rules counts for each. In `undone` of the files all was taken back, in others
    what the rules `withdrawn` did, which is then no longer counted. Copies that needed no change
    are `unchanged`. As many as `void` of the files are as before though nothing was taken back: the
    run was killed before they had their new bytes, or somebody put them back.
    """

    run: str
    time: str
    seedlint: str
    command: str
    files: int
    unchanged: int
    undone: int
    void: int
    edits: int
    rules: dict[str, int]
    withdrawn: tuple[str, ...]
    ledgers: tuple[str, ...]


def runs(paths: Sequence[str]) -> tuple[list[Past], list[SourceError]]:
    """The runs that wrote these files, or files in these folders, newest first."""
    troubles: dict[str, SourceError] = {}
    written: dict[str, dict[tuple[Path, Path], Known]] = {}
    for name in paths:
        silent = True
        for one in _told(Path(name)):
            silent = False
            if isinstance(one, SourceError):
                troubles[str(one)] = one
                continue
            written.setdefault(one.told.entry.run, {})[one.ledger.file, one.file] = one
        if silent and not os.path.lexists(name):
            missing = SourceError(name, "does not exist", "check the name")
            troubles[str(missing)] = missing
    past = [_past(run, files) for run, files in written.items()]
    return sorted(past, key=lambda one: one.time, reverse=True), list(troubles.values())


def run_named(given: str, paths: Sequence[str]) -> str:
    """The run whose name begins like that. Raises ValueError that says what to do otherwise."""
    names = [one.run for one in runs(paths)[0] if one.run.startswith(given)]
    if given in names or len(names) == 1:
        return given if given in names else names[0]
    if names:
        raise ValueError(f"{len(names)} runs begin with {given}: {', '.join(names)}; name one")
    raise ValueError(f"no run {given} in {', '.join(paths)}; `seedlint log` lists them")


def _past(run: str, files: dict[tuple[Path, Path], Known]) -> Past:
    entries = [one.told.entry for one in files.values()]
    changes = [one for one in files.values() if one.told.entry.before != one.told.entry.after]
    rules: Counter[str] = Counter()
    for entry in entries:
        rules.update(code for swap in entry.edits for code in swap.codes)
    first = min(entries, key=lambda entry: entry.time)
    return Past(
        run,
        first.time,
        first.seedlint,
        first.command,
        files=len(changes),
        unchanged=len(entries) - len(changes),
        undone=sum(one.told.undone for one in changes),
        void=sum(one.void for one in changes),
        edits=sum(len(entry.edits) for entry in entries),
        rules=dict(rules.most_common()),
        withdrawn=tuple(sorted({code for entry in entries for code in entry.withdrawn})),
        ledgers=tuple(sorted({os.path.relpath(ledger) for ledger, _ in files})),
    )


class Known(NamedTuple):
    """What is known of one file and one run, and whether it came to nothing."""

    ledger: Ledger
    file: Path
    told: Told
    void: bool = False


def _told(path: Path) -> Iterator[Known | SourceError]:
    """What ledgers tell of a file or of all files of a folder, oldest first in each ledger."""
    real = Path(os.path.realpath(path))
    folder = path.is_dir()
    near = chain(above(real), below(real, copies=True)) if folder else above(real.parent)
    for one in near:
        try:
            if isinstance(one, SourceError):
                raise one
            history = one.history()
        except SourceError as error:
            yield error
            continue
        for file, told in history.items():
            if file == real or (folder and file.is_relative_to(real)):
                yield from _known(one, file, told)


def _known(ledger: Ledger, file: Path, told: Sequence[Told]) -> Iterator[Known]:
    """An entry of a file fixed in place was void if the next run, or the file, is as before it."""
    in_place = not is_output(ledger.home)
    for each, later in zip(told, [*told[1:], None], strict=True):
        entry, void = each.entry, False
        if in_place and not each.undone and entry.before != entry.after:
            void = entry.before == (later.entry.before if later else _digest(file))
        yield Known(ledger, file, each, void and (later is None or later.entry.run != entry.run))


def _digest(file: Path) -> str:
    """The sha256 of a file; of one that cannot be read nothing is known."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def above(folder: Path) -> list[Ledger]:
    """The ledgers of a folder and of those it lies in."""
    return [one for one in map(Ledger, (folder, *folder.parents)) if one.file.is_file()]


def below(folder: Path, copies: bool = False) -> Iterator[Ledger | SourceError]:
    """The ledgers of the folders in this one; with `copies`, those of output folders, too.

    A folder that cannot be looked into is an error: it may hold a ledger.
    """
    closed: list[OSError] = []
    for name, folders, _ in os.walk(folder, onerror=closed.append):
        here = Path(name)
        try:
            output = here != folder and is_output(here)
        except OSError as error:
            closed.append(error)
            output = True
        if output and not copies:
            folders.clear()
        elif here != folder and HOME in folders:
            yield Ledger(here)
        folders[:] = sorted(one for one in folders if not one.startswith("."))
    yield from (failed(error.filename, error) for error in closed)
