"""Runs of the other tools on one file, under strace or watched."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from trust.peers import TOOLS
from trust.running import Ended
from trust.samples import FRAMES
from trust.tracing import LINE, Fault

TEXT = "".join(f"{line}\n识 别结果,仍需核对.用 Python写的3个程序。\n" for line in FRAMES) * 40
"""Text in which every tool finds something, longer than one buffer of any."""
MOJIBAKE = "été".encode().decode("latin-1") + "\n"
"""What ftfy mends."""


WRITING = ("openat", "ftruncate", "write", "pwrite64", "close", "fsync", "rename")
"""Calls that may open or change a file."""


def peer(tool: str, file: Path) -> Ended:
    """A run to its end, with its exit code."""
    return _ended(list(TOOLS[tool](file)), file)


def _ended(command: list[str], file: Path) -> Ended:
    done = subprocess.run(
        command,
        cwd=file.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"))


@cache
def fixed_by(tool: str, file: Path) -> tuple[bytes, bytes]:
    """A file before and after; raises AssertionError if the tool does nothing to it."""
    before = (TEXT + MOJIBAKE).encode()
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(before)
    peer(tool, file)
    after = file.read_bytes()
    assert after != before, tool
    return before, after


def calls_on(tool: str, file: Path, before: bytes, calls: Sequence[str]) -> list[tuple[str, int]]:
    """The calls of a whole run that touch the file, each with its number in its thread."""
    file.write_bytes(before)
    log = _log(file)
    _traced(tool, file, log, ["-e", ",".join(calls)])
    made: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[str, int], None] = {}
    for found in filter(None, map(LINE.match, log.read_text("utf-8", "replace").splitlines())):
        thread, call = found.groups()
        made[thread, call] += 1
        seen[call, made[thread, call]] = None
    return list(seen)


def struck(tool: str, file: Path, before: bytes, fault: Fault) -> tuple[Ended, bool]:
    """A run to which this happens at a call on the file, and whether it came to that."""
    file.write_bytes(before)
    log = _log(file)
    ended = _traced(tool, file, log, ["-e", fault.call, "-e", fault.option()])
    said = log.read_text("utf-8", "replace")
    return ended, "(INJECTED)" in said or "killed by SIGKILL" in said


def _log(file: Path) -> Path:
    return file.parent.with_name("strace.log")


def _traced(tool: str, file: Path, log: Path, options: Sequence[str]) -> Ended:
    names = {str(file), file.name, f"{file}.new"}
    watched = [part for name in sorted(names) for part in ("-P", name)]
    strace = ["strace", "-f", "-qq", "-o", str(log), *watched, *options]
    return _ended([*strace, *TOOLS[tool](file)], file)
