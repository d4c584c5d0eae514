"""Fixing: choose fixes that do not touch, apply them, look again, until the text comes to rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from seedlint.core import AppliedEdit, Document, Evidence, Finding, Report, Rule, new_tuple
from seedlint.edits import Wanted, apply, choose, compose, origin
from seedlint.failures import Oscillation, Overreach
from seedlint.invariant import KEEPING, Breach, astray, undeclared
from seedlint.reading import read, without_collector

PASSES = 10


@without_collector()
def fixed(
    documents: Sequence[Document], unsafe: bool, rules: Sequence[Rule], evidence: Evidence
) -> list[Report]:
    """Documents with all fixes made that may be; raises EngineError.

    `unsafe` makes unsafe ones, too.
    """
    states = [_State(document) for document in documents]
    moving = states
    for _ in range(PASSES + 1):
        batch = [state.document for state in moving]
        for state, found in zip(moving, read(batch, rules, evidence), strict=True):
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
        self.recent = [*self.recent[-1:], [finding[0].code for finding, _ in chosen]]
        self.moved = bool(chosen)
        if chosen:
            self._apply(chosen)

    def _apply(self, chosen: Sequence[Wanted]) -> None:
        text = self.document.text
        if breach := undeclared(self.document, chosen, self.left):
            raise self._overreach(breach._replace(place=origin(self.edits, breach.place)))
        codes = self.recent[-1]
        rules = dict(zip(codes, (one[0] for one, _ in chosen), strict=True))
        self.keeping |= {code for code, rule in rules.items() if rule.edits in KEEPING}
        told = {code: (code,) for code in rules}
        edits = [
            new_tuple(AppliedEdit, (start, end, new, told[code]))
            for code, (_, some) in zip(codes, chosen, strict=True)
            for start, end, new, _ in some
        ]
        edits.sort(key=itemgetter(0, 1))
        fixed = apply(text, edits)
        self.edits = compose(self.edits, edits, text)
        self.applied.update(codes)
        self.document = replace(self.source, text=fixed)

    def _overreach(self, breach: Breach) -> Overreach:
        lines = re.split("\r\n|\r|\n", self.source.text[: breach.place])
        reason = f"line {len(lines)}, column {len(lines[-1]) + 1}: {breach.reason}"
        return Overreach(reason, breach.codes, self.source.path)

    def report(self) -> Report:
        found = () if self.found is None else self.found
        source, fixed = self.source.text, self.document.text
        if self.applied and (breach := astray(source, fixed, self.edits, self.keeping)):
            raise self._overreach(breach._replace(codes=breach.codes or sorted(self.applied)))
        return Report(self.source, found, self.left, fixed, self.edits, self.applied)
