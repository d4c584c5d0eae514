"""The verbs: check and fix, one text or many.

Documents are taken in batches of about `BATCH` code points and read on three levels: the page, the
body (furniture taken out) and the flow (broken paragraphs joined). Shaping rules always run,
because the levels above stand on them; only what is selected is reported.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import itemgetter
from typing import TypeVar

from seedlint.core import AppliedEdit, Document, Edit, Evidence, Finding, Level, Report, Rule, Span
from seedlint.edits import apply, choose, compose, origin
from seedlint.found import Found
from seedlint.invariant import KEEPING, Breach, astray, undeclared
from seedlint.layer import Layer, derive, page_layer
from seedlint.page import Page, read_page
from seedlint.registry import all_rules, select_rules
from seedlint.scan import Scan, scan
from seedlint.sense.kind import kind_of
from seedlint.view import View

T = TypeVar("T")
BATCH = 250_000
"""Code points a batch, about 0.7 MB of UTF-8: larger ones fall out of the processor's cache."""
PASSES = 10
NO_EVIDENCE = Evidence({})


class EngineError(RuntimeError):
    """A rule did not do its work; `codes` names the rules, `reason` says what happened, `remedy`
    what to do.

    EngineError
    ├── Oscillation   fixes undo each other
    ├── Overreach     a fix did more than its rule declares
    └── RuleFailed    the check of a rule raised
    """

    def __init__(self, reason: str, codes: Sequence[str], path: str = "") -> None:
        super().__init__(f"{path or 'the text'}: {reason}; it is left as it was")
        self.reason, self.codes = reason, codes
        self.remedy = f"--ignore {','.join(codes)}, and report it"


class Oscillation(EngineError):  # noqa: N818 - names what the rules did
    """The text still changed after `PASSES` passes."""


class Overreach(EngineError):  # noqa: N818 - names what the rule did
    """A fix did more than its rule declares (`core.EditClass`)."""


class RuleFailed(EngineError):  # noqa: N818 - names what the rule did
    """The check of a rule raised; the cause is chained."""


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
) -> Iterator[Report]:
    """Check texts in batches; yields one Report a text, in order. Raises RuleFailed.

    `rules` defaults to those that are on for the kind of each text (`sense.kind`).
    """
    for batch in _batches(texts):
        done = _by_kind(batch, rules, lambda some, chosen: _check(some, chosen, evidence))
        for document, found in zip(batch, done, strict=True):
            yield Report(document, found, found, document.text)


def fix_many(
    texts: Iterable[str | Document],
    unsafe: bool = False,
    rules: Sequence[Rule] | None = None,
    evidence: Evidence = NO_EVIDENCE,
) -> Iterator[Report]:
    """Fix texts in batches; yields one Report a text, in order. Raises EngineError.

    `rules` defaults to those that are on for the kind of each text (`sense.kind`).
    """
    for batch in _batches(texts):
        yield from _by_kind(batch, rules, lambda some, chosen: _fix(some, unsafe, chosen, evidence))


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


def _check(documents: Sequence[Document], rules: Sequence[Rule], evidence: Evidence) -> list[Found]:
    """The findings of each document, in document offsets."""
    with _without_collector():
        return _read(documents, rules, evidence)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Put the cyclic collector to rest: thousands of small tuples wake it, and none is cyclic.

    Measured: a fifth of the time on a page with many findings.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(documents: Sequence[Document], rules: Sequence[Rule], evidence: Evidence) -> list[Found]:
    pages = [read_page(document) for document in documents]
    reader = _Reader(pages, rules, evidence)
    page = page_layer([page.text for page in pages])
    body = reader.read("page", page)
    flow = reader.read("body", body)
    reader.read("flow", flow)
    for layer in (page, body, flow):
        layer.known.clear()
    return reader.found


class _Reader:
    """Reads one batch level by level and collects what is found, by document."""

    def __init__(self, pages: Sequence[Page], rules: Sequence[Rule], evidence: Evidence) -> None:
        self.pages, self.evidence = pages, evidence
        self.selected = frozenset(rules)
        codes = {rule.code for rule in rules}
        self.rules = [rule for rule in all_rules() if rule.shapes and rule.code not in codes]
        self.rules += [rule for rule in rules if not rule.idle]
        self.found = [Found(page, self.selected) for page in pages]
        self.last: tuple[Layer, Scan] | None = None

    def read(self, level: Level, layer: Layer) -> Layer:
        """Run the rules of a level; returns the level above, as its shaping rules leave it."""
        questions = self._questions(level, layer)
        rules = [rule for rule in self.rules if rule.reads == level]
        report: list[Finding] = []
        shaping: list[Finding] = []
        for rule in rules:
            places: Sequence[Span] = ()
            if rule.where:
                places = self._places(rule, questions)
                if rule.gated and not places:
                    continue
            found = _ask(rule, View(layer, questions, self.pages, self.evidence, places))
            if rule.shapes:
                shaping += found
            if rule in self.selected:
                report += found
        self._keep(layer, report)
        return derive(layer, _changes(shaping)) if shaping else layer

    def _keep(self, layer: Layer, report: Sequence[Finding]) -> None:
        starts, by_document = layer.document_starts, defaultdict[int, list[Finding]](list)
        for finding in report:
            by_document[bisect_right(starts, finding[1]) - 1].append(finding)
        for document, findings in by_document.items():
            self.found[document].add(layer, findings)

    def _questions(self, level: Level, layer: Layer) -> Scan:
        """The scan of a layer, awake for the rules of a level; page and body are often one."""
        fresh = self.last is None or self.last[0] is not layer
        if self.last is None or fresh:
            self.last = layer, scan(layer)
        if fresh or level == "flow":
            levels = ("page", "body") if level == "page" else (level,)
            self.last[1].wake(
                rule.where for rule in self.rules if rule.where and rule.reads in levels
            )
        return self.last[1]

    def _places(self, rule: Rule, questions: Scan) -> Sequence[Span]:
        """Where to ask the rule; the places that need no asking are kept at once."""
        if not rule.sure:
            return questions.places(rule.where) if rule.where else ()
        told, places = questions.sure(rule)
        for document, column in told:
            self.found[document].add_column((rule, column))
        return places


def _ask(rule: Rule, view: View) -> list[Finding]:
    try:
        return list(rule.check(view))
    except Exception as error:
        reason = f"{rule.code} failed: {type(error).__name__}: {error}".splitlines()[0]
        raise RuleFailed(reason, [rule.code]) from error


def _changes(shaping: Sequence[Finding]) -> Iterator[tuple[Edit, Finding]]:
    """The edits of shaping findings, in order; of two that overlap, the first."""
    pairs = [(edit, one) for one in shaping for edit in (one.fix.edits if one.fix else ())]
    end = -1
    for edit, finding in sorted(pairs, key=lambda pair: pair[0][:2]):
        if edit.start >= end:
            yield edit, finding
            end = edit.end


@_without_collector()
def _fix(
    documents: Sequence[Document], unsafe: bool, rules: Sequence[Rule], evidence: Evidence
) -> list[Report]:
    states = [_State(document) for document in documents]
    moving = states
    for _ in range(PASSES + 1):
        batch = [state.document for state in moving]
        for state, found in zip(moving, _check(batch, rules, evidence), strict=True):
            state.step(found, unsafe)
        moving = [state for state in moving if state.moved]
        if not moving:
            return [state.report() for state in states]
    culprits = sorted({code for state in moving for codes in state.recent for code in codes})
    reason = f"still changing after {PASSES} passes by {', '.join(culprits)}"
    raise Oscillation(reason, culprits, moving[0].source.path)


class _State:
    """A document on its way through the passes of fix."""

    def __init__(self, source: Document) -> None:
        self.source = self.document = source
        self.found: Sequence[Finding] | None = None
        self.left: Sequence[Finding] = ()
        self.edits: tuple[AppliedEdit, ...] = ()
        self.applied: Counter[str] = Counter()
        self.recent: list[list[str]] = []
        """The codes applied in the last two passes: between them a fight shows."""
        self.keeping: set[str] = set()
        """The codes of the rules at work that leave every Han, letter and digit."""
        self.moved = True

    def step(self, found: Sequence[Finding], unsafe: bool) -> None:
        if self.found is None:
            self.found = found
        self.left = found
        chosen = choose(found, unsafe)
        self.recent = [*self.recent[-1:], [finding.code for finding in chosen]]
        self.moved = bool(chosen)
        if chosen:
            self._apply(chosen)

    def _apply(self, chosen: Sequence[Finding]) -> None:
        text = self.document.text
        wanted = [(one, fix.edits) for one in chosen if (fix := one.fix)]
        if breach := undeclared(text, wanted, self.left):
            raise self._overreach(breach._replace(place=origin(self.edits, breach.place)))
        self.keeping |= {one.code for one in chosen if one.rule.edits in KEEPING}
        edits = [
            AppliedEdit(*edit[:3], (finding.code,)) for finding, some in wanted for edit in some
        ]
        edits.sort(key=itemgetter(0, 1))
        fixed = apply(text, edits)
        self.edits = compose(self.edits, edits, text)
        self.applied.update(self.recent[-1])
        self.document = replace(self.source, text=fixed)

    def _overreach(self, breach: Breach) -> Overreach:
        lines = re.split("\r\n|\r|\n", self.source.text[: breach.place])
        reason = f"line {len(lines)}, column {len(lines[-1]) + 1}: {breach.reason}"
        return Overreach(reason, breach.codes, self.source.path)

    def report(self) -> Report:
        found = self.found or ()
        source, fixed = self.source.text, self.document.text
        if breach := self.edits and astray(source, fixed, self.edits, self.keeping):
            raise self._overreach(breach)
        return Report(self.source, found, self.left, fixed, self.edits, self.applied)
