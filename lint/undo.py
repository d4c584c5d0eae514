"""The way back: files as they were before a run, to the byte, by what ledgers say of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from seedlint.core import Document, Edit
from seedlint.edits import apply, backward
from seedlint.entries import Entry, now
from seedlint.history import above, below
from seedlint.ledger import Ledger
from seedlint.parting import Parted, part
from seedlint.sources.encoding import encode
from seedlint.sources.files import STDIN, is_output
from seedlint.sources.temporary import sweep
from seedlint.sources.text import Source, read_bytes
from seedlint.sources.trouble import SourceError, failed
from seedlint.sources.writing import at_once, replace


class Wanted(NamedTuple):
    """What is to be taken back: what the newest run did, or only `run`; all, or only `rules`."""

    run: str = ""
    rules: frozenset[str] = frozenset()


ALL = Wanted()
Speaking = list[tuple[Ledger, Entry]]
"""The entries that speak of a file, and where each stands."""


class Undone(NamedTuple):
    """A file that went back; `edits` of `rules`, of all if there are none, were taken back.

    `stuck` edits of the rules could not be parted from those of `others`, and stand.
    """

    path: Path
    run: str
    edits: int
    rules: tuple[str, ...] = ()
    stuck: int = 0
    others: tuple[str, ...] = ()


def undo(path: Path, wanted: Wanted = ALL) -> Undone:
    """Take back what the newest run did to a file; the bytes are exactly those from before.

    Raises SourceError, the file untouched, if no ledger speaks of it or it has changed since.
    """
    real = Path(os.path.realpath(path))
    told = [(one, entry) for one in above(real.parent) for entry in one.standing().get(real, ())]
    if told:
        sweep(real.parent)
    undone = _step_back(path, told, wanted)
    if undone is None:
        raise nothing(path, wanted)
    return undone


def nothing(path: Path, wanted: Wanted) -> SourceError:
    of = f" of {', '.join(sorted(wanted.rules))}" * bool(wanted.rules)
    of += f" in run {wanted.run}" * bool(wanted.run)
    remedy = "only what seedlint fixed can be undone"
    if of:
        remedy = "`seedlint log` lists what was done"
    return SourceError(path, f"nothing{of} to undo", remedy)


def undo_folder(folder: Path, wanted: Wanted = ALL) -> Iterator[Undone | SourceError]:
    """Take every file below `folder` one run back, as far as ledgers speak of them.

    Of ledgers below, those of output folders are left alone unless a run is named: who wants
    copies undone names them.
    """
    real = Path(os.path.realpath(folder))
    files: dict[Path, Speaking] = {}
    for one in chain(above(real), below(real, copies=bool(wanted.run))):
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
    for inner in {file.parent for file in files}:
        sweep(inner)
    steps = [
        partial(_tried, folder / file.relative_to(real), told, wanted)
        for file, told in sorted(files.items())
    ]
    yield from filter(None, at_once(steps))


def _tried(path: Path, told: Speaking, wanted: Wanted) -> Undone | SourceError | None:
    try:
        return _step_back(path, told, wanted)
    except SourceError as error:
        return error


def _step_back(path: Path, told: Speaking, wanted: Wanted) -> Undone | None:
    """Undo the newest entry that speaks of the present bytes; None if there is nothing to undo."""
    told = [(ledger, entry) for ledger, entry in told if entry.before != entry.after]
    if not any(_concerned(entry, wanted) for _, entry in told):
        return None
    data, status = read_bytes(path, None)
    digest = sha256(data).hexdigest()
    fitting = [pair for pair in told if pair[1].after == digest]
    if not fitting:
        if any(entry.before == digest for _, entry in told):
            return None
        remedy = f"the old text is in {told[-1][0].file}"
        raise SourceError(path, "changed since seedlint wrote it, so it is left as it is", remedy)
    ledger, entry = max(fitting, key=lambda pair: (pair[1].run == wanted.run, pair[1].time))
    if wanted.run not in ("", entry.run):
        remedy = f"undo that one first, with --run {entry.run}"
        raise SourceError(path, f"was changed by run {entry.run} after {wanted.run}", remedy)
    if not _concerned(entry, wanted):
        return None
    source = Source(path, Document("", str(path)), entry.bom, digest, status, path, entry.written)
    return _taken_back(_File(source, data, ledger, entry), wanted.rules)


def _concerned(entry: Entry, wanted: Wanted) -> bool:
    rules = {code for swap in entry.edits for code in swap.codes}
    return wanted.run in ("", entry.run) and (not wanted.rules or bool(rules & wanted.rules))


class _File(NamedTuple):
    """A file as it is now, and the entry that tells how it came to be."""

    source: Source
    data: bytes
    ledger: Ledger
    entry: Entry


def _taken_back(file: _File, rules: frozenset[str]) -> Undone:
    path, entry = Path(file.source.document.path), file.entry
    text, before, _ = text_before(path, file.data, entry)
    if not rules:
        _write(file, before)
        return Undone(path, entry.run, len(entry.edits))
    parted = part(entry.edits, rules)
    if parted.back:
        _write(file, before, _rest(entry, text, parted, rules))
    codes = {code for swap in parted.stuck for code in swap.codes}
    stuck = len(parted.stuck), tuple(sorted(codes - rules))
    return Undone(path, entry.run, len(parted.back), tuple(sorted(rules)), *stuck)


def _rest(entry: Entry, text: str, parted: Parted, rules: frozenset[str]) -> tuple[bytes, Entry]:
    """What is left of a fix without some rules, and the entry for it: from the same source."""
    kept = apply(text, (Edit(swap.start, swap.end, swap.new) for swap in parted.kept))
    data = encode(kept, entry.written, entry.bom and entry.written == entry.encoding)
    withdrawn = tuple(sorted({*entry.withdrawn, *rules}))
    rest = entry._replace(after=sha256(data).hexdigest(), edits=parted.kept, withdrawn=withdrawn)
    return data, rest._replace(time=now())


def _write(file: _File, before: bytes, rest: tuple[bytes, Entry] | None = None) -> None:
    """Write what was before or, if something stays, that.

    The entry for the latter joins the one for the whole, which is right again if the new bytes do
    not come to have their name.
    """
    # a copy is read-only because its source is, and has to be undone all the same
    read_only = is_output(file.ledger.home)
    if rest and rest[0] != before:
        data, entry = rest
        replace(file.source, data, partial(file.ledger.append, entry), read_only=read_only)
    else:
        replace(file.source, before, read_only=read_only)
        file.ledger.strike(file.entry)


class Before(NamedTuple):
    """A text and its bytes, and what it became."""

    text: str
    data: bytes
    now: str


def text_before(path: Path, data: bytes, entry: Entry) -> Before:
    """What became `data`. Raises SourceError if the entry was tampered with."""
    with suppress(ValueError, LookupError):
        text = data.decode(entry.written)
        if entry.bom and entry.written == entry.encoding:
            text = text.removeprefix("\ufeff")
        source = apply(text, backward(swap[:4] for swap in entry.edits))
        before = encode(source, entry.encoding, entry.bom)
        if sha256(before).hexdigest() == entry.before:
            return Before(source, before, text)
    raise SourceError(path, "its ledger entry does not lead back", "left as it is")


def undo_paths(paths: Iterable[str], wanted: Wanted = ALL) -> Iterator[Undone | SourceError]:
    """Take files, and all files of folders, one run back; see `undo`."""
    for name in paths:
        path = Path(name)
        try:
            if name == STDIN:
                raise SourceError("<stdin>", "cannot be undone", "name a file")
            if not path.is_dir():
                yield undo(path, wanted)
                continue
            undone = list(undo_folder(path, wanted))
            if not undone:
                raise nothing(path, wanted)
            yield from undone
        except SourceError as error:
            yield error
        except OSError as error:
            yield failed(error.filename or path, error)
