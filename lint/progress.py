"""A line on the terminal that says how far a long run is; nobody else's output ever shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds of silence after which the line appears."""


class Ticker:
    """Counts what goes by. Who prints to a terminal hides the line first; it comes back."""

    def __init__(self) -> None:
        self._wanted = sys.stderr.isatty()
        self._silent_since = monotonic()
        self._bar: Progress | None = None

    def watch(self, things: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        try:
            for count, thing in enumerate(things):
                if self._wanted and monotonic() - self._silent_since > PATIENCE:
                    self._show(label, count, total)
                yield thing
        finally:
            self.hide()

    def make_way(self, stream: TextIO) -> None:
        """Before something is printed to `stream`."""
        if self._wanted and stream.isatty():
            self.hide()

    def hide(self) -> None:
        self._silent_since = monotonic()
        if self._bar:
            self._bar.stop()
            self._bar = None

    def _show(self, label: str, count: int, total: int | None) -> None:
        if not self._bar:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(30), MofNCompleteColumn())
            console = Console(stderr=True)
            self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)
            self._bar.add_task(label, total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=count)
