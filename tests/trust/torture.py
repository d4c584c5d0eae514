"""Every trust programme at full size, seedlint and its peers: `make torture`.

`make torture ONLY="crash undo"` runs these alone. What came out is kept in results.tsv, a line a
programme and tool, and docs/trust.md is written from it; what was not run keeps its line.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

from trust import PROGRAMMES
from trust.peers import TOOLS, is_there
from trust.programme import Outcome, Programme

RESULTS = Path(__file__).parent / "results.tsv"
PAGE = Path(__file__).parent.parent.parent / "docs" / "trust.md"
HEADS = ("programme", "tool", "runs", "result", "held")
Results = dict[tuple[str, str], Outcome]


def main(names: Sequence[str], results: Path = RESULTS, page: Path = PAGE) -> int:
    """Run the named programmes, or all; 1 if seedlint missed a target."""
    unknown = {*names} - {one.name for one in PROGRAMMES}
    if unknown:
        print(f"no programme {', '.join(sorted(unknown))}; there are: ", file=sys.stderr, end="")
        print(", ".join(one.name for one in PROGRAMMES), file=sys.stderr)
        return 2
    known = kept(results)
    missed = False
    for programme in PROGRAMMES:
        if names and programme.name not in names:
            continue
        for tool, trial in programme.trials.items():
            if not is_there(tool):
                print(f"{programme.name}: {tool} is not installed, left out", flush=True)
                continue
            outcome = known[programme.name, tool] = trial(programme.size)
            missed = missed or (tool == "seedlint" and not outcome.held)
            sign = "held" if outcome.held else "BROKEN"
            print(f"{programme.name}, {tool}: {sign}: {outcome.runs}: {outcome.result}", flush=True)
            keep(results, known)
    page.write_text(table(known), encoding="utf-8")
    return int(missed)


def kept(results: Path) -> Results:
    if not results.exists():
        return {}
    with results.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        (row["programme"], row["tool"]): Outcome(row["runs"], row["result"], row["held"] == "yes")
        for row in rows
    }


def keep(results: Path, known: Results) -> None:
    """Written in the order of the programmes; what is no programme any more is dropped."""
    with results.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(HEADS)
        for programme in PROGRAMMES:
            for tool in programme.trials:
                if (programme.name, tool) in known:
                    runs, result, held = known[programme.name, tool]
                    said = "yes" if held else "no"
                    writer.writerow([programme.name, tool, runs, result, said])


def table(known: Results) -> str:
    """The page: who met what, then a section a programme with what was counted."""
    rows = [["programme", *TOOLS], ["---"] * (1 + len(TOOLS))]
    for one in PROGRAMMES:
        marks = [_mark(known.get((one.name, tool)), tool in one.trials) for tool in TOOLS]
        rows.append([f"[{one.name}](#{one.name})", *marks])
    sections = (_section(one, known) for one in PROGRAMMES)
    return INTRODUCTION + _lines(rows) + "".join(sections)


def _section(programme: Programme, known: Results) -> str:
    """What is tried, what is wanted, and what each tool did."""
    rows = [["tool", "tried", "counted"], ["---"] * 3]
    for tool in programme.trials:
        if outcome := known.get((programme.name, tool)):
            missed = "" if outcome.held else "**missed** "
            rows.append([tool, outcome.runs, missed + outcome.result])
    told = f"{_sentence(programme.method)} Target: {programme.target}."
    return f"\n## {programme.name}\n\n{fill(told, 100)}\n\n{_lines(rows)}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _lines(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _mark(outcome: Outcome | None, applies: bool) -> str:
    if outcome is None:
        return "not run" if applies else "–"
    return "met" if outcome.held else "**missed**"


INTRODUCTION = """# Trust, tried

Written by `make torture`: every promise of seedlint with the programme that tries to break it, and
what the same programme does to three other tools, each writing in place; – where a programme does
not apply to a tool. A smaller run of each is part of `make test`.

Linux, Python 3.11, two cores; autocorrect-node 2.14.0, zhlint 0.8.2, ftfy 6.3.1.

"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
