"""A small part of the benches on a text of our own, which `make test` runs.

    python tests/accuracy/frozen.py

writes what is reached to `tests/data/floors.tsv`: below it the tests fail. To be run after a change
that is for the better, or that gives up something on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import columns
import inject

DATA = Path(__file__).parents[1] / "data"
FLOORS = DATA / "floors.tsv"
ROUNDS = 2
PAGE = 4
"""Articles of a page that is cut into columns."""
COLUMNS = "columns"
Kind = tuple[str, str]
"""Code of a rule, or `COLUMNS`, and what the defect is called."""


@cache
def texts() -> Sequence[str]:
    """The articles of `formal.txt`."""
    whole = (DATA / "formal.txt").read_text(encoding="utf-8").removeprefix("%% ")
    blocks = (block.partition("\n")[2] for block in whole.split("\n%% "))
    return [block.strip("\n") + "\n" for block in blocks]


def kinds() -> Iterator[Kind]:
    yield from inject.known()
    yield from ((COLUMNS, kind) for kind in columns.KINDS)


@cache
def damaged(code: str, label: str) -> inject.Count:
    return inject.total(inject.injected(texts(), code, label, ROUNDS))


@cache
def cut(label: str) -> columns.Count:
    pages = [
        "\n".join(texts()[first : first + PAGE]) for first in range(0, len(texts()) - PAGE + 1, 2)
    ]
    return columns.total(pages, label)


def reached(kind: Kind) -> tuple[float, float]:
    """The shares that are found, and mended: restored, or joined without asking."""
    code, label = kind
    if code == COLUMNS:
        cuts = cut(label)
        return cuts.found / max(1, cuts.cuts), cuts.safe / max(1, cuts.cuts)
    one = damaged(code, label)
    return one.found / max(1, one.records), one.restored / max(1, one.made)


def floors() -> Mapping[Kind, tuple[float, float]]:
    rows = (line.split("\t") for line in FLOORS.read_text(encoding="utf-8").splitlines()[1:])
    return {(code, label): (float(found), float(mended)) for code, label, found, mended in rows}


def main() -> int:
    lines = ["rule\tdefect\tfound\tmended"]
    for kind in kinds():
        found, mended = reached(kind)
        lines.append(f"{kind[0]}\t{kind[1]}\t{found:.4f}\t{mended:.4f}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
