"""strace: what a process asks of the system, and what becomes of it when that is refused."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from trust.running import Ended, Run

CALLS = ("openat", "mkdir", "write", "chmod", "fsync", "flock", "rename", "unlink")
"""What a run that writes asks; every one of them may be refused, or be the last."""
LINE = re.compile(r"^(\d+) +(\w+)\(")


class Fault(NamedTuple):
    """What happens at the call of this name and number: `signal=KILL`, `error=EIO`."""

    call: str
    number: int
    what: str

    def option(self) -> str:
        return f"inject={self.call}:{self.what}:when={self.number}"


def is_there() -> bool:
    return shutil.which("strace") is not None


def _strace(log: Path, calls: Sequence[str], fault: Fault | None) -> list[str]:
    options = ["-e", fault.option()] if fault else []
    return ["strace", "-f", "-y", "-s", "0", "-o", str(log), "-e", ",".join(calls), *options]


def traced(argv: Sequence[str], folder: Path, log: Path, fault: Fault | None = None) -> Ended:
    """A run of seedlint, its calls written to `log`."""
    begun = Run(argv, folder)
    command = [*_strace(log, [fault.call] if fault else CALLS, fault), "-p", str(begun.pid)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as tracer:
        while not _tracer(begun.pid) and tracer.poll() is None:
            time.sleep(0.001)
        begun.go()
        return begun.wait()


def _tracer(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return "TracerPid:\t0\n" not in status


def counted(log: Path) -> Counter[str]:
    """How often each call was made, by the log of a run."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return Counter(found[2] for found in map(LINE.match, lines) if found)


def refused(log: Path) -> str:
    """The call that was refused, as the log has it; empty if there was none."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return next((line for line in lines if "(INJECTED)" in line), "")
