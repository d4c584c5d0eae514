"""The findings of one document, made when somebody reads them.

A noisy page holds thousands, and most are only counted: they are brought back to the page when they
are read. A rule may declare places that are findings without asking (`Rule.sure`); a large scan
keeps those as columns of offsets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from typing import overload

from seedlint.core import Finding, Rule
from seedlint.layer import Layer
from seedlint.locate import hand_back
from seedlint.page import Page
from seedlint.suppression import heed

Column = tuple[Rule, Sequence[int]]
"""A rule and where, in offsets of the page, `Rule.one` makes a finding of each."""


class Found(Sequence[Finding]):
    """Findings in the order of their places, in offsets of the document.

    What the comments of the page silence is not among them; `rules` are those of the run.
    """

    __slots__ = ("_columns", "_page", "_ready", "_rules", "_size", "_told", "_waiting")

    def __init__(self, page: Page, rules: Collection[Rule] = ()) -> None:
        self._page, self._rules = page, rules
        self._told: list[Finding] = []
        self._waiting: list[tuple[Layer, Sequence[Finding]]] = []
        self._columns: Sequence[Column] = ()
        self._size = 0
        self._ready = page.comments is None

    def add(self, layer: Layer, findings: Sequence[Finding]) -> None:
        """More findings, in offsets of a layer that shows the page."""
        self._waiting.append((layer, findings))
        self._size += len(findings)
        self._ready = False

    def add_column(self, column: Column) -> None:
        self._columns = (*self._columns, column)
        self._size += len(column[1])
        self._ready = False

    def _all(self) -> list[Finding]:
        if self._ready:
            return self._told
        page, told = self._page, self._told
        for layer, findings in self._waiting:
            told += [finding for _, finding in hand_back(layer, findings, self._rules)]
        for rule, places in self._columns:
            one, text = rule.one, page.text
            told += [one(text, place) for place in places]
        told.sort(key=itemgetter(1, 2, 0))
        if page.comments:
            told[:] = heed(page.comments, told, self._rules)
        if page.wide or "\r" in page.document.text:
            told[:] = map(page.restore, told)
        self._columns, self._waiting, self._ready = (), [], True
        return told

    def __len__(self) -> int:
        return len(self._all()) if self._page.comments else self._size

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._all())

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Found) else other)

    __hash__ = None  # type: ignore[assignment]  # equal to a list, which has none
