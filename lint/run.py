"""Many files read and looked at, without a word printed.

Whatever goes wrong with one file is a `SourceError` in the stream; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from seedlint.breaks import SlowPattern
from seedlint.core import NO_EVIDENCE, Document, Evidence, Report, Rule
from seedlint.engine import BATCH, check_many
from seedlint.failures import EngineError
from seedlint.registry import select_rules
from seedlint.sources.files import TEXTS, Walk, find
from seedlint.sources.text import MAX_SIZE, Again, Source, read
from seedlint.sources.trouble import SourceError, no_memory

Reporting = Callable[[Sequence[Document], Sequence[Rule]], Iterator[Report]]
"""`check_many` or `fix_many`, all but documents and rules given."""
Ignored = Callable[[Source], frozenset[str]]
"""The codes of the rules that are not to speak of a source."""
Reported = tuple[Source, Report]
Thing = Source | Again | SourceError


def nothing_ignored(source: Source) -> frozenset[str]:
    return frozenset()


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
    sources: Iterable[Thing],
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    ignored: Ignored = nothing_ignored,
    jobs: int = 1,
) -> Iterator[Report | SourceError]:
    """Check texts, about `BATCH` code points held at a time by each of `jobs` processes.

    Errors among the sources are handed on, ahead of the batch they stood in.
    """
    work = Work(partial(check_many, evidence=evidence), rules, ignored)
    for some in reported(sources, work, jobs):
        if isinstance(some, SourceError):
            yield some
        else:
            yield from (report for _, report in some)


def reported(
    sources: Iterable[Thing], work: Work, jobs: int = 1
) -> Iterator[list[Reported] | SourceError]:
    """What the work makes of sources, batch by batch, in their order."""
    batches = _batches(sources)
    if jobs == 1:
        for batch in batches:
            yield from work(batch)
        return
    from seedlint.parallel import reported_beside

    yield from reported_beside(work, batches, work.rules, jobs)


class Work:
    """What becomes of a batch: it is opened, and each source gets a report."""

    def __init__(
        self, reporting: Reporting, rules: Sequence[Rule] | None, ignored: Ignored
    ) -> None:
        self.rules = select_rules() if rules is None else rules
        self._reporting, self._ignored = reporting, ignored

    def __call__(self, batch: Sequence[Thing]) -> Iterator[list[Reported] | SourceError]:
        """Neighbours that the same rules are to speak of are looked at together."""
        found = [opened(thing) for thing in batch]
        yield from (one for one in found if isinstance(one, SourceError))
        sources = (one for one in found if not isinstance(one, SourceError))
        for codes, group in groupby(sources, self._ignored):
            left = [rule for rule in self.rules if rule.code not in codes]
            yield from self._reports(list(group), left)

    def _reports(
        self, sources: Sequence[Source], rules: Sequence[Rule]
    ) -> Iterator[list[Reported] | SourceError]:
        """A report a source; when a rule fails on a batch, its sources are taken one by one."""
        try:
            reports = list(self._reporting([source.document for source in sources], rules))
        except (EngineError, SlowPattern, MemoryError) as error:
            if len(sources) == 1:
                path = sources[0].document.path
                if isinstance(error, MemoryError):
                    yield no_memory(path)
                else:
                    yield SourceError(path, error.reason, error.remedy)
                return
            for source in sources:
                yield from self._reports([source], rules)
        else:
            yield list(zip(sources, reports, strict=True))


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    batch: list[Thing] = []
    size = 0
    for thing in things:
        batch.append(thing)
        if isinstance(thing, Source):
            size += len(thing.document.text)
        elif isinstance(thing, Again):
            size += thing.size
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def opened(thing: Thing) -> Source | SourceError:
    """The source of a thing, or why there is none."""
    try:
        return thing.open() if isinstance(thing, Again) else thing
    except SourceError as error:
        return error
