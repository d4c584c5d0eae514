"""Cut off anywhere, or one byte another: what cannot be read is named and left as it is."""

from __future__ import annotations

import random
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from trust.peers import FOLDERS
from trust.programme import Outcome, Programme, Trial, workplace
from trust.running import FIX, Ended, run
from trust.samples import KINDS, Sample, samples

FOLDER = 100
"""Documents that are fixed in one run."""
WIDER = {"gbk": ("gbk", "gb18030"), "cp950": ("cp950", "big5hkscs")}
"""A byte more or less, and what was in the one encoding may be in its larger sister."""


class Damaged(NamedTuple):
    sample: Sample
    data: bytes


def damaged(size: int) -> Iterator[Damaged]:
    """One half is cut off, in the other a byte is another; the byte order mark stays."""
    chance = random.Random(23)
    for number, sample in enumerate(islice(samples(29), size)):
        data = bytearray(sample.data)
        place = chance.randrange(4, len(data))
        if number // len(KINDS) % 2:
            data[place] ^= chance.randrange(1, 256)
        else:
            del data[place:]
        yield Damaged(sample, bytes(data))


def _readings(one: Damaged, data: bytes) -> list[str]:
    """What bytes say in the encoding of the document, or in the wider one."""
    texts = []
    for encoding in WIDER.get(one.sample.encoding, (one.sample.encoding,)):
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return texts


def _judge(one: Damaged, data: bytes, ended: Ended, count: Counter[str]) -> None:
    old, new = _readings(one, one.data), _readings(one, data)
    if data == one.data:
        count["untouched"] += 1
        named = ended.code != 0 and one.sample.name in ended.said
        skipped = not named and b"\0" in one.data and "binary file" in ended.said
        count["skipped"] += not old and skipped
        count["silent"] += not old and not named and not skipped
        return
    count["fixed"] += 1
    marks = [text.startswith("\ufeff") for text in (*old[:1], *new[:1])]
    count["hurt"] += not old or not new or len({*marks}) > 1
    count["replaced"] += _replaced(one, data) > _replaced(one, one.data)


def _replaced(one: Damaged, data: bytes) -> int:
    """How many U+FFFD there are, be it in the encoding of the document or in UTF-8."""
    sign = "\ufffd"
    return data.count(sign.encode()) + sum(text.count(sign) for text in _readings(one, data)[:1])


def _trial(fix: Callable[[Path], Ended]) -> Trial:
    def trial(size: int) -> Outcome:
        count: Counter[str] = Counter()
        documents = damaged(size)
        while some := list(islice(documents, FOLDER)):
            with workplace() as folder:
                for one in some:
                    (folder / one.sample.name).write_bytes(one.data)
                ended = fix(folder)
                for one in some:
                    _judge(one, (folder / one.sample.name).read_bytes(), ended, count)
        return _outcome(size, count)

    return trial


def _outcome(size: int, count: Counter[str]) -> Outcome:
    runs = f"{size:,} documents: {count['fixed']:,} written, {count['untouched']:,} untouched"
    result = (
        f"{count['hurt']} unreadable or without its mark, {count['replaced']} with new U+FFFD, "
        f"{count['silent']} unreadable and not named"
    )
    if count["skipped"]:
        result += f", {count['skipped']} with NUL bytes counted as binary files, not named"
    return Outcome(runs, result, not count["hurt"] + count["replaced"] + count["silent"])


def _peer(tool: str) -> Callable[[Path], Ended]:
    def fix(folder: Path) -> Ended:
        command = list(FOLDERS[tool](folder))
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        return Ended(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))

    return fix


DAMAGED = Programme(
    "encodings",
    f"documents of {len(KINDS)} kinds of encoding and byte order mark; one half cut off at any "
    "byte, in the other one byte is another",
    "same encoding and byte order mark, or untouched and named; 0 new U+FFFD",
    2_000,
    _trial(lambda folder: run(FIX, folder)),
    {tool: _trial(_peer(tool)) for tool in FOLDERS if tool != "seedlint"},
)
