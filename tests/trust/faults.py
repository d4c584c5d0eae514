"""The system refuses: every call in turn, and a disk with less and less room."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, product
from pathlib import Path

from trust import peers, tracing
from trust.peer_runs import WRITING, calls_on, fixed_by, peer, struck
from trust.programme import Outcome, Programme, Trial, workplace
from trust.running import FIX, Ended, run
from trust.tracing import CALLS, Fault, counted, refused, traced
from trust.tree import Tree, damage, tree

ERRORS = ("EIO", "ENOSPC", "EACCES")
FEW, LONG = 7, 40
"""Files, and lines of a file on the disk that is full."""
PAGE = os.sysconf("SC_PAGE_SIZE")
COMMON = ("seedlint.toml", "ledger.jsonl")
DISK = 4_000_000
PEERS = 5
"""A peer, which begins anew each time, meets so many times fewer faults."""
NO_STRACE = Outcome("0 faults", "strace is missing", held=False)


def faults(size: int) -> Outcome:
    """Every call of a run over seven files is refused in turn, with one error after the other."""
    if not tracing.is_there():
        return NO_STRACE
    count: Counter[str] = Counter()
    with workplace() as folder:
        few, log = tree(folder / "few", 3, FEW), folder / "log"
        few.reset(few.before)
        traced(FIX, few.root, log)
        made = counted(log)
        places = [(call, number) for call in CALLS for number in range(1, made[call] + 1)]
        every = [(*place, error) for error, place in product(ERRORS, places)]
        for _, (call, number, error) in zip(range(size), cycle(every), strict=False):
            few.reset(few.before)
            ended = traced(FIX, few.root, log, Fault(call, number, f"error={error}"))
            _judge(few, ended, str(few.root) in refused(log), count)
    return _outcome("faults", count)


def _judge(tree: Tree, ended: Ended, here: bool, count: Counter[str]) -> None:
    """What was not done has to be named, and is done by a run that nothing is refused."""
    count["tried"] += here
    left = damage(tree, tree.before, tree.after)
    count["hurt"] += left.empty + left.torn
    count["unnoted"] += left.unnoted
    found = tree.found()
    undone = [name for name in found if found[name] == tree.before[name]]
    named = all(_named(name, ended.said) for name in undone)
    count["silent"] += bool(undone) and not (ended.code == 2 and named)
    count["traceback"] += "Traceback" in ended.said
    count["refused"] += ended.code == 2
    again = run(FIX, tree.root)
    count["rerun"] += again.code != 0 or tree.found() != tree.after or bool(tree.strays())


def _named(name: str, said: str) -> bool:
    """Whether a line begins with a file, a folder it lies in, its configuration or its ledger."""
    lines = said.splitlines()
    subjects = {line.removeprefix("seedlint: ").partition(": ")[0] for line in lines}
    known = {name, *(str(one) for one in Path(name).parents)}
    return any(one in known or Path(one).name in COMMON for one in subjects)


def _outcome(what: str, count: Counter[str]) -> Outcome:
    runs = f"{count['tried']:,} {what}, {count['refused']:,} of them ended a run with code 2"
    result = (
        f"{count['hurt']} files hurt, {count['unnoted']} without entry, {count['silent']} unnamed, "
        f"{count['traceback']} tracebacks, {count['rerun']} reruns incomplete"
    )
    bad = ("hurt", "unnoted", "silent", "traceback", "rerun")
    return Outcome(runs, result, count["tried"] > 0 and not any(count[name] for name in bad))


def full(size: int) -> Outcome:
    """A disk with no page left, one, two, …"""
    count: Counter[str] = Counter()
    with workplace() as folder:
        few = tree(folder / "few", 3, FEW, LONG)
        for pages in range(size):
            with disk(folder / "disk") as mounted:
                there = few._replace(root=mounted / "tree")
                there.reset(there.before)
                with filled(mounted, pages):
                    ended = run(FIX, there.root)
                _judge(there, ended, True, count)
    return _outcome("disks, from full to 1 page less each", count)


@contextmanager
def disk(place: Path) -> Iterator[Path]:
    """A disk of its own, in memory; who may not mount gets an OSError."""
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        raise PermissionError("a disk can be filled by root only, who may mount one")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@contextmanager
def filled(mounted: Path, pages: int) -> Iterator[None]:
    """No room is left on a disk but for so many pages."""
    filler = mounted / "filler"
    status = os.statvfs(mounted)
    filler.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - pages * PAGE)))
    yield
    filler.unlink()


def _peer(tool: str) -> Trial:
    return lambda size: _faults_peer(tool, max(1, size // PEERS))


def _faults_peer(tool: str, size: int) -> Outcome:
    if not tracing.is_there():
        return NO_STRACE
    count: Counter[str] = Counter()
    with workplace() as folder:
        file = folder / "alone" / "a.txt"
        before, after = fixed_by(tool, file)
        made = calls_on(tool, file, before, WRITING)
        every = [(*place, error) for error, place in product(ERRORS, made)]
        for _, (call, number, error) in zip(range(size), cycle(every), strict=False):
            ended, was = struck(tool, file, before, Fault(call, number, f"error={error}"))
            count["tried"] += was
            _judge_peer(file.read_bytes(), before, after, ended, count)
    return _outcome_peer("faults", count)


def _judge_peer(
    data: bytes, before: bytes, after: bytes, ended: Ended, count: Counter[str]
) -> None:
    count["hurt"] += data not in (before, after)
    count["silent"] += data != after and ended.code == 0


def _outcome_peer(what: str, count: Counter[str]) -> Outcome:
    result = f"{count['hurt']} files hurt, {count['silent']} unnamed (exit code 0)"
    return Outcome(f"{count['tried']:,} {what}", result, not count["hurt"] + count["silent"])


def _full_peer(tool: str) -> Trial:
    def trial(size: int) -> Outcome:
        count: Counter[str] = Counter()
        with workplace() as folder:
            before, after = fixed_by(tool, folder / "alone" / "a.txt")
            for pages in range(max(1, size // PEERS)):
                with disk(folder / "disk") as mounted:
                    file = mounted / "a.txt"
                    file.write_bytes(before)
                    with filled(mounted, pages):
                        ended = peer(tool, file)
                    count["tried"] += 1
                    _judge_peer(file.read_bytes(), before, after, ended, count)
        return _outcome_peer("disks, from full to 1 page less each", count)

    return trial


OTHERS = [tool for tool in peers.TOOLS if tool != "seedlint"]
TARGET = "original intact or wholly fixed, exit code not 0, every file that is not fixed named"
FAULTS = Programme(
    "faults",
    "EIO, ENOSPC, EACCES at each call that opens, writes, locks, syncs, renames or removes",
    TARGET,
    600,
    faults,
    {tool: _peer(tool) for tool in OTHERS},
)
FULL = Programme(
    "disk-full",
    "fix on a disk that has no page left, one, two …",
    TARGET,
    60,
    full,
    {tool: _full_peer(tool) for tool in OTHERS},
)
