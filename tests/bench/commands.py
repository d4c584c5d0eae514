"""The commands: start-up, one long file, many short ones, one process and two."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.clock import Spent, spend_in_turn
from bench.corpora import one, records
from bench.peers import seedlint

TINY = "深化产教融合，培养高素质人才。\n"
Commands = Mapping[str, Callable[[str], Sequence[str]]]


def start_up(folder: Path, peers: Commands, rounds: int) -> dict[str, Spent]:
    """A clean file of one line."""
    (folder / "tiny.txt").write_text(TINY, encoding="utf-8")
    return spend_in_turn(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "seedlint --version": seedlint("--version"),
            "seedlint check": seedlint("check", "tiny.txt"),
            **{name: of("tiny.txt") for name, of in peers.items()},
        },
        folder,
        rounds,
    )


def long_file(folder: Path, peers: Commands, megabytes: float, rounds: int) -> dict[str, Spent]:
    (folder / "long.txt").write_text(one(megabytes), encoding="utf-8")
    return spend_in_turn(
        {
            "seedlint check --statistics": seedlint("check", "--statistics", "long.txt"),
            "seedlint check --format jsonl": seedlint("check", "--format", "jsonl", "long.txt"),
            "seedlint fix --diff": seedlint("fix", "--diff", "long.txt"),
            **{name: of("long.txt") for name, of in peers.items()},
        },
        folder,
        rounds,
    )


def small_files(folder: Path, peers: Commands, count: int, rounds: int) -> dict[str, Spent]:
    """Records, a file each; only of tools that take a folder."""
    _write(folder / "small", count)
    check = seedlint("check", "small", "--format", "jsonl")
    ours = {
        "seedlint check --jobs 1": [*check, "--jobs", "1"],
        "seedlint check --jobs 2": [*check, "--jobs", "2"],
    }
    theirs = {name: of("small") for name, of in peers.items() if name.startswith("autocorrect")}
    return spend_in_turn({**ours, **theirs}, folder, rounds)


def processes(folder: Path, megabytes: float, rounds: int) -> dict[str, Spent]:
    """One and two, with counts and with all findings written."""
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    for number in range(round(megabytes * 10)):
        (pages / f"{number:05}.txt").write_text(one(0.1), encoding="utf-8")
    return spend_in_turn(
        {
            f"{' '.join(words)}, {jobs}": seedlint("check", "pages", *words, "--jobs", jobs)
            for words in (("--statistics",), ("--format", "jsonl"))
            for jobs in ("1", "2")
        },
        folder,
        rounds,
    )


def _write(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    texts = records()
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(texts[number % len(texts)], encoding="utf-8")
