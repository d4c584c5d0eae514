"""Fixed and undone: the bytes are those from before, in every encoding, with every newline."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

from trust.programme import Outcome, Programme, workplace
from trust.running import FIX, UNDO, run
from trust.samples import KINDS, Sample, samples

FOLDER = 250
"""Documents that are fixed in one run."""
MEDDLED = 25
"""Somebody writes to every so many a file between fix and undo."""
WAYS = (FIX, (*FIX, "--unsafe-fixes"))


def undo(size: int) -> Outcome:
    count: Counter[str] = Counter()
    documents = samples(41)
    for number in range(-(-size // FOLDER)):
        some = list(islice(documents, min(FOLDER, size - number * FOLDER)))
        with workplace() as folder:
            _there_and_back(some, folder, WAYS[number % len(WAYS)], count)
    runs = (
        f"{size:,} documents of {len(KINDS)} kinds, {count['changed']:,} of them changed by fix, "
        f"{count['meddled']:,} of these by somebody before undo"
    )
    result = (
        f"{count['different']} not as before to the byte, "
        f"{count['overwritten']} of those changed since overwritten, {count['unnamed']} not named"
    )
    bad = ("different", "overwritten", "unnamed")
    return Outcome(runs, result, not any(count[name] for name in bad))


def _there_and_back(
    some: list[Sample], folder: Path, way: tuple[str, ...], count: Counter[str]
) -> None:
    for one in some:
        (folder / one.name).write_bytes(one.data)
    run(way, folder)
    changed = [one for one in some if (folder / one.name).read_bytes() != one.data]
    meddled = {one.name: b"" for one in changed[::MEDDLED]}
    for name in meddled:
        with (folder / name).open("ab") as file:
            file.write(b"  ")
        meddled[name] = (folder / name).read_bytes()
    said = run(UNDO, folder).said
    count["changed"] += len(changed)
    count["meddled"] += len(meddled)
    for one in some:
        data = (folder / one.name).read_bytes()
        if one.name in meddled:
            count["overwritten"] += data != meddled[one.name]
            count["unnamed"] += f"{one.name}: changed since" not in said
        else:
            count["different"] += data != one.data


UNDOING = Programme(
    "undo",
    "fix and undo in UTF-8, UTF-16 LE and BE, GBK, GB18030, Big5, Big5-HKSCS, with and without "
    "byte order mark; LF, CR LF, CR, mixed, without a last newline; half with unsafe fixes",
    "100 % byte-exact, a file changed since is refused",
    10_000,
    undo,
)
