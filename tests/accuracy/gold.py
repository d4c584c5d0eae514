"""What is found of the defects that careful readers marked, and what is found besides.

    python tests/accuracy/gold.py DATA [OPTIONS of `seedlint evaluate`]

DATA is the folder that holds `gold/gold.jsonl` and the pages in `seeds/`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from seedlint.cli import main as seedlint

UNRECORDED = "PU017,SP003,SP005"
"""Blank lines and trailing spaces are not in the gold, nor is what is said of a whole document."""


def main(argv: Sequence[str]) -> int:
    folder, *options = argv or ["../shared"]
    gold = Path(folder, "gold", "gold.jsonl")
    if not gold.is_file():
        print(f"no gold: {gold} is missing, nothing measured")
        return 0
    pages = str(Path(folder, "seeds"))
    return seedlint(["evaluate", str(gold), "--root", pages, "--ignore", UNRECORDED, *options])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
