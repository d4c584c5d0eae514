"""What a run of `fix` did, and what it left."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from seedlint.baseline import Baseline
from seedlint.fixing import Fixed
from seedlint.ledger import Ledger, home_of
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import counted, phrase
from seedlint.reporters.tally import Tally
from seedlint.reporters.visible import visible
from seedlint.targets import Copies, InPlace, Target


class Outcome:
    """Counts what goes by; what is left and `known` does not count."""

    def __init__(self, target: Target, known: Baseline | None = None) -> None:
        self.changed = 0
        self.known = known
        self.left = Tally()
        self.target = target
        self._applied: Counter[str] = Counter()
        self._folders: set[Path] = set()

    def add(self, fixed: Fixed) -> None:
        report = self.known.left(fixed.report) if self.known else fixed.report
        self.changed += fixed.changed
        self._applied.update(report.applied or {})
        self.left.add(report.document, report.left)
        if isinstance(self.target, InPlace) and fixed.path_written:
            self._folders.add(fixed.path_written.parent)
        elif isinstance(self.target, Copies) and fixed.path_written:
            self._folders.add(self.target.folder)

    def lines(self, look: Look, only_shown: bool) -> Iterator[str]:
        """For a person: what was fixed by which rule, what is left, and the way back."""
        if not self.left.files:
            return
        lang, between = look.lang, phrase(look.lang, "between")
        files = counted(lang, self.changed, "file")
        by_rule = between.join(f"{code} {count}" for code, count in self._applied.most_common())
        done = "would-fix" if only_shown else "fixed"
        if self._applied:
            yield phrase(lang, done, self._applied.total(), files, by_rule)
        else:
            yield phrase(lang, "nothing-fixed", counted(lang, self.left.files, "file"))
        kinds = [("waiting", self.left.total("unsafe")), ("person", self.left.total("none"))]
        if parts := [phrase(lang, key, number) for key, number in kinds if number]:
            yield between.join(parts)
        yield from self._whereabouts(lang)

    def _whereabouts(self, lang: str) -> Iterator[str]:
        where, homes = "PATHS", self._folders
        if isinstance(self.target, InPlace):
            homes = {home_of(folder) for folder in homes}
        elif isinstance(self.target, Copies) and homes:
            where = visible(str(self.target.folder))
            yield phrase(lang, "copies", where)
        for home in sorted(homes):
            ledger = Ledger(Path(os.path.relpath(home))).file
            yield phrase(lang, "ledger", visible(str(ledger)), where)
