"""Killed while copies are written: each is whole or not there, and a rerun writes the rest."""

from __future__ import annotations

import random
from collections import Counter
from hashlib import sha256

from seedlint.ledger import Ledger
from trust.programme import Outcome, Programme, workplace
from trust.running import Run, phases, run
from trust.tree import Tree, tree

MANY = 24
COPY = ("fix", "--fail-on", "never", "-o", "copies", ".")


def copies(size: int) -> Outcome:
    chance, count = random.Random(19), Counter[str]()
    with workplace() as folder:
        many = tree(folder / "many", 1, min(MANY, 8 + size))
        many.reset(many.before)
        ledger = many.root / "copies/.seedlint/ledger.jsonl"
        usual = phases(COPY, many.root, ledger)
        for _ in range(size):
            many.reset(many.before)
            begun = Run(COPY, many.root)
            usual.pause(begun, ledger, chance)
            begun.kill()
            count["kills"] += begun.wait().code < 0
            _judge(many, count)
    runs = f"{count['kills']:,} kills, {count['midway']:,} with some copies written"
    result = (
        f"{count['torn']} empty or torn, {count['unnoted']} without entry, {count['hurt']} sources "
        f"touched, {count['rerun']} reruns incomplete, {count['stray']} strays after them "
        f"({count['left']} before)"
    )
    bad = ("torn", "unnoted", "hurt", "rerun", "stray")
    return Outcome(runs, result, not any(count[name] for name in bad))


def _judge(tree: Tree, count: Counter[str]) -> None:
    out = tree.root / "copies"
    there = {name: (out / name).read_bytes() for name in tree.after if (out / name).exists()}
    known = Ledger(out).digests()
    for name, data in there.items():
        count["torn"] += data != tree.after[name]
        digests = [after for _, after in known.get(out / name, ())]
        count["unnoted"] += sha256(data).hexdigest() not in digests
    count["midway"] += 0 < len(there) < len(tree.after)
    count["left"] += bool(tree.strays())
    again = run(COPY, tree.root)
    after = {name: (out / name).read_bytes() for name in tree.after if (out / name).exists()}
    count["rerun"] += again.code != 0 or after != tree.after
    count["stray"] += len(tree.strays())
    count["hurt"] += tree.found() != tree.before


COPIES = Programme(
    "crash-copies",
    "kill -9 of fix -o over 24 files at random moments; then run again",
    "0 empty, torn or without entry, sources untouched, a rerun completes, 0 strays after it",
    200,
    copies,
)
