"""The places where a rule wakes, as two columns: many rules want only where they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from seedlint.core import Span


class Woken(Sequence[Span]):
    """Spans in order; a pair is made when it is asked for, and so may the ends be."""

    __slots__ = ("_ends", "starts")

    def __init__(
        self, starts: Sequence[int] = (), ends: Sequence[int] | Callable[[], Sequence[int]] = ()
    ) -> None:
        self.starts, self._ends = starts, ends

    @property
    def ends(self) -> Sequence[int]:
        if callable(self._ends):
            self._ends = self._ends()
        return self._ends

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Woken:
        return cls(*zip(*some, strict=True)) if (some := list(spans)) else cls()

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Span]:
        return zip(self.starts, self.ends, strict=True)

    @overload
    def __getitem__(self, index: int) -> Span: ...

    @overload
    def __getitem__(self, index: slice) -> Woken: ...

    def __getitem__(self, index: int | slice) -> Span | Woken:
        if isinstance(index, slice):
            return Woken(self.starts[index], self.ends[index])
        return self.starts[index], self.ends[index]


NOWHERE = Woken()
