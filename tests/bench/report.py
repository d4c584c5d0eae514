"""All measurements at once: writes docs/speed.md.

    python -m bench.report [--long] [--quick]

`--long` adds what takes more than a few minutes; `--quick` measures next to nothing, to see that
everything runs, and prints the page.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench import commands, library, peers
from bench.clock import Spent, load
from bench.corpora import EVERY, corpora
from bench.library import CHECK, FIX, WRITTEN
from bench.peers import QUICKEST, Run
from bench.shares import where_time_goes
from seedlint.crew import cores
from tables import table

PAGE = Path(__file__).parents[2] / "docs" / "speed.md"
INTRO = """\
# How fast it is

Measured on {day} with {versions}; {cores} processors
({machine}), load average {load} at the start and {after} at the end. `make bench` writes this page;
`make bench LONG=1` measures the largest sizes, too.

Times are those of the processor, of one core unless it is said otherwise, medians of interleaved
rounds; MB are 10⁶ bytes of UTF-8. **Only ratios mean anything on another machine, and only those of
one run.** All rules run that are on by default, the character model included. The peers do other
and fewer things: autocorrect makes about a sixth of the checks, its `format` reports nothing, ftfy
and opencc look at other defects; so this is a yardstick, not a race.
"""
SPEEDS = """\
Texts are made from the pages in `seeds/`: *pages* of about 26 KB, the same cut into *records* of
about 1.5 KB, *clean* pages (after `seedlint fix`), and those with *noise* put in by a program, a
defect in every {every} characters. *Floor* is what it costs to decode a text and to look each
character up in one table. “Check” counts findings, “check, JSONL” writes them all out; a tool that
refuses a text of that length has no figure.
"""
Speed = tuple[str, float, dict[str, float]]


class Sizes(NamedTuple):
    """How much of everything is measured."""

    rounds: int
    corpus: float
    long: float
    grow: Sequence[int]
    grow_text: Sequence[int]
    starts: int
    small: int
    processes: float


QUICK = Sizes(1, 0.1, 0.2, (1, 2), (1, 2), 1, 20, 0.2)
SHORT = Sizes(5, 3, 10, (1, 10, 100), (1, 10), 15, 10_000, 20)
LONG = SHORT._replace(grow=(1, 10, 100, 1000), grow_text=(1, 10, 100), processes=100)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args(argv)
    page = _page(QUICK if chosen.quick else LONG if chosen.long else SHORT)
    if chosen.quick:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


def _page(sizes: Sizes) -> str:
    missing: list[str] = []
    runs, others = peers.libraries(missing), peers.commands(missing)
    before = load()
    _tell("the library")
    speeds = [*library.speeds(sizes.corpus, sizes.rounds, runs)]
    _tell("one long text")
    speeds.append(library.speeds_of_one(sizes.long, min(sizes.rounds, 2), runs))
    lines = [*_speeds(speeds, runs), *_growth(sizes)]
    with tempfile.TemporaryDirectory() as name:
        lines += _commands(Path(name), others, sizes)
    _tell("shares")
    lines += where_time_goes(corpora(sizes.corpus), min(sizes.rounds, 2), _lead(speeds))
    intro = INTRO.format(
        day=date.today().isoformat(),
        versions=peers.versions(),
        cores=cores(),
        machine=platform.machine(),
        load=before,
        after=load(),
    )
    left_out = [f"\nNot installed, and left out: {', '.join(missing)}."] if missing else []
    return "\n".join([intro, *left_out, *lines]).replace("\n\n\n", "\n\n") + "\n"


def _speeds(speeds: Sequence[Speed], runs: Mapping[str, Run]) -> Iterator[str]:
    yield "\n## The library, MB a second\n"
    yield SPEEDS.format(every=EVERY)
    tools = [*library.OURS, *runs, "floor"]
    rows = [["", *(f"{name} ({megabytes:.0f} MB)" for name, megabytes, _ in speeds)]]
    rows += [[tool, *(_figure(told.get(tool)) for *_, told in speeds)] for tool in tools]
    yield from table(rows)
    yield "\nThe same as ratios:\n"
    rows = [["", *(name for name, *_ in speeds)]]
    for ours, theirs in _pairs(runs):
        ratios = (_ratio(told.get(ours), told.get(theirs)) for *_, told in speeds)
        rows.append([f"{ours} / {theirs}", *ratios])
    yield from table(rows)


def _lead(speeds: Sequence[Speed]) -> Mapping[str, float]:
    """By corpus the ratio of a check to the quickest peer, where that is installed."""
    return {name: told[CHECK] / told[QUICKEST] for name, _, told in speeds if QUICKEST in told}


def _pairs(runs: Mapping[str, Run]) -> Iterator[tuple[str, str]]:
    for peer in runs:
        yield CHECK, peer
        if peer.endswith("lint_for"):
            yield WRITTEN, peer
        if peer.endswith(" format"):
            yield FIX, peer
    yield FIX, CHECK
    yield CHECK, "floor"


def _growth(sizes: Sizes) -> Iterator[str]:
    yield "\n## Growth and memory\n"
    yield "`check_many` in a process of its own; peak memory is that of the process, Python, numpy"
    yield "and the model included. The exponent is that of the time as a power of the size.\n"
    rows = [["", "MB", "seconds", "MB a second", "peak memory, MB", "exponent"]]
    for kind, name, steps in (
        ("records", "records of 1.5 KB", sizes.grow),
        ("text", "one text", sizes.grow_text),
    ):
        _tell(f"growth of {name}")
        told = library.growth(kind, steps)
        for number, (megabytes, seconds, peak) in enumerate(told):
            power = f"{library.exponent(told[: number + 1]):.2f}" if number else ""
            figures = map(_figure, (seconds, megabytes / seconds))
            rows.append([name, str(megabytes), *figures, f"{peak:.0f}", power])
    yield from table(rows)


def _commands(folder: Path, others: commands.Commands, sizes: Sizes) -> Iterator[str]:
    yield "\n## The command\n"
    yield "Seconds of user and of system time of all processes of a command, by the clock on the"
    yield "wall, and peak memory of its largest process. Tools that take one file are not asked for"
    yield "a folder."
    yield from _spent("A clean file of one line", commands.start_up(folder, others, sizes.starts))
    _tell("commands on a long file")
    long_file = commands.long_file(folder, others, sizes.long, 1)
    yield from _spent(f"One file of {sizes.long:g} MB", long_file)
    _tell("commands on small files")
    small = commands.small_files(folder, others, sizes.small, 1)
    yield from _spent(f"{sizes.small:,} files of 1.5 KB", small, sizes.small)
    _tell("processes")
    several = commands.processes(folder, sizes.processes, min(sizes.rounds, 3))
    yield from _spent(f"One process and two, {sizes.processes:g} MB of pages", several)
    yield f"\nLoad average after these: {load()}; two processes gain what idle processors allow."


def _spent(title: str, told: Mapping[str, Spent], count: int = 0) -> Iterator[str]:
    yield f"\n### {title}\n"
    rows = [["", "user", "system", "wall", "peak, MB", *["ms a file"][:count]]]
    for name, (user, system, wall, peak) in told.items():
        row = [f"`{name}`", f"{user:.3f}", f"{system:.3f}", f"{wall:.3f}", f"{peak:.0f}"]
        rows.append([*row, f"{1000 * (user + system) / count:.2f}"] if count else row)
    yield from table(rows)


def _tell(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)


def _figure(number: float | None) -> str:
    if number is None:
        return "·"
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 1 else f"{number:.2f}"


def _ratio(ours: float | None, theirs: float | None) -> str:
    return f"{ours / theirs:.2f}" if ours and theirs else "·"


if __name__ == "__main__":
    main()
