"""Asked to end at any moment: whole files, a ledger that says which, and one line."""

from __future__ import annotations

import random
import signal
from collections import Counter

from trust.programme import Outcome, Programme, workplace
from trust.running import FIX, Ended, Run, phases, run
from trust.tree import Tree, damage, tree

MANY = 24
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def interrupted(size: int) -> Outcome:
    chance, count = random.Random(17), Counter[str]()
    with workplace() as folder:
        many = tree(folder / "many", 1, min(MANY, 8 + size))
        many.reset(many.before)
        ledger = many.root / ".seedlint/ledger.jsonl"
        usual = phases(FIX, many.root, ledger)
        for number in range(size):
            many.reset(many.before)
            sign = list(CODES)[number % len(CODES)]
            begun = Run(FIX, many.root)
            usual.pause(begun, ledger, chance)
            begun.kill(sign)
            _judge(many, begun.wait(), CODES[sign], count)
    runs = (
        f"{count['stopped']:,} signals (SIGINT, SIGTERM, SIGHUP) that ended a run, "
        f"{count['midway']:,} with some files done; {count['late']} came too early or too late"
    )
    result = (
        f"{count['hurt']} files hurt, {count['unnoted']} without entry, {count['stray']} strays, "
        f"{count['wordy']} runs with more or less than one line, {count['rerun']} reruns incomplete"
    )
    bad = ("hurt", "unnoted", "stray", "wordy", "rerun")
    return Outcome(runs, result, not any(count[name] for name in bad))


def _judge(tree: Tree, ended: Ended, code: int, count: Counter[str]) -> None:
    left = damage(tree, tree.before, tree.after)
    count["hurt"] += left.empty + left.torn
    count["unnoted"] += left.unnoted
    count["stray"] += len(tree.strays())
    moved = sum(data != tree.before[name] for name, data in tree.found().items())
    count["midway"] += 0 < moved < len(tree.before)
    if ended.code == code:
        count["stopped"] += 1
        lines = [line for line in ended.said.splitlines() if "interrupted" in line]
        count["wordy"] += len(lines) != 1 or "Traceback" in ended.said
    else:  # before the command took hold of signals, or after all was said
        count["late"] += 1
    again = run(FIX, tree.root)
    count["rerun"] += again.code != 0 or tree.found() != tree.after


INTERRUPTED = Programme(
    "interrupt",
    "Ctrl-C, SIGTERM and SIGHUP at random moments of a fix over 24 files",
    "whole files, an entry for each that is changed, 0 strays at once, one line, exit code 130, "
    "143 or 129",
    300,
    interrupted,
)
