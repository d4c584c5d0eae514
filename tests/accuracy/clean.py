"""False alarms on clean text: findings per 100 KB of UTF-8, by rule and genre.

    python tests/accuracy/clean.py DATA [RULE [GENRE]]

DATA is the folder that holds `corpus/clean`. With a RULE, its findings are listed with their
surroundings, to be read.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from seedlint.core import Document, Evidence, Report
from seedlint.engine import check_many
from seedlint.registry import select_rules
from seedlint.sense.evidence import gather

MARKDOWN = {".md", ".mdx"}


def main(argv: list[str]) -> int:
    folder = Path(argv[1] if len(argv) > 1 else ".") / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    wanted = argv[2:3]
    rates: dict[str, dict[str, float]] = {}
    for genre in sorted(path for path in folder.iterdir() if path.is_dir()):
        if argv[3:] and genre.name not in argv[3:]:
            continue
        documents = [_read(path) for path in sorted(genre.rglob("*")) if path.is_file()]
        evidence = gather(documents)
        reports = list(check_many(documents, select_rules(wanted), evidence))
        size = sum(len(one.text.encode()) for one in documents) / 100_000
        counts = Counter(finding.code for report in reports for finding in report.found)
        rates[genre.name] = {code: count / size for code, count in counts.items()}
        if wanted:
            _list(reports, evidence)
    _table(rates)
    return 0


def _read(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document(text, path.name, format="markdown" if path.suffix in MARKDOWN else "text")


def _list(reports: list[Report], _: Evidence) -> None:
    for report in reports:
        text = report.document.text
        for finding in report.found:
            start, end = finding.start, finding.end
            around = text[max(0, start - 25) : start], text[start:end][:60], text[end : end + 25]
            print(f"{report.document.path[:24]} {start} {finding.code}", *map(repr, around))


def _table(rates: dict[str, dict[str, float]]) -> None:
    codes = sorted({code for row in rates.values() for code in row})
    print("per 100 KB".ljust(12), *(genre[:12].rjust(13) for genre in rates), sep="")
    for code in codes:
        cells = (f"{row[code]:.2f}" if code in row else "-" for row in rates.values())
        print(code.ljust(12), *(cell.rjust(13) for cell in cells), sep="")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
