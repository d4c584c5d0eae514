"""Many files fixed and written, without a word printed.

Whatever goes wrong with one file is a `SourceError` in the stream; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from seedlint.core import NO_EVIDENCE, Document, Evidence, Report, Rule
from seedlint.engine import fix_many
from seedlint.run import Ignored, Reported, Thing, Work, nothing_ignored, reported
from seedlint.sources.text import Source
from seedlint.sources.trouble import SourceError
from seedlint.sources.writing import at_once
from seedlint.targets import Keep, Target, Write, keeper


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


def fix_sources(
    sources: Iterable[Thing],
    *,
    unsafe: bool = False,
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    ignored: Ignored = nothing_ignored,
    target: Target,
    command: str = "",
    jobs: int = 1,
) -> Generator[Fixed | SourceError, None, None]:
    """Fix texts and write them to `target`, about `engine.BATCH` code points at a time.

    Jobs are processes that fix; one process, this one, writes. `command` is what was typed, for
    the ledger. Errors among the sources are handed on, ahead of the batch they stood in.
    """
    keep = keeper(target, command)
    work = Work(partial(_fixed, unsafe, evidence), rules, ignored)
    for some in reported(sources, work, jobs):
        if isinstance(some, SourceError):
            yield some
        else:
            yield from _kept(some, keep)


def _fixed(
    unsafe: bool, evidence: Evidence, documents: Sequence[Document], rules: Sequence[Rule]
) -> Iterator[Report]:
    return fix_many(documents, unsafe, rules, evidence)


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
