"""Huge files: checked or refused with one line, never killed, never a traceback."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from seedlint.sources.text import MAX_SIZE
from trust.generators import SENTENCE, one_line
from trust.peers import TOOLS
from trust.programme import Outcome, Programme, workplace

ROOM = 1_000_000_000
"""Bytes of address space that seedlint is given."""
PATIENCE = 120.0
CHUNK = 1_000_000
PEER_SIZE = 50_000_000
"""Bytes of one line that the other tools are given, without a limit."""


def _many_lines() -> Iterator[str]:
    return (f"{number}，{SENTENCE}\n" for number in count())


def _few_lines() -> Iterator[str]:
    return (f"{number % 3}，{SENTENCE}\n" for number in count())


def _one_line() -> Iterator[str]:
    prose = one_line(CHUNK)
    return (prose for _ in count())


def _marks() -> Iterator[str]:
    return ("山,;:!?" * 1000 for _ in count())


SHAPES: Mapping[str, Callable[[], Iterator[str]]] = {
    "one line": _one_line,
    "many lines": _many_lines,
    "few distinct lines": _few_lines,
    "one line of defects": _marks,
}


class Ran(NamedTuple):
    """What a command came to; `code` is negative for a signal, None where it took too long."""

    code: int | None
    said: str
    seconds: float
    megabytes: float


def write(path: Path, size: int, parts: Iterator[str]) -> None:
    """At most `size` bytes, cut between characters."""
    left = size
    with path.open("wb") as file:
        while left > 0:
            data = next(parts).encode()
            if len(data) > left:
                data = data[:left].decode("utf-8", "ignore").encode()
                left = 0
            left -= file.write(data)


def ran(command: Sequence[str], folder: Path, room: int | None = None) -> Ran:
    """Run a command, in so many bytes of address space."""
    limit = partial(resource.setrlimit, resource.RLIMIT_AS, (room, room)) if room else None
    began = monotonic()
    errors = folder / "errors"
    with errors.open("wb") as file:
        process = subprocess.Popen(
            ["timeout", str(PATIENCE), *command],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=file,
            preexec_fn=limit,
        )
        _, status, usage = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    said = errors.read_text("utf-8", "replace")
    return Ran(None if code == 124 else code, said, monotonic() - began, usage.ru_maxrss / 1000)


def is_told(one: Ran) -> bool:
    """Whether it was checked, or refused in one line."""
    return one.code in (0, 1) or (one.code == 2 and one.said.count("\n") == 1)


def trial(
    size: int, largest: int = MAX_SIZE, shapes: Collection[str] = frozenset(SHAPES)
) -> Outcome:
    """Files of `size` bytes, and the largest that are read, checked and fixed in `ROOM` bytes."""
    checked, refused, broken, peak = 0, 0, 0, 0.0
    with workplace() as folder:
        path = folder / "huge.txt"
        for name in sorted(shapes):
            for bytes_written in (size, largest):
                write(path, bytes_written, SHAPES[name]())
                for verb in (["check", "--statistics"], ["fix", "-o", "cleaned"]):
                    done = ran([sys.executable, "-m", "seedlint", *verb, path.name], folder, ROOM)
                    checked += done.code in (0, 1)
                    refused += done.code == 2
                    broken += not is_told(done)
                    if done.code in (0, 1):
                        peak = max(peak, done.megabytes)
    return Outcome(
        f"{len(shapes)} shapes of {size / 1e6:,.0f} and {largest / 1e6:,.0f} MB, check and fix, "
        f"{ROOM / 1e9:.0f} GB of room",
        f"{checked} done (peak {peak:,.0f} MB), {refused} refused in one line, "
        f"{broken} killed, too slow or without a word",
        not broken,
    )


def peer(tool: str, size: int) -> Outcome:
    size = min(size, PEER_SIZE)
    with workplace() as folder:
        path = folder / "huge.txt"
        write(path, size, _one_line())
        done = ran(TOOLS[tool](path), folder)
    ended = "not done in time" if done.code is None else f"exit {done.code}"
    return Outcome(
        f"one line of {size / 1e6:,.0f} MB, no limit",
        f"{ended}, {done.seconds:.0f} s, peak {done.megabytes:,.0f} MB",
        is_told(done),
    )


HUGE = Programme(
    "huge",
    "files far too large, and the largest that are read, in little memory",
    "each is done, or refused in one line with exit 2; never killed",
    500_000_000,
    trial,
    {tool: partial(peer, tool) for tool in TOOLS if tool != "seedlint"},
)
