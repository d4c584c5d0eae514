"""All benches at once: writes docs/accuracy.md.

    python tests/accuracy/report.py DATA

DATA is the folder that holds `corpus`, `gold` and `seeds`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import columns
import inject
import safe
from seedlint.version import __version__
from tables import table

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "accuracy.md"
QUOTE = re.compile(r"  .*\[")
INTRO = """\
# What is found, and how much of it is right

Measured on {day} with seedlint {version}. `python tests/accuracy/report.py DATA` writes this page;
DATA is a folder with the measuring texts, which are not part of the project. A small part of the
benches runs on a text of the project's own with `make test` (`tests/test_accuracy.py`) and fails
when a figure drops.

Text that passes for clean is not free of defects, and a defect put in by a program is not one that
a scanner made: read the figures as bounds.
"""


class Bench(NamedTuple):
    """A section: its title, the script that measures it, and what the figures mean."""

    title: str
    script: str
    about: str


BENCHES = (
    Bench(
        "Gold",
        "gold.py",
        "Three pages on which two readers marked every defect. What the figures mean is told in "
        "[evaluate.md](evaluate.md). Blank lines, trailing spaces and what is said of a whole "
        "document are not in this gold: SP003, SP005 and PU017 are not asked.",
    ),
    Bench(
        "Defects put into clean text",
        "inject.py",
        "One defect a document of some 2,000 characters (government, law, encyclopaedia), given to "
        "its rule alone. *found*: of the places. *safe fixes*, *all fixes*: documents that they "
        "change. *right*: those in which they took back what had been put in, and nothing else. "
        "*restored*: documents that are what they were, character for character. Without an "
        f"injector: {inject.left_out()}.",
    ),
    Bench(
        "Paragraphs cut by columns and pages",
        "columns.py",
        "The same documents, each cut inside a sentence every 400 characters or so. *joined*: cuts "
        "whose halves stand together after the safe fixes, and after all. *wrong*: what stands "
        "between them, or a paragraph that was whole, joined to the next line.",
    ),
    Bench(
        "Safe fixes",
        "safe.py",
        "A rule calls its fixes safe where at least 99 in 100 are right: in the documents above, "
        "and on clean text of six genres, where a fix counts as wrong unless a reader found a "
        "defect there (`tests/accuracy/verdicts.tsv`; where only some of the fixes of a genre were "
        "*read*, their share stands for the rest).",
    ),
    Bench(
        "False alarms on clean text",
        "clean.py",
        "Findings per 100 KB of UTF-8, by genre.",
    ),
    Bench(
        "Words and characters written twice",
        "doubles.py",
        "Doubles put into clean text at random (recall), and repeats in clean text that are "
        "reported all the same. Half A of the text was used for tuning, half B was not.",
    ),
    Bench(
        "Changes that editors made",
        "pairs.py",
        "Labelled pairs from the histories of documentation. Editors often follow a house style.",
    ),
    Bench(
        "Test suites of other tools",
        "suites.py",
        "Their policies differ, and contradict each other.",
    ),
)


def figures(data: Path) -> Mapping[str, Callable[[], Iterable[str]]]:
    """The lines of the benches that share their measuring, by script."""
    clean = data / "corpus" / "clean"
    texts = inject.documents(clean)
    damaged = inject.measure(texts)
    return {
        "inject.py": lambda: table(list(inject.rows(damaged)), left=(0, 1)),
        "columns.py": lambda: table(list(columns.rows(columns.measure(texts)))),
        "safe.py": lambda: table(list(safe.rows(damaged, *safe.on_clean_text(clean)))),
    }


def printed(script: str, data: Path) -> Iterator[str]:
    """What a script prints, in a fence, without the lines that quote texts."""
    command = [sys.executable, str(HERE / script), str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    yield "```text"
    yield from (line for line in done.stdout.rstrip().splitlines() if not QUOTE.match(line))
    yield "```"


def page(data: Path) -> Iterator[str]:
    yield INTRO.format(day=date.today().isoformat(), version=__version__)
    shared = figures(data)
    for title, script, about in BENCHES:
        if (HERE / script).is_file():
            print(title, file=sys.stderr)
            lines = shared[script]() if script in shared else printed(script, data)
            yield f"## {title}\n\n{textwrap.fill(about, 100)}\n"
            yield f"`python tests/accuracy/{script} DATA`\n"
            yield "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    options = parser.parse_args(argv)
    if not (options.data / "corpus" / "clean").is_dir():
        print(f"no clean text: {options.data / 'corpus' / 'clean'} is missing, nothing measured")
        return 0
    PAGE.write_text("\n".join(page(options.data)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
