"""The library: megabytes of UTF-8 a second on one core, and what becomes of them as they grow."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

import numpy as np

from bench.clock import race, spend_and_read
from bench.corpora import corpora, one, size
from bench.peers import Run
from seedlint import Document, check_many, fix_many
from seedlint.reporters.jsonl import render
from seedlint.reporters.look import Look

TABLE = np.zeros(1 << 16, np.uint8)
CHECK, WRITTEN, FIX = "seedlint check", "seedlint check, JSONL", "seedlint fix"


def check(texts: Sequence[str]) -> int:
    return sum(len(report.found) for report in check_many(texts))


def written(texts: Sequence[str]) -> int:
    documents = (Document(text, "a.txt") for text in texts)
    return sum(len(line) for line in render(check_many(documents), Look()))


def fixed(texts: Sequence[str]) -> int:
    return sum(len(report.text) for report in fix_many(texts))


def floor(texts: Sequence[bytes]) -> int:
    """What decoding and one look-up a character cost, document by document."""
    found = 0
    for data in texts:
        codes = np.frombuffer(data.decode().encode("utf-16-le"), "<u2")
        found += int(np.count_nonzero(TABLE.take(codes, mode="clip")))
    return found


OURS: Mapping[str, Run] = {CHECK: check, WRITTEN: written, FIX: fixed}


def speeds(
    megabytes: float, rounds: int, peers: Mapping[str, Run]
) -> Iterator[tuple[str, float, dict[str, float]]]:
    """For each corpus its size and the speed of every tool."""
    for name, texts in corpora(megabytes).items():
        yield name, size(texts), _speeds(texts, rounds, peers)


def speeds_of_one(
    megabytes: float, rounds: int, peers: Mapping[str, Run]
) -> tuple[str, float, dict[str, float]]:
    """The same for one long text; a tool that refuses it has no speed."""
    texts = [one(megabytes)]
    able = {name: run for name, run in peers.items() if _takes(run, texts)}
    return "one text", size(texts), _speeds(texts, rounds, able)


def _speeds(texts: Sequence[str], rounds: int, peers: Mapping[str, Run]) -> dict[str, float]:
    raw = [text.encode() for text in texts]
    runs = {name: (lambda run=run: run(texts)) for name, run in {**OURS, **peers}.items()}
    taken = race({**runs, "floor": lambda: floor(raw)}, rounds)
    return {name: size(texts) / seconds for name, seconds in taken.items()}


def _takes(run: Run, texts: Sequence[str]) -> bool:
    try:
        run(texts)
    except ValueError:
        return False
    return True


def growth(kind: str, sizes: Sequence[int]) -> list[tuple[int, float, float]]:
    """Size in MB, seconds and peak memory of `check_many`, each in a process of its own."""
    command = [sys.executable, "-m", "bench.grow", kind]
    told = []
    for megabytes in sizes:
        seconds, peaks = [], []
        for _ in range(3 if megabytes <= 3 else 1):
            spent, said = spend_and_read([*command, str(megabytes)])
            seconds.append(float(said))
            peaks.append(spent.peak)
        told.append((megabytes, median(seconds), median(peaks)))
    return told


def exponent(told: Sequence[tuple[int, float, float]]) -> float:
    """Of the time as a power of the size, between the first and the last."""
    (small, less, _), (large, more, _) = told[0], told[-1]
    return math.log(more / less) / math.log(large / small)
