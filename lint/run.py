"""Many files from reading to writing, without a word printed.

Whatever goes wrong with one file is a `SourceError` in the stream; the others go on.
"""

from __future__ import annotations

import io
import os
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from itertools import accumulate, chain, takewhile
from pathlib import Path
from typing import NamedTuple

from seedlint.core import Edit, Evidence, Report, Rule
from seedlint.edits import apply
from seedlint.engine import BATCH, NO_EVIDENCE, Oscillation, fix_many
from seedlint.ledger import Ledger, Undone, describe, home_of, new_run, undo, undo_folder
from seedlint.sources.files import STDIN, SourceError, failed, find
from seedlint.sources.text import MAX_SIZE, Source, encode, read, replace, write_new

CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Copies:
    """Every text is written below `folder`, at its place below the folder that was named.

    A file that was named itself stands there by its bare name.
    """

    folder: Path


@dataclass(frozen=True, slots=True)
class InPlace:
    """The fixed text takes the place of its source."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing is written: for a diff, or for standard output."""


Target = Copies | InPlace | Nowhere


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source and its report; `path_written` is the file that now holds `report.text`.

    None where nothing was to be written. A copy that was already right is not written again, but
    has its path.
    """

    source: Source
    report: Report
    path_written: Path | None

    @property
    def changed(self) -> bool:
        return self.report.text != self.report.document.text


def load(
    paths: Sequence[str], *, max_size: int = MAX_SIZE, skip: Collection[Path] = ()
) -> Iterator[Source | SourceError]:
    """Read the files of `paths` one after the other; `skip` are folders not to walk into."""
    for found in find(paths, skip=skip):
        if isinstance(found, SourceError):
            yield found
            continue
        try:
            yield read(found.path, inner=found.inner, max_size=max_size)
        except SourceError as error:
            yield error


def fix_sources(
    sources: Iterable[Source | SourceError],
    *,
    unsafe: bool = False,
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    target: Target,
) -> Iterator[Fixed | SourceError]:
    """Fix texts and write them to `target`, about `BATCH` code points held at a time.

    Errors among the sources are handed on, ahead of the batch they stood in.
    """
    keep = _keeper(target)
    for batch in _batches(sources):
        if isinstance(batch, SourceError):
            yield batch
            continue
        for one in _reports(batch, unsafe, rules, evidence):
            yield one if isinstance(one, SourceError) else _kept(*one, keep)


def _batches(sources: Iterable[Source | SourceError]) -> Iterator[list[Source] | SourceError]:
    batch: list[Source] = []
    size = 0
    for source in sources:
        if isinstance(source, SourceError):
            yield source
            continue
        batch.append(source)
        size += len(source.document.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _reports(
    sources: Sequence[Source], unsafe: bool, rules: Sequence[Rule] | None, evidence: Evidence
) -> Iterator[tuple[Source, Report] | SourceError]:
    """A report a source; when a batch does not come to rest, its sources are fixed one by one."""
    documents = [source.document for source in sources]
    try:
        reports = list(fix_many(documents, unsafe, rules, evidence))
    except Oscillation as error:
        if len(sources) == 1:
            reason = str(error).removeprefix(f"{documents[0].path}: ")
            yield SourceError(documents[0].path, reason, "ignore one of these rules, and report it")
            return
        for source in sources:
            yield from _reports([source], unsafe, rules, evidence)
    else:
        yield from zip(sources, reports, strict=True)


Keep = Callable[[Source, Report], Path | None]


def _keeper(target: Target) -> Keep:
    match target:
        case Copies(folder):
            return _Copying(folder).keep
        case InPlace():
            return partial(_keep_in_place, new_run())
        case Nowhere():
            return lambda source, report: None


def _kept(source: Source, report: Report, keep: Keep) -> Fixed | SourceError:
    path = source.document.path
    if apply(report.document.text, (Edit(*edit[:3]) for edit in report.edits)) != report.text:
        return SourceError(path, "its edits do not add up to the fixed text", "please report it")
    try:
        return Fixed(source, report, keep(source, report))
    except SourceError as error:
        return error


def _keep_in_place(run: str, source: Source, report: Report) -> Path | None:
    if not source.regular:
        reason = "is not a regular file, so it cannot be fixed in place"
        raise SourceError(source.document.path, reason, "read it from a file")
    if report.text == report.document.text:
        return None
    data = encode(source, report.text)
    home = home_of(Path(source.path))
    inner = Path(os.path.realpath(source.path)).relative_to(home)
    entry = describe(run, inner, source, report, data)
    return replace(source, data, partial(Ledger(home).append, entry))


class _Copying:
    """Writes copies to one folder, never over anything but what earlier runs wrote there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.run = folder, new_run()
        self.home = Path(os.path.realpath(folder))
        self.ledger = Ledger(self.home, copies=True)
        self.taken: dict[Path, str] = {}

    @cached_property
    def earlier(self) -> dict[Path, list[tuple[str, str]]]:
        return self.ledger.digests()

    def keep(self, source: Source, report: Report) -> Path:
        place = self._claim(source)
        data = encode(source, report.text)
        entry = describe(self.run, place.relative_to(self.home), source, report, data)
        present, earlier = _digest(place), self.earlier.get(place, [])
        if present == entry.after and (entry.before, entry.after) in earlier[-1:]:
            return self.folder / source.inner
        if present not in (None, entry.after, *chain(*earlier)):
            reason = "stands where a copy belongs and is not as seedlint wrote it"
            raise SourceError(place, reason, "move it away, or choose another folder")
        write_new(place, data, source, partial(self.ledger.append, entry))
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


def undo_paths(paths: Iterable[str]) -> Iterator[Undone | SourceError]:
    """Take files, and all files of folders, one run back; see `ledger.undo`."""
    for name in paths:
        path = Path(name)
        try:
            if name == STDIN:
                raise SourceError("<stdin>", "cannot be undone", "name a file")
            if not path.is_dir():
                yield undo(path)
                continue
            undone = list(undo_folder(path))
            if not undone:
                raise SourceError(path, "nothing to undo", "only what seedlint fixed can be undone")
            yield from undone
        except SourceError as error:
            yield error


class _Block(NamedTuple):
    """Lines from `first` (0 is the first line) that became others."""

    first: int
    old: list[str]
    new: list[str]

    @property
    def end(self) -> int:
        return self.first + len(self.old)


def unified_diff(fixed: Fixed) -> str:
    r"""The change as `git apply` reads it, with names relative to the current folder.

    Empty where nothing changed. Lines end at `\n` only: what stands before it, a carriage return
    too, is part of the line, so write it out as UTF-8 without translating newlines.
    """
    if not fixed.changed:
        return ""
    mark = "\ufeff" if fixed.source.bom else ""
    name = "stdin" if fixed.source.path == STDIN else os.path.relpath(fixed.source.path)
    text = mark + fixed.report.document.text
    lines = _lines(text)
    edits = [Edit(a + len(mark), b + len(mark), new) for a, b, new, _ in fixed.report.edits]
    parts, grown = [f"--- {_quote(f'a/{name}')}\n+++ {_quote(f'b/{name}')}\n"], 0
    for blocks in _hunks(_blocks(text, lines, edits)):
        parts.append(_hunk(lines, blocks, grown))
        grown += sum(len(block.new) - len(block.old) for block in blocks)
    return "".join(parts)


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="\n").readlines()


def _quote(name: str) -> str:
    """As git writes names: a tab ends one that has spaces, a difficult one is in quotes."""
    if name.isprintable() and not {'"', "\\"} & set(name):
        return name + "\t" * (" " in name)
    plain = set(range(0x20, 0x7F)) - set(b'"\\')
    return '"' + "".join(chr(b) if b in plain else f"\\{b:03o}" for b in os.fsencode(name)) + '"'


def _blocks(text: str, lines: Sequence[str], edits: Sequence[Edit]) -> Iterator[_Block]:
    """The lines that changed, no more than need be."""
    starts = list(accumulate(map(len, lines), initial=0))
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        first = min(bisect_right(starts, edit.start), max(len(lines), 1)) - 1
        last = min(bisect_right(starts, edit.end), max(len(lines), 1)) - 1
        if groups and first <= groups[-1][1]:
            first, _, together = groups.pop()
            groups.append((first, last, [*together, edit]))
        else:
            groups.append((first, last, [edit]))
    for first, last, together in groups:
        low, high = starts[first], starts[min(last + 1, len(lines))]
        inner = (Edit(a - low, b - low, new) for a, b, new, _ in together)
        yield from _trim(first, _lines(text[low:high]), _lines(apply(text[low:high], inner)))


def _trim(first: int, old: list[str], new: list[str]) -> Iterator[_Block]:
    """Without the lines that both begin or end with; nothing if nothing is left."""
    head = _alike(old, new)
    old, new = old[head:], new[head:]
    tail = _alike(reversed(old), reversed(new))
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    if old or new:
        yield _Block(first + head, old, new)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many lines the two have in common before they differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _hunks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _hunk(lines: Sequence[str], blocks: Sequence[_Block], grown: int) -> str:
    low, high = max(blocks[0].first - CONTEXT, 0), min(blocks[-1].end + CONTEXT, len(lines))
    body, at = [], low
    for block in blocks:
        body += [" " + line for line in lines[at : block.first]]
        body += ["-" + line for line in block.old] + ["+" + line for line in block.new]
        at = block.end
    body += [" " + line for line in lines[at:high]]
    before = high - low
    after = before + sum(len(block.new) - len(block.old) for block in blocks)
    start, now = low + bool(before), low + grown + bool(after)
    ended = (
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in body
    )
    return f"@@ -{start},{before} +{now},{after} @@\n" + "".join(ended)
