"""What is found of the defects that careful readers marked, and what is found besides.

    python tests/accuracy/gold.py DATA [--misses] [--false-alarms] [--select CODES]

DATA is the folder that holds `gold/gold.jsonl` and the pages in `seeds/`. All pages are evidence
(running heads need the others), those with gold are scored. A record counts as found when a
finding of a rule of its class overlaps it or its twin; only certain and likely records count. A
finding that overlaps no record and no twin is a false alarm; one on a doubtful record is neither
right nor wrong; one on a lookalike is false and is counted apart as well.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from seedlint.core import Document, Finding, Report, Span
from seedlint.engine import check_many
from seedlint.registry import all_rules, select_rules
from seedlint.sense.evidence import gather

ANSWERS = {
    "broken-paragraph": "LA001 LA002",
    "interleaved-fragment": "LA002",
    "running-head": "LA005",
    "caption-or-credit": "LA007",
    "glued-byline": "LA008",
    "misplaced-heading": "LA009 RE009 SP001",
    "dup-paragraph": "RE001 RE002 RE009",
    "dup-sentence": "RE003 RE004",
    "dup-phrase": "RE005 RE007 RE008 RE009",
    "dup-char": "RE005 RE006",
    "foreign-insert": "WO001",
    "unbalanced-quote": "PU006",
    "wrong-quote": "PU006 PU008 PU009 PU010",
    "odd-punctuation": "PU003 PU004 PU005",
    "halfwidth-punct": "PU001 PU002",
    "wrong-char": "WO* RE*",
    "near-miss-redundancy": "WO* RE*",
}
"""Which rules answer for a class; with a star any rule may, but none claims to."""
LOOKALIKE = {"ok-lookalike", "halfwidth-ok"}
UNRECORDED = {"PU017", "SP003", "SP005"}
"""Blank lines and trailing spaces are not in the gold, nor is what is said of a whole document."""
SHOWN = 36


class Record(NamedTuple):
    """One line of the gold."""

    kind: str
    span: Span
    twin: Span | None
    counts: bool
    note: str

    @property
    def codes(self) -> Sequence[str]:
        return ANSWERS.get(self.kind, "").split()

    def touches(self, finding: Finding) -> bool:
        return _overlap(finding, self.span) or (
            self.twin is not None and _overlap(finding, self.twin)
        )

    def answered_by(self, finding: Finding) -> bool:
        named = any(finding.code.startswith(code.rstrip("*")) for code in self.codes)
        return named and self.touches(finding)


def _overlap(finding: Finding, span: Span) -> bool:
    """Whether they share a character; an empty span counts as the character behind it."""
    start, end = finding.start, max(finding.end, finding.start + 1)
    return start < max(span[1], span[0] + 1) and span[0] < end


def read_gold(path: Path) -> dict[str, list[Record]]:
    """The records by file name."""
    records = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        twin = (row["twin"][0], row["twin"][1]) if row.get("twin") else None
        counts = row["confidence"] != "doubtful"
        span = row["start"], row["end"]
        records[row["file"]].append(Record(row["class"], span, twin, counts, row["note"]))
    return records


class Score:
    """Counts over all files."""

    def __init__(self) -> None:
        self.bytes = 0
        self.total: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.lookalikes = Counter[bool]()
        self.misses: list[str] = []
        self.alarms: list[str] = []

    def add(self, report: Report, records: Sequence[Record]) -> None:
        """Score one file."""
        text, name = report.document.text, report.document.path[:3]
        found = [one for one in report.found if one.code not in UNRECORDED]
        defects = [one for one in records if one.kind not in LOOKALIKE]
        self.bytes += len(text.encode())
        for record in defects:
            if record.counts:
                hit = any(record.answered_by(one) for one in found)
                self.total[record.kind] += 1
                self.found[record.kind] += hit
                if not hit:
                    about = f"{_excerpt(text, record.span)}  {record.note}"
                    self.misses.append(f"  {name} {record.span[0]:5} {record.kind} {about}")
        for finding in found:
            touched = [one for one in defects if one.touches(finding)]
            if any(one.counts for one in touched):
                self.right[finding.code] += 1
            elif not touched:
                self.wrong[finding.code] += 1
                about = _excerpt(text, (finding.start, finding.end))
                self.alarms.append(f"  {name} {finding.start:5} {finding.code} {about}")
        false = [one for one in found if not any(each.touches(one) for each in defects)]
        for record in records:
            if record.kind in LOOKALIKE:
                self.lookalikes[any(record.touches(one) for one in false)] += 1

    def lines(self) -> Iterator[str]:
        """The table to print."""
        codes = {rule.code for rule in all_rules()}
        answered, total = 0, 0
        yield "class                   found  by"
        for kind, number in sorted(self.total.items(), key=lambda pair: -pair[1]):
            named = ANSWERS.get(kind, "").split()
            rules = [code for code in named if code in codes]
            if rules:
                answered, total = answered + self.found[kind], total + number
            why = " ".join(rules) or ("any rule; none claims it" if named else "no rule yet")
            if named and not rules and "*" not in named[0]:
                why = f"no rule yet ({' '.join(named)})"
            yield f"{kind:22} {self.found[kind]:4}/{number:<4} {why}"
        yield f"all that some rule answers for: {answered}/{total} ({answered / max(1, total):.3f})"
        yield ""
        yield "rule    right  false  precision"
        for code in sorted({*self.right, *self.wrong}):
            right, wrong = self.right[code], self.wrong[code]
            yield f"{code} {right:7} {wrong:6} {right / (right + wrong):10.3f}"
        rate = self.wrong.total() * 100_000 / max(1, self.bytes)
        yield f"false alarms: {self.wrong.total()}, {rate:.2f} per 100 KB"
        yield f"lookalikes hit: {self.lookalikes[True]} of {self.lookalikes.total()}"


def _excerpt(text: str, span: Span) -> str:
    low, high = span
    inside = text[low:high] if high - low <= SHOWN else f"{text[low : low + SHOWN]}…"
    shown = f"{text[max(0, low - 10) : low]}[{inside}]{text[high : high + 10]}"
    return shown.replace("\n", "/")


def measure(folder: Path, select: Iterable[str]) -> Score:
    gold = read_gold(folder / "gold" / "gold.jsonl")
    documents = []
    for path in sorted((folder / "seeds").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            documents.append(Document(file.read(), path.name))
    score = Score()
    for report in check_many(documents, select_rules(select), gather(documents)):
        if report.document.path in gold:
            score.add(report, gold[report.document.path])
    return score


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    parser.add_argument("--false-alarms", action="store_true", help="list what should not be")
    parser.add_argument("--select", nargs="*", default=[], help="codes of rules, ALL for all")
    options = parser.parse_args(argv)
    if not (options.data / "gold" / "gold.jsonl").is_file():
        print(f"no gold: {options.data / 'gold' / 'gold.jsonl'} is missing, nothing measured")
        return 0
    score = measure(options.data, options.select)
    print(*score.lines(), sep="\n")
    if options.misses:
        print("misses:", *score.misses, sep="\n")
    if options.false_alarms:
        print("false alarms:", *score.alarms, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
