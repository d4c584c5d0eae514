"""Work on many things beside each other, in processes; the answers come in the order of the things.

Ctrl-C ends all processes. When one dies, what was under way is done again, each batch by a process
of its own, and halved until the thing is known that it dies of.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2
"""Batches for each process that are begun, or done and not yet asked for: memory holds them."""

_work: Callable[[Any], Any]
"""In a process of a crew: what it does. With fork it is there without a copy."""


def in_order(
    work: Callable[[Sequence[T]], R], batches: Iterable[Sequence[T]], jobs: int
) -> Iterator[tuple[Sequence[T], R | None]]:
    """Each batch and what `work` makes of it; None for a batch of one that a process dies of.

    What `work` raises is raised here. A batch may come back in parts.
    """
    crew = _Crew(work, jobs)
    try:
        for batch in batches:
            crew.begin(batch)
            yield from crew.ended(AHEAD * jobs)
        yield from crew.ended(0)
    finally:
        crew.stop()


class _Crew(Generic[T, R]):
    def __init__(self, work: Callable[[Sequence[T]], R], jobs: int) -> None:
        self._work, self._jobs = work, jobs
        self._waiting: deque[tuple[Sequence[T], Future[R]]] = deque()
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, batch: Sequence[T]) -> None:
        if self._pool is None:
            self._pool = _pool(self._work, self._jobs)
        future: Future[R]
        try:
            future = self._pool.submit(_do, batch)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self._waiting.append((batch, future))

    def ended(self, most: int) -> Iterator[tuple[Sequence[T], R | None]]:
        """What is done, until no more than so many wait; after an accident, all of them."""
        while len(self._waiting) > most:
            batch, future = self._waiting.popleft()
            try:
                yield batch, future.result()
            except BrokenProcessPool:
                most = 0
                self.stop()
                yield from self._again(batch)

    def _again(self, batch: Sequence[T]) -> Iterator[tuple[Sequence[T], R | None]]:
        """By a process of its own, and by halves if that dies, too."""
        self._pool = _pool(self._work, 1)
        try:
            yield batch, self._pool.submit(_do, batch).result()
        except BrokenProcessPool:
            if len(batch) == 1:
                yield batch, None
                return
            half = len(batch) // 2
            yield from self._again(batch[:half])
            yield from self._again(batch[half:])
        finally:
            self.stop()

    def stop(self) -> None:
        """At once, whatever they are at."""
        if self._pool:
            for process in list((self._pool._processes or {}).values()):
                process.terminate()  # Python 3.14 has `terminate_workers`
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _pool(work: Callable[[Sequence[T]], R], jobs: int) -> ProcessPoolExecutor:
    """Forked where that is safe: what is imported and known by now, each process has for nothing.

    All are forked at the first task, before the pool has threads.
    """
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(jobs, context, _set_to, (work,))


def _set_to(work: Callable[[Any], Any]) -> None:
    """Ctrl-C goes to all processes at once; the first one is to say so, and ends the others."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(batch: Sequence[Any]) -> Any:
    return _work(batch)
