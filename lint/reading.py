"""One batch of documents read on three levels, and what the rules of each level find.

Shaping rules always run, because the levels above stand on them; only what is selected is reported.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat

from seedlint.core import Document, Edit, Evidence, Finding, Level, Rule
from seedlint.failures import RuleFailed
from seedlint.found import Found
from seedlint.layer import Layer, derive, page_layer
from seedlint.page import Page, read_page
from seedlint.plugins import guarded, is_ours
from seedlint.registry import all_rules
from seedlint.scan import Scan, scan
from seedlint.view import View
from seedlint.woken import NOWHERE, Woken


@contextmanager
def without_collector() -> Iterator[None]:
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


@without_collector()
def read(documents: Sequence[Document], rules: Sequence[Rule], evidence: Evidence) -> list[Found]:
    """The findings of each document, in document offsets. Raises RuleFailed."""
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
            places = NOWHERE
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
        changes = list(_changes(shaping))
        return derive(layer, changes) if changes else layer

    def _keep(self, layer: Layer, report: Sequence[Finding]) -> None:
        starts, by_document = layer.document_starts, defaultdict[int, list[Finding]](list)
        places = [finding[1] for finding in report]
        behind = map(bisect_right, repeat(starts), places)
        for document, finding in zip(behind, report, strict=True):
            by_document[document - 1].append(finding)
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

    def _places(self, rule: Rule, questions: Scan) -> Woken:
        """Where to ask the rule; the places that need no asking are kept at once."""
        if not rule.sure:
            return questions.places(rule.where) if rule.where else NOWHERE
        told, places = questions.sure(rule)
        for document, column in told:
            self.found[document].add_column((rule, column))
        return places


def _ask(rule: Rule, view: View) -> list[Finding]:
    try:
        return list(rule.check(view)) if is_ours(rule) else guarded(rule, view)
    except MemoryError:
        raise
    except Exception as error:
        reason = f"{rule.code} failed: {type(error).__name__}: {error}".splitlines()[0]
        raise RuleFailed(reason, [rule.code]) from error


def _changes(shaping: Sequence[Finding]) -> Iterator[tuple[Edit, Finding]]:
    """The edits of shaping findings, in order; of two that overlap, the first."""
    fixes = ((one.fix, one) for one in shaping)
    pairs = [(edit, one) for fix, one in fixes if fix for edit in fix.edits]
    end = -1
    for edit, finding in sorted(pairs, key=lambda pair: pair[0][:2]):
        if edit.start >= end:
            yield edit, finding
            end = edit.end
