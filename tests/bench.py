"""How fast check is, beside autocorrect and ftfy, in one run: `make bench`.

Three corpora, all made from the pages in `seeds/`: the pages as documents of about 26 KB; the same
cut into records of about 1.5 KB; the pages after `seedlint fix`, so that few marks are left to
find. Rounds are interleaved, CPU time is taken, medians are shown. Only ratios mean anything on
another machine. autocorrect makes about a sixth of the checks; `format` reports nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from seedlint import check_many, fix

SEEDS = Path(__file__).parent.parent / "seeds"
MEGABYTES = 3
RECORD = 510
"""Code points of a record, about 1.5 KB of UTF-8."""
ROUNDS = 5

Run = Callable[[Sequence[str]], object]


def main(rounds: int = ROUNDS) -> None:
    tools = {"seedlint": _seedlint, **_peers()}
    print(f"load average {os.getloadavg()[0]:.2f}, {rounds} rounds, MB of UTF-8 per CPU second")
    header = ["corpus", "MB", *tools, *(f"/ {name}" for name in list(tools)[1:])]
    print("  ".join(cell.rjust(max(8, len(cell))) for cell in header))
    for name, texts in _corpora().items():
        size = sum(len(text.encode()) for text in texts) / 1e6
        times: dict[str, list[float]] = {tool: [] for tool in tools}
        for _ in range(rounds):
            for tool, run in tools.items():
                began = process_time()
                run(texts)
                times[tool].append(process_time() - began)
        speed = {tool: size / statistics.median(taken) for tool, taken in times.items()}
        ratios = [speed["seedlint"] / speed[tool] for tool in list(tools)[1:]]
        cells = [name, f"{size:.1f}", *(f"{one:.1f}" for one in speed.values())]
        cells += [f"{ratio:.2f}x" for ratio in ratios]
        widths = [max(8, len(cell)) for cell in header]
        print("  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)))


def _corpora() -> dict[str, list[str]]:
    pages = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    times = round(MEGABYTES * 1e6 / sum(len(page.encode()) for page in pages))
    records = [
        page[start : start + RECORD] for page in pages for start in range(0, len(page), RECORD)
    ]
    fixed = [fix(page).text for page in pages]
    return {"pages": pages * times, "records": records * times, "clean": fixed * times}


def _seedlint(texts: Sequence[str]) -> int:
    return sum(len(report.found) for report in check_many(texts))


def _peers() -> dict[str, Run]:
    """The peers that are installed; a missing one is named and left out."""
    runs: dict[str, Run] = {}
    for label, module, function in (
        ("autocorrect.format", "autocorrect_py", "format"),
        ("autocorrect.lint_for", "autocorrect_py", "lint_for"),
        ("ftfy", "ftfy", "fix_text"),
    ):
        try:
            call = getattr(import_module(module), function)
        except ImportError:
            print(f"{label}: {module} is not installed, left out")
            continue
        arguments = ("text",) if function == "lint_for" else ()
        runs[label] = _each(call, arguments)
    return runs


def _each(call: Callable[..., object], arguments: tuple[str, ...]) -> Run:
    def run(texts: Sequence[str]) -> None:
        for text in texts:
            call(text, *arguments)

    return run


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
