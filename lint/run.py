"""Many files from reading to writing, without a word printed.

Whatever goes wrong with one file is a `SourceError` in the stream; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from seedlint.breaks import SlowPattern
from seedlint.core import Document, Edit, Evidence, Report, Rule
from seedlint.edits import apply
from seedlint.engine import BATCH, NO_EVIDENCE, EngineError, check_many, fix_many
from seedlint.ledger import Undone, undo, undo_folder
from seedlint.registry import select_rules
from seedlint.sources.files import STDIN, TEXTS, SourceError, Walk, find
from seedlint.sources.text import MAX_SIZE, Source, read
from seedlint.targets import Keep, Target, keeper

Reporting = Callable[[Sequence[Document], Sequence[Rule]], Iterator[Report]]
"""`check_many` or `fix_many`, all but documents and rules given."""
Ignored = Callable[[Source], frozenset[str]]
"""The codes of the rules that are not to speak of a source."""


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

    for one in _reports(sources, check, rules, ignored):
        yield one if isinstance(one, SourceError) else one[1]


def fix_sources(
    sources: Iterable[Source | SourceError],
    *,
    unsafe: bool = False,
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    ignored: Ignored = nothing_ignored,
    target: Target,
) -> Iterator[Fixed | SourceError]:
    """Fix texts and write them to `target`, about `BATCH` code points held at a time.

    Errors among the sources are handed on, ahead of the batch they stood in.
    """
    keep = keeper(target)

    def fix(documents: Sequence[Document], rules: Sequence[Rule]) -> Iterator[Report]:
        return fix_many(documents, unsafe=unsafe, rules=rules, evidence=evidence)

    for one in _reports(sources, fix, rules, ignored):
        yield one if isinstance(one, SourceError) else _kept(*one, keep)


def _reports(
    sources: Iterable[Source | SourceError],
    reporting: Reporting,
    rules: Sequence[Rule] | None,
    ignored: Ignored,
) -> Iterator[tuple[Source, Report] | SourceError]:
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
) -> Iterator[tuple[Source, Report] | SourceError]:
    """A report a source; when a rule fails on a batch, its sources are taken one by one."""
    try:
        reports = list(reporting([source.document for source in sources], rules))
    except (EngineError, SlowPattern) as error:
        if len(sources) == 1:
            yield SourceError(sources[0].document.path, error.reason, error.remedy)
            return
        for source in sources:
            yield from _batch_reports([source], reporting, rules)
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
