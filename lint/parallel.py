"""Batches beside each other; what comes out is what one process would give.

A process does with its batch what `run` or `engine` does, and sends back what it found, packed in
columns. The reports come in the order of their batches, so whoever reads them does not see how many
processes made them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import seedlint.vector  # noqa: F401 - numpy comes in once, before processes part
from seedlint.core import AppliedEdit, Document, Finding, Report, Rule
from seedlint.crew import in_order
from seedlint.failures import Lost
from seedlint.reading import without_collector
from seedlint.registry import all_rules
from seedlint.sources.text import Source
from seedlint.sources.trouble import SourceError

if TYPE_CHECKING:
    from seedlint.run import Reported, Thing

    Sourced = Callable[[Sequence[Thing]], Iterable[list[Reported] | SourceError]]
    """What `run` does with a batch."""
Columns = tuple[Sequence[Any], ...]
"""Of findings: codes, starts, ends, new texts and details; empty for none."""
Named = Mapping[str, Rule]


class Packed(NamedTuple):
    """A report without its document; `found` and, where that is something else, what is left.

    `text` is None where it is that of the document.
    """

    found: Sequence[Columns]
    text: str | None
    edits: Sequence[tuple[Any, ...]]
    applied: Mapping[str, int] | None


def reports_beside(
    reporting: Callable[[Sequence[Document]], Iterable[Report]],
    batches: Iterable[Sequence[Document]],
    rules: Sequence[Rule] | None,
    jobs: int,
) -> Iterator[Report]:
    """The reports of documents, in order. Raises Lost, and what `reporting` raises."""
    named = _named(rules or ())
    for batch, told in in_order(partial(_reports, reporting), batches, jobs):
        if told is None:
            raise Lost(batch[0].path)
        yield from _unpacked(zip(told, batch, strict=True), named)


def reported_beside(
    work: Sourced, batches: Iterable[Sequence[Thing]], rules: Sequence[Rule], jobs: int
) -> Iterator[list[Reported] | SourceError]:
    """What the work makes of batches of sources, as `run.reported`."""
    named = _named(rules)
    for batch, told in in_order(partial(_reported, work), batches, jobs):
        if told is None:
            (thing,) = batch
            name = thing.document.path if isinstance(thing, Source) else thing.path
            lost = Lost(str(name))
            yield SourceError(name, lost.reason, lost.remedy)
            continue
        for some in told:
            yield some if isinstance(some, SourceError) else _as_reported(some, batch, named)


@without_collector()
def _reports(
    reporting: Callable[[Sequence[Document]], Iterable[Report]], batch: Sequence[Document]
) -> list[Packed]:
    return [_packed(report) for report in reporting(batch)]


@without_collector()
def _reported(
    work: Sourced, batch: Sequence[Thing]
) -> list[list[tuple[Source | int, Packed]] | SourceError]:
    """A source that came with the batch is told by its place there."""
    known = {id(thing): place for place, thing in enumerate(batch)}
    return [
        some
        if isinstance(some, SourceError)
        else [(known.get(id(source), source), _packed(report)) for source, report in some]
        for some in work(batch)
    ]


def _as_reported(
    some: Sequence[tuple[Source | int, Packed]], batch: Sequence[Thing], named: Named
) -> list[Reported]:
    things = (batch[one] if isinstance(one, int) else one for one, _ in some)
    sources = [thing for thing in things if isinstance(thing, Source)]
    pairs = ((packed, source.document) for (_, packed), source in zip(some, sources, strict=True))
    return list(zip(sources, _unpacked(pairs, named), strict=True))


def _packed(report: Report) -> Packed:
    same = report.left is report.found
    found = [_columns(some) for some in ([report.found] if same else [report.found, report.left])]
    text = None if report.text == report.document.text else report.text
    return Packed(found, text, [tuple(edit) for edit in report.edits], report.applied)


@without_collector()
def _unpacked(pairs: Iterable[tuple[Packed, Document]], named: Named) -> list[Report]:
    reports = []
    for (found, text, edits, applied), document in pairs:
        both = [_findings(columns, named) for columns in found]
        fixed = document.text if text is None else text
        made = tuple(AppliedEdit(*edit) for edit in edits)
        reports.append(Report(document, both[0], both[-1], fixed, made, applied))
    return reports


def _columns(findings: Sequence[Finding]) -> Columns:
    if not findings:
        return ()
    rules, starts, ends, new, details = zip(*findings, strict=True)
    return [rule.code for rule in rules], array("q", starts), array("q", ends), new, details


def _findings(columns: Columns, named: Named) -> list[Finding]:
    if not columns:
        return []
    codes, *others = columns
    return list(map(Finding._make, zip(map(named.__getitem__, codes), *others, strict=True)))


def _named(rules: Sequence[Rule]) -> Named:
    return {rule.code: rule for rule in (*all_rules(), *rules)}
