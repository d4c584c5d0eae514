"""What something costs: processor time, memory, the clock on the wall."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

Runs = Mapping[str, Callable[[], object]]


def race(runs: Runs, rounds: int) -> dict[str, float]:
    """The median of the seconds of processor time that each takes, in turn."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            began = time.process_time()
            run()
            taken[name].append(time.process_time() - began)
    return {name: median(each) for name, each in taken.items()}


class Spent(NamedTuple):
    """Seconds and megabytes; `user` and `system` are those of all its processes."""

    user: float
    system: float
    wall: float
    peak: float


def spend(command: Sequence[str], cwd: Path) -> Spent:
    """Run a command, its output thrown away."""
    return _launched(command, cwd, "")[0]


def spend_and_read(command: Sequence[str]) -> tuple[Spent, str]:
    """Run a command of the benches; what it takes and what it says."""
    return _launched(command, Path(), "says")


LAUNCH = """
import json, os, subprocess, sys, time
out = subprocess.PIPE if sys.argv[1] else subprocess.DEVNULL
null = subprocess.DEVNULL
began = time.monotonic()
process = subprocess.Popen(sys.argv[2:], stdin=null, stdout=out, stderr=null)
said = process.stdout.read().decode() if process.stdout else ""
usage = os.wait4(process.pid, 0)[2]
process.returncode = 0
wall = time.monotonic() - began
print(json.dumps([[usage.ru_utime, usage.ru_stime, wall, usage.ru_maxrss / 1024], said]))
"""
"""A process starts with the memory of the one that made it as its peak, so a small one makes it."""


def _launched(command: Sequence[str], cwd: Path, says: str) -> tuple[Spent, str]:
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    launcher = [sys.executable, "-S", "-c", LAUNCH, says, *command]
    done = subprocess.run(launcher, cwd=cwd, env=here, capture_output=True, check=True)
    spent, said = json.loads(done.stdout)
    return Spent(*spent), said


def spend_in_turn(
    commands: Mapping[str, Sequence[str]], cwd: Path, rounds: int
) -> dict[str, Spent]:
    """The medians of what each command takes."""
    taken: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(spend(command, cwd))
    return {name: Spent(*map(median, zip(*each, strict=True))) for name, each in taken.items()}


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"
