"""Somebody else writes while a file is being fixed: what he wrote is there afterwards."""

from __future__ import annotations

import ctypes
import os
import random
import select
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from trust import peers
from trust.peer_runs import MOJIBAKE, TEXT
from trust.programme import Outcome, Programme, Trial, workplace
from trust.running import FIX, Run

LINE = "另一个人写的一行。\n".encode()
BEFORE = (TEXT * 2 + MOJIBAKE).encode()
TRIES = 5
"""At most so many runs a stop that is wanted: some end, or rename, before they are stopped."""
IN_ACCESS, IN_NONBLOCK = 1, os.O_NONBLOCK


class Begun(NamedTuple):
    """A process that fixes a file; `wait` returns when it has ended."""

    pid: int
    wait: Callable[[], object]

    def stop(self) -> bool:
        """Whether it could be stopped, and had not ended before."""
        os.kill(self.pid, signal.SIGSTOP)
        options = os.WSTOPPED | os.WEXITED | os.WNOWAIT
        status = os.waitid(os.P_PID, self.pid, options)
        return status is not None and status.si_code == os.CLD_STOPPED

    def go_on(self) -> None:
        os.kill(self.pid, signal.SIGCONT)


Start = Callable[[Path], Begun]


def _seedlint(file: Path) -> Begun:
    begun = Run(FIX, file.parent)
    begun.go()
    return Begun(begun.pid, begun.wait)


def _peer(tool: str) -> Start:
    def start(file: Path) -> Begun:
        silent = subprocess.DEVNULL
        command = list(peers.TOOLS[tool](file))
        begun = subprocess.Popen(command, cwd=file.parent, stdout=silent, stderr=silent)
        return Begun(begun.pid, begun.wait)

    return start


@contextmanager
def _reading(file: Path) -> Iterator[Callable[[], bool]]:
    """A function that waits until somebody has read of the file."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(IN_NONBLOCK)
    libc.inotify_add_watch(watch, os.fsencode(file), IN_ACCESS)
    try:
        yield lambda: bool(select.select([watch], [], [], 60)[0])
    finally:
        os.close(watch)


def _window(start: Start, file: Path) -> float:
    """Seconds from the first reading to the end."""
    took = []
    for _ in range(3):
        file.write_bytes(BEFORE)
        with _reading(file) as read:
            begun = start(file)
            assert read()
            since = time.monotonic()
        begun.wait()
        took.append(time.monotonic() - since)
    return median(took)


def _concurrent(start: Start, size: int) -> Outcome:
    count: Counter[str] = Counter()
    chance = random.Random(9)
    with workplace() as folder:
        file = folder / "alone" / "a.txt"
        file.parent.mkdir()
        window = _window(start, file)
        while count["stops"] < size and count["runs"] < size * TRIES:
            _meddle(start, file, chance.uniform(0, window), count)
    runs = f"{count['stops']:,} stops between reading and writing"
    result = f"{count['lost']} updates lost"
    return Outcome(runs, result, not count["lost"] and count["stops"] == size)


def _meddle(start: Start, file: Path, pause: float, count: Counter[str]) -> None:
    count["runs"] += 1
    file.unlink(missing_ok=True)
    file.write_bytes(BEFORE)
    node = file.stat().st_ino
    with _reading(file) as read:
        begun = start(file)
        assert read()
    time.sleep(pause)
    if not begun.stop():
        begun.wait()
        return
    early = file.stat().st_ino == node and file.read_bytes() == BEFORE
    if early:
        with file.open("ab") as appended:
            appended.write(LINE)
    begun.go_on()
    begun.wait()
    count["stops"] += early
    count["lost"] += early and LINE not in file.read_bytes()


def _trial(start: Start) -> Trial:
    return lambda size: _concurrent(start, size)


CONCURRENT = Programme(
    "concurrent",
    "SIGSTOP at a random moment between reading and writing, a line is appended, SIGCONT",
    "0 lost updates",
    200,
    _trial(_seedlint),
    {tool: _trial(_peer(tool)) for tool in peers.TOOLS if tool != "seedlint"},
)
