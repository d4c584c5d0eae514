"""Runs of seedlint in forks of this process, which has everything in memory: a start costs 5 ms.

A fork waits before it begins, so that somebody can be attached to it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, NoReturn

from seedlint.cli import main
from trust.programme import workplace
from trust.samples import samples

FIX = ("fix", "--in-place", "--fail-on", "never", ".")
UNDO = ("undo", ".")
LARGE = "识 别结果,仍需核对.\n" * 3_000
"""More than the plain scan takes, so that numpy is needed."""


PATIENCE = 10


class Ended(NamedTuple):
    """How a run ended; `code` is negative for the signal that killed it."""

    code: int
    said: str


class Run:
    """One run of the command, in a folder; it begins at `go`."""

    def __init__(self, argv: Sequence[str], folder: Path, user: int | None = None) -> None:
        warm()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `wait`
        waiting, self._start = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._start)
            _run(argv, folder, waiting, self._said.fileno(), user)
        os.close(waiting)

    def go(self) -> None:
        os.close(self._start)

    def kill(self, number: int = signal.SIGKILL) -> None:
        os.kill(self.pid, number)

    def wait(self) -> Ended:
        status = os.waitpid(self.pid, 0)[1]
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace")
        self._said.close()
        return Ended(os.waitstatus_to_exitcode(status), said)


def run(argv: Sequence[str], folder: Path, user: int | None = None) -> Ended:
    begun = Run(argv, folder, user)
    begun.go()
    return begun.wait()


def _run(argv: Sequence[str], folder: Path, waiting: int, said: int, user: int | None) -> NoReturn:
    code = 70
    try:
        for stream in (1, 2):
            os.dup2(said, stream)
        sys.stdout, sys.stderr = (os.fdopen(one, "w", closefd=False) for one in (1, 2))
        os.chdir(folder)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the shell had said
        if user is not None:
            os.setgid(user)
            os.setuid(user)
        os.read(waiting, 1)
        code = main(argv)
        end = time.monotonic() + PATIENCE
        while threading.active_count() > 1 and time.monotonic() < end:  # as at a real end
            time.sleep(0.001)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        os._exit(code)


@cache
def warm() -> None:
    """All that a run needs is in memory."""
    with workplace() as folder, chdir(folder):
        for sample in islice(samples(0), 44):
            Path(sample.name).write_bytes(sample.data)
        Path("large.txt").write_text(LARGE, encoding="utf-8")
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            for argv in (FIX, UNDO, ("log", ".")):
                main(argv)


def lasts(argv: Sequence[str], folder: Path) -> float:
    """Seconds from the beginning of a run to its end."""
    begun = Run(argv, folder)
    start = time.monotonic()
    begun.go()
    begun.wait()
    return time.monotonic() - start


class Phases(NamedTuple):
    """Seconds of a run before its first entry in the ledger, and after."""

    reading: float
    writing: float

    def pause(self, begun: Run, ledger: Path, chance: random.Random) -> None:
        """Until a moment at random: half of them before that entry, half after."""
        begun.go()
        if chance.random() < 0.5:
            time.sleep(chance.uniform(0, self.reading))
        else:
            _until_there(ledger)
            time.sleep(chance.uniform(0, self.writing))


def phases(argv: Sequence[str], folder: Path, ledger: Path) -> Phases:
    begun = Run(argv, folder)
    start = time.monotonic()
    begun.go()
    _until_there(ledger)
    first = time.monotonic()
    begun.wait()
    return Phases(first - start, time.monotonic() - first)


def _until_there(file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.0005)
