"""Many files from reading to writing, without a word printed.

Whatever goes wrong with one file is a `SourceError` in the stream; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from seedlint.breaks import SlowPattern
from seedlint.core import NO_EVIDENCE, Document, Evidence, Report, Rule
from seedlint.engine import BATCH, check_many, fix_many
from seedlint.failures import EngineError
from seedlint.registry import select_rules
from seedlint.sources.files import STDIN, TEXTS, Walk, find
from seedlint.sources.text import MAX_SIZE, Source, read
from seedlint.sources.trouble import SourceError, failed, no_memory
from seedlint.sources.writing import at_once
from seedlint.targets import Keep, Target, Write, keeper
from seedlint.undo import ALL, Undone, Wanted, nothing, undo, undo_folder

Reporting = Callable[[Sequence[Document], Sequence[Rule]], Iterator[Report]]
"""`check_many` or `fix_many`, all but documents and rules given."""
Ignored = Callable[[Source], frozenset[str]]
"""The codes of the rules that are not to speak of a source."""


Reported = tuple[Source, Report]


def nothing_ignored(source: Source) -> frozenset[str]:
    return frozenset()


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
    paths: Sequence[str],
    *,
    max_size: int = MAX_SIZE,
    walk: Walk = TEXTS,
    skip: Collection[Path] = (),
    encoding: str | None = None,
) -> Iterator[Source | SourceError]:
    """Read the files of `paths` one after the other; `walk` and `skip` are those of `find`.

    With an `encoding`, all are in that one.
    """
    for found in find(paths, walk=walk, skip=skip):
        if isinstance(found, SourceError):
            yield found
            continue
        try:
            yield read(found.path, inner=found.inner, max_size=max_size, encoding=encoding)
        except SourceError as error:
            yield error


def check_sources(
    sources: Iterable[Source | SourceError],
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    ignored: Ignored = nothing_ignored,
) -> Iterator[Report | SourceError]:
    """Check texts, about `BATCH` code points held at a time.

    Errors among the sources are handed on, ahead of the batch they stood in.
    """

    def check(documents: Sequence[Document], rules: Sequence[Rule]) -> Iterator[Report]:
        return check_many(documents, rules=rules, evidence=evidence)

    for some in _reports(sources, check, rules, ignored):
        if isinstance(some, SourceError):
            yield some
        else:
            yield from (report for _, report in some)


def fix_sources(
    sources: Iterable[Source | SourceError],
    *,
    unsafe: bool = False,
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    ignored: Ignored = nothing_ignored,
    target: Target,
    command: str = "",
) -> Generator[Fixed | SourceError, None, None]:
    """Fix texts and write them to `target`, about `BATCH` code points held at a time.

    `command` is what was typed, for the ledger.
    Errors among the sources are handed on, ahead of the batch they stood in.
    """
    keep = keeper(target, command)

    def fix(documents: Sequence[Document], rules: Sequence[Rule]) -> Iterator[Report]:
        return fix_many(documents, unsafe=unsafe, rules=rules, evidence=evidence)

    for some in _reports(sources, fix, rules, ignored):
        if isinstance(some, SourceError):
            yield some
        else:
            yield from _kept(some, keep)


def _reports(
    sources: Iterable[Source | SourceError],
    reporting: Reporting,
    rules: Sequence[Rule] | None,
    ignored: Ignored,
) -> Iterator[list[Reported] | SourceError]:
    """Neighbours that the same rules are to speak of are looked at together."""
    chosen = select_rules() if rules is None else rules
    for batch in _batches(sources):
        if isinstance(batch, SourceError):
            yield batch
            continue
        for codes, group in groupby(batch, ignored):
            left = [rule for rule in chosen if rule.code not in codes]
            yield from _batch_reports(list(group), reporting, left)


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


def _batch_reports(
    sources: Sequence[Source], reporting: Reporting, rules: Sequence[Rule]
) -> Iterator[list[Reported] | SourceError]:
    """A report a source; when a rule fails on a batch, its sources are taken one by one."""
    try:
        reports = list(reporting([source.document for source in sources], rules))
    except (EngineError, SlowPattern, MemoryError) as error:
        if len(sources) == 1:
            path = sources[0].document.path
            if isinstance(error, MemoryError):
                yield no_memory(path)
            else:
                yield SourceError(path, error.reason, error.remedy)
            return
        for source in sources:
            yield from _batch_reports([source], reporting, rules)
    else:
        yield list(zip(sources, reports, strict=True))


def _kept(some: Sequence[Reported], keep: Keep) -> Iterator[Fixed | SourceError]:
    """Each text written, or the reason why not."""
    begun = [(*one, _begun(*one, keep)) for one in some]
    written = at_once([write for *_, write in begun if callable(write)])
    for source, report, write in begun:
        path = next(written) if callable(write) else write
        yield path if isinstance(path, SourceError) else Fixed(source, report, path)


def _begun(
    source: Source, report: Report, keep: Keep
) -> Callable[[], Path | SourceError] | SourceError | None:
    try:
        write = keep(source, report)
    except SourceError as error:
        return error
    return partial(_tried, write) if write else None


def _tried(write: Write) -> Path | SourceError:
    try:
        return write()
    except SourceError as error:
        return error


def undo_paths(paths: Iterable[str], wanted: Wanted = ALL) -> Iterator[Undone | SourceError]:
    """Take files, and all files of folders, one run back; see `undo.undo`."""
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
