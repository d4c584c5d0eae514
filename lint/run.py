"""Many files from reading to writing, without a word printed.

Whatever goes wrong with one file is a `SourceError` in the stream; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from seedlint.core import Document, Edit, Evidence, Report, Rule
from seedlint.edits import apply
from seedlint.engine import BATCH, NO_EVIDENCE, EngineError, check_many, fix_many
from seedlint.ledger import Undone, undo, undo_folder
from seedlint.sources.files import STDIN, SourceError, find
from seedlint.sources.text import MAX_SIZE, Source, read
from seedlint.targets import Keep, Target, keeper

Reporting = Callable[[Sequence[Document]], Iterator[Report]]
"""`check_many` or `fix_many`, all but the documents given."""


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
    skip: Collection[Path] = (),
    encoding: str | None = None,
) -> Iterator[Source | SourceError]:
    """Read the files of `paths` one after the other; `skip` are folders not to walk into.

    With an `encoding`, all are in that one.
    """
    for found in find(paths, skip=skip):
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
) -> Iterator[Report | SourceError]:
    """Check texts, about `BATCH` code points held at a time.

    Errors among the sources are handed on, ahead of the batch they stood in.
    """
    check = partial(check_many, rules=rules, evidence=evidence)
    for one in _reports(sources, check):
        yield one if isinstance(one, SourceError) else one[1]


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
    keep = keeper(target)
    fix = partial(fix_many, unsafe=unsafe, rules=rules, evidence=evidence)
    for one in _reports(sources, fix):
        yield one if isinstance(one, SourceError) else _kept(*one, keep)


def _reports(
    sources: Iterable[Source | SourceError], reporting: Reporting
) -> Iterator[tuple[Source, Report] | SourceError]:
    for batch in _batches(sources):
        if isinstance(batch, SourceError):
            yield batch
        else:
            yield from _batch_reports(batch, reporting)


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
    sources: Sequence[Source], reporting: Reporting
) -> Iterator[tuple[Source, Report] | SourceError]:
    """A report a source; when a rule fails on a batch, its sources are taken one by one."""
    try:
        reports = list(reporting([source.document for source in sources]))
    except EngineError as error:
        if len(sources) == 1:
            remedy = f"--ignore {','.join(error.codes)}, and report it"
            yield SourceError(sources[0].document.path, error.reason, remedy)
            return
        for source in sources:
            yield from _batch_reports([source], reporting)
    else:
        yield from zip(sources, reports, strict=True)


def _kept(source: Source, report: Report, keep: Keep) -> Fixed | SourceError:
    path = source.document.path
    if apply(report.document.text, (Edit(*edit[:3]) for edit in report.edits)) != report.text:
        return SourceError(path, "its edits do not add up to the fixed text", "please report it")
    try:
        return Fixed(source, report, keep(source, report))
    except SourceError as error:
        return error


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
