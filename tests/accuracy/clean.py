"""False alarms on clean text: findings per 100 KB of UTF-8, raw and after reading.

    python tests/accuracy/clean.py DATA [RULE [GENRE]] [--sample N] [--seed S] [--unread]
    [--reference]

DATA is the folder that holds `corpus/clean`. Errors and warnings of the default selection are
counted, by genre and rule. With a RULE its findings, infos too, are listed with their surroundings,
to be read: all, or N of each genre drawn at random. With --reference the files of a genre are the
reference of each other.

What was read is in `verdicts.tsv`, one finding a line: file, offset, rule, verdict, reason. "true"
is a defect of the text, "taste" one by the standard the rule names, though others set it so on
purpose, "wrong-fix" a defect that the fix does not mend, "false" a false alarm. The rate after
reading is the raw one times the share of false alarms among the findings that were read.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from seedlint.core import Document, Finding, Report, Safety, Severity
from seedlint.engine import check_many
from seedlint.registry import select_rules
from seedlint.sense.evidence import gather

MARKDOWN = {".md", ".mdx"}
VERDICTS = ("true", "taste", "wrong-fix", "false")
WRONG = ("wrong-fix", "false")
READ = Path(__file__).with_name("verdicts.tsv")
SHOWN = 60
AROUND = 25

Key = tuple[str, int, str]
"""File as GENRE/NAME, offset, rule."""


class Hit(NamedTuple):
    """A finding, and what a reader said of it, if one has read it."""

    report: Report
    finding: Finding
    verdict: str | None

    @property
    def safe(self) -> bool:
        return self.finding.fix is not None and self.finding.fix.safety is Safety.SAFE


Cell = tuple[str, str]
"""Rule and genre."""


class Measure(NamedTuple):
    """The findings by rule and genre, and the size of each genre in 100 KB."""

    hits: Mapping[Cell, Sequence[Hit]]
    sizes: Mapping[str, float]

    def rows(self) -> Iterator[tuple[str, list[Sequence[Hit]]]]:
        """Each rule with its findings by genre."""
        for code in sorted({code for code, _ in self.hits}):
            yield code, [self.hits.get((code, genre), ()) for genre in self.sizes]


def read_verdicts(path: Path = READ) -> dict[Key, str]:
    verdicts = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        file, offset, code, verdict, _ = line.split("\t")
        if verdict not in VERDICTS:
            raise SystemExit(f"{path.name}: {verdict} is none of {', '.join(VERDICTS)}")
        verdicts[file, int(offset), code] = verdict
    return verdicts


def measure(
    folder: Path, rules: Iterable[str], genres: Sequence[str], reference: bool = False
) -> Measure:
    verdicts = read_verdicts()
    hits, sizes = defaultdict(list), {}
    for genre in sorted(path for path in folder.iterdir() if path.is_dir()):
        if genres and genre.name not in genres:
            continue
        documents = [_read(path) for path in sorted(genre.rglob("*")) if path.is_file()]
        sizes[genre.name] = sum(len(one.text.encode()) for one in documents) / 100_000
        evidence = replace(gather(documents), reference=documents if reference else ())
        for report in check_many(documents, select_rules(rules), evidence):
            for one in report.found:
                if not rules and one.severity < Severity.WARNING:
                    continue
                key = f"{genre.name}/{report.document.path}", one.start, one.code
                hits[one.code, genre.name].append(Hit(report, one, verdicts.get(key)))
    return Measure(hits, sizes)


def _read(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document(text, path.name, format="markdown" if path.suffix in MARKDOWN else "text")


def estimate(hits: Sequence[Hit], *verdicts: str) -> float:
    """How many of the findings have one of the verdicts, by the share among those read."""
    read = [hit.verdict for hit in hits if hit.verdict]
    return len(hits) * sum(verdict in verdicts for verdict in read) / max(1, len(read))


def tables(found: Measure) -> Iterator[str]:
    yield from _table(found, "raw", len)
    yield from _table(found, "false", lambda hits: estimate(hits, "false"))
    yield from _summary(found)


def _table(found: Measure, title: str, count: Callable[[Sequence[Hit]], float]) -> Iterator[str]:
    """Counts per 100 KB; a rule of which something in a genre was not read at all shows ?."""
    yield f"{title:12}" + "".join(genre[:12].rjust(14) for genre in found.sizes)
    total = dict.fromkeys(found.sizes, 0.0)
    for code, row in found.rows():
        cells = []
        for (genre, size), hits in zip(found.sizes.items(), row, strict=True):
            rate = count(hits) / size
            total[genre] += rate
            known = title == "raw" or any(hit.verdict for hit in hits)
            cells.append(f"{rate:.2f}" if known and hits else "?" if hits else "-")
        yield f"{code:12}" + "".join(cell.rjust(14) for cell in cells)
    yield f"{'all':12}" + "".join(f"{total[genre]:14.2f}" for genre in found.sizes)
    yield ""


def _summary(found: Measure) -> Iterator[str]:
    """What was read, and how many of the safe fixes are right."""
    yield (
        f"{'verdicts':12}{'found':>7}{'read':>7}"
        + "".join(f"{one:>11}" for one in VERDICTS)
        + (f"{'safe':>8}{'read':>7}{'right':>8}")
    )
    for code, row in found.rows():
        hits = [hit for cell in row for hit in cell]
        counts = Counter(hit.verdict for hit in hits)
        line = f"{code:12}{len(hits):7}{len(hits) - counts[None]:7}"
        line += "".join(f"{counts[one]:11}" for one in VERDICTS)
        safe = [[hit for hit in cell if hit.safe] for cell in row]
        total, wrong = sum(map(len, safe)), sum(estimate(cell, *WRONG) for cell in safe)
        read = sum(hit.verdict is not None for cell in safe for hit in cell)
        yield line + f"{total:8}{read:7}" + (f"{1 - wrong / total:8.3f}" if read else f"{'-':>8}")


def listing(found: Measure, sample: int | None, seed: int, unread: bool) -> Iterator[str]:
    for (code, genre), hits in sorted(found.hits.items()):
        drawn = hits
        if sample is not None and len(hits) > sample:
            drawn = random.Random(seed).sample(hits, sample)
        for hit in drawn:
            if not (unread and hit.verdict):
                document, one = hit.report.document, hit.finding
                start, end, text = one.start, one.end, document.text
                around = text[max(0, start - AROUND) : start], text[end : end + AROUND]
                inside = text[start:end][:SHOWN]
                new = [edit.text for edit in one.fix.edits] if one.fix else None
                parts = map(repr, (around[0], inside, around[1], new))
                told = f"{genre}/{document.path}\t{start}\t{code}\t{hit.verdict or '?'}"
                yield "\t".join((told, "safe" if hit.safe else "-", *parts))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("rule", nargs="*", help="a rule to list, and a genre")
    parser.add_argument("--sample", type=int, metavar="N", help="list N of each genre")
    parser.add_argument("--seed", type=int, default=7, help="of the sample")
    parser.add_argument("--unread", action="store_true", help="list what has no verdict yet")
    parser.add_argument("--reference", action="store_true", help="each genre vouches for itself")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    found = measure(folder, options.rule[:1], options.rule[1:], options.reference)
    if options.rule:
        print(*listing(found, options.sample, options.seed, options.unread), sep="\n")
    print(*tables(found), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
