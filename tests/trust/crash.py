"""Killed at any moment, and at every call: files are whole, the ledger knows, a rerun completes."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median

from trust import peers, tracing
from trust.peer_runs import WRITING, calls_on, fixed_by, struck
from trust.programme import Outcome, Programme, Trial, workplace
from trust.running import FIX, UNDO, Run, lasts, run
from trust.tracing import CALLS, Fault, counted, traced
from trust.tree import Files, Tree, damage, tree

MANY, FEW = 24, 7
"""Files that are written eight at a time, fewer in a small trial, and so few that they are written
one by one."""
UNDONE = 5
"""Every so many a run that is killed is one of undo."""
PEERS = 10
"""A peer, which begins anew each time, is killed so many times less often."""


def crash(size: int) -> Outcome:
    """Half of the kills at random moments, half at each call, for which strace is needed."""
    count: Counter[str] = Counter()
    with workplace() as folder:
        many, few = tree(folder / "many", 1, min(MANY, 8 + size)), tree(folder / "few", 3, FEW)
        at_calls = size // 2 if tracing.is_there() else 0
        _at_random(many, size - at_calls, count)
        for fault in _each_call(few, folder / "log", at_calls):
            few.reset(few.before)
            ended = traced(FIX, few.root, folder / "log", fault)
            count["at calls"] += 1
            _judge(few, ended.code, FIX, few.before, few.after, count)
    return _outcome(count)


def _at_random(tree: Tree, size: int, count: Counter[str]) -> None:
    chance = random.Random(5)
    tree.reset(tree.before)
    trials = [(lasts(FIX, tree.root), lasts(UNDO, tree.root)) for _ in range(3)]
    fixing, going_back = map(median, zip(*trials, strict=True))
    for number in range(size):
        undoing = number % UNDONE == 0
        argv = UNDO if undoing else FIX
        source, target = (tree.before, tree.after)[:: -1 if undoing else 1]
        tree.reset(tree.before)
        if undoing:
            run(FIX, tree.root)
        begun = Run(argv, tree.root)
        begun.go()
        time.sleep(chance.uniform(0, going_back if undoing else fixing))
        begun.kill()
        _judge(tree, begun.wait().code, argv, source, target, count)


def _each_call(tree: Tree, log: Path, size: int) -> Iterator[Fault]:
    """Every call of a whole run, by name and number, again and again."""
    if not size:
        return
    tree.reset(tree.before)
    traced(FIX, tree.root, log)
    made = counted(log)
    faults = [
        Fault(call, number, "signal=KILL")
        for call in CALLS
        for number in range(1, made[call] + 1)
    ]  # fmt: skip
    for _, fault in zip(range(size), cycle(faults), strict=False):
        yield fault


def _judge(
    tree: Tree, code: int, argv: Sequence[str], source: Files, target: Files, count: Counter[str]
) -> None:
    """What the kill left; then the rerun must do the rest, and take away what was left behind."""
    left = damage(tree, source, target, noted=argv is FIX)
    count.update(left._asdict())
    count["kills"] += code < 0
    count["ended"] += code >= 0
    moved = sum(data != source[name] for name, data in tree.found().items())
    count["midway"] += 0 < moved < len(source)
    count["left"] += bool(tree.strays())
    again = run(argv, tree.root)
    ready = argv is UNDO and moved == len(source)
    count["rerun"] += again.code != (2 if ready else 0) or tree.found() != target
    count["stray"] += len(tree.strays())
    if argv is FIX:
        run(UNDO, tree.root)
        count["undo"] += tree.found() != source


def _outcome(count: Counter[str]) -> Outcome:
    runs = (
        f"{count['kills'] + count['ended']:,} runs, {count['at calls']:,} killed at a call, "
        f"{count['midway']:,} with some files done, {count['ended']:,} had ended before"
    )
    result = (
        f"{count['empty']} empty, {count['torn']} torn, {count['unnoted']} without entry, "
        f"{count['rerun']} reruns incomplete, {count['stray']} strays after them "
        f"({count['left']} before), {count['undo']} not undone to the byte"
    )
    bad = ("empty", "torn", "unnoted", "rerun", "stray", "undo")
    return Outcome(runs, result, not any(count[name] for name in bad))


def _peer(tool: str) -> Trial:
    return lambda size: _crash_peer(tool, max(1, size // PEERS))


def _crash_peer(tool: str, size: int) -> Outcome:
    """Killed at each call that touches the file."""
    count: Counter[str] = Counter()
    with workplace() as folder:
        file = folder / "alone" / "a.txt"
        before, after = fixed_by(tool, file)
        made = calls_on(tool, file, before, WRITING)
        for _, (call, number) in zip(range(size), cycle(made), strict=False):
            _, killed = struck(tool, file, before, Fault(call, number, "signal=KILL"))
            count["kills"] += killed
            data = file.read_bytes() if file.exists() else b""
            count["empty"] += not data
            count["torn"] += bool(data) and data not in (before, after)
    runs = f"{count['kills']:,} kills, at each of {len(made)} calls that open or write"
    result = f"{count['empty']} empty, {count['torn']} torn"
    return Outcome(runs, result, not count["empty"] + count["torn"])


CRASH = Programme(
    "crash",
    "kill -9 of fix and undo over 24 files at random moments, of fix over 7 files at each call "
    "that opens, writes, locks, syncs or renames; then run again, then undo",
    "0 empty, torn or without ledger entry, a rerun completes, 0 strays after it",
    1_000,
    crash,
    {tool: _peer(tool) for tool in peers.TOOLS if tool != "seedlint"},
)
