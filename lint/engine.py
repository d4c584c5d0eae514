"""The verbs: check and fix, one text or many, in batches of about `BATCH` code points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from seedlint.core import NO_EVIDENCE, Document, Evidence, Finding, Report, Rule
from seedlint.passes import fixed
from seedlint.reading import read
from seedlint.registry import select_rules
from seedlint.sense.kind import kind_of

T = TypeVar("T")
BATCH = 500_000
"""Code points a batch, about 1.4 MB of UTF-8. A smaller one costs more (half the size 2 to 9 %), a
larger one gains 1 or 2 % and takes more memory."""


def check(text: str, rules: Sequence[Rule] | None = None) -> Sequence[Finding]:
    """The findings of one text, in order.

    Offsets are code points of `text`, half-open. `rules` defaults to those on by default.
    """
    return list(next(check_many([text], rules)).found)


def fix(text: str, unsafe: bool = False, rules: Sequence[Rule] | None = None) -> Report:
    """The fixed text and what was found and is left; `unsafe` applies unsafe fixes too.

    Raises Oscillation where fixes do not come to rest, Overreach where one does more than its rule
    declares, RuleFailed where a rule breaks.
    """
    return next(fix_many([text], unsafe, rules))


def check_many(
    texts: Iterable[str | Document],
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    jobs: int = 1,
) -> Iterator[Report]:
    """Check texts in batches; yields one Report a text, in order. Raises RuleFailed.

    `rules` defaults to those that are on for the kind of each text (`sense.kind`). With `jobs`,
    that many processes look at batches beside each other.
    """
    work = partial(_checked, rules=rules, evidence=evidence)
    yield from _through(work, texts, rules, jobs)


def fix_many(
    texts: Iterable[str | Document],
    unsafe: bool = False,
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
    jobs: int = 1,
) -> Iterator[Report]:
    """Fix texts in batches; yields one Report a text, in order. Raises EngineError.

    `rules` and `jobs` are those of `check_many`.
    """
    work = partial(_fixed, unsafe=unsafe, rules=rules, evidence=evidence)
    yield from _through(work, texts, rules, jobs)


def _checked(
    batch: Sequence[Document], rules: Sequence[Rule] | None, evidence: Evidence
) -> Iterator[Report]:
    done = _by_kind(batch, rules, lambda some, own: read(some, own, evidence))
    for document, found in zip(batch, done, strict=True):
        yield Report(document, found, found, document.text)


def _fixed(
    batch: Sequence[Document], unsafe: bool, rules: Sequence[Rule] | None, evidence: Evidence
) -> Sequence[Report]:
    return _by_kind(batch, rules, lambda some, own: fixed(some, unsafe, own, evidence))


def _through(
    work: Callable[[Sequence[Document]], Iterable[Report]],
    texts: Iterable[str | Document],
    rules: Sequence[Rule] | None,
    jobs: int,
) -> Iterator[Report]:
    if jobs == 1:
        for batch in _batches(texts):
            yield from work(batch)
        return
    from seedlint.parallel import reports_beside

    yield from reports_beside(work, _batches(texts), rules, jobs)


def _by_kind(
    batch: Sequence[Document],
    rules: Sequence[Rule] | None,
    work: Callable[[Sequence[Document], Sequence[Rule]], Sequence[T]],
) -> Sequence[T]:
    """The work on each document, in order; without `rules` each kind of text has its own."""
    if rules is not None:
        return work(batch, rules)
    kinds = [kind_of(document) for document in batch]
    done: dict[int, T] = {}
    for kind in dict.fromkeys(kinds):
        places = [place for place, own in enumerate(kinds) if own == kind]
        some = [batch[place] for place in places]
        done.update(zip(places, work(some, select_rules(profile=kind)), strict=True))
    return [done[place] for place in range(len(batch))]


def _batches(texts: Iterable[str | Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for text in texts:
        document = Document(text) if isinstance(text, str) else text
        batch.append(document)
        size += len(document.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
