"""How well `judge` tells doubled words and characters from repeats that are right.

`python tests/accuracy/doubles.py ../shared`: the folder with the measuring text.

Clean text: every repeat that is reported is a false alarm, unadjudicated; counted per 100 KB of
UTF-8. Recall: characters, words, phrases and misaligned pieces doubled at random (seeded) in the
same text, each alone. Half A of the text was used for tuning, half B was not. `pairs` are
corrections that editors made, and repeats that annotators accepted.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from seedlint.sense.doubles import judge
from seedlint.sense.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
FORMAL = ("law", "government", "encyclopaedia")
LONGEST = 12
PER_1000 = 3
"""Errors injected per 1,000 characters."""
Repeat = tuple[int, int, int]
"""Start, size, and by how many characters the run is longer than two copies."""


def repeats(text: str) -> Iterator[Repeat]:
    """Maximal runs of exactly two copies of a unit that is no repeat itself."""
    for run in HAN.finditer(text):
        for size in range(1, min(LONGEST, len(run[0]) // 2) + 1):
            for start, extra in _runs(run[0], size):
                unit = run[0][start : start + size]
                if unit not in (unit + unit)[1:-1]:
                    yield run.start() + start, size, extra


def _runs(text: str, size: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text) - size:
        end = start
        while end < len(text) - size and text[end] == text[end + size]:
            end += 1
        if size <= end - start < 2 * size:
            yield start, end - start - size
        start = max(end, start + 1)


def reported(text: str, start: int, size: int) -> bool:
    verdict = judge(text, start, size)
    return verdict is not None and verdict.report


def inject(text: str, rng: random.Random) -> tuple[str, Repeat, str] | None:
    """The text with one piece doubled, where, and what kind of piece; None if it did not fit."""
    spans = [run.span() for run in HAN.finditer(text)]
    low, high = rng.choices(spans, [end - start for start, end in spans])[0]
    ends = (0, *words().cut(words().simplified(text[low : min(high, low + 200)])).ends)
    kind = rng.choices(("character", "word", "phrase", "misaligned"), (45, 25, 20, 10))[0]
    count = {"word": 1, "phrase": rng.choice((2, 3))}.get(kind, 0)
    if count:
        first = rng.randrange(len(ends))
        if first + count >= len(ends):
            return None
        start, size = ends[first], ends[first + count] - ends[first]
    else:
        start, size = rng.randrange(high - low), 1 if kind == "character" else rng.choice((2, 3))
        aligned = start in ends and start + size in ends
        if start + size > high - low or (kind == "misaligned" and aligned):
            return None
    at = low + start
    doubled = text[: at + size] + text[at:]
    for place in repeats(doubled[low : high + size]):
        if place[1] == size and low + place[0] <= at <= low + place[0] + place[2]:
            return doubled, (low + place[0], *place[1:]), kind
    return None


def halves(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Genre, half and text: files by turns where there are many, else each file cut in two."""
    for genre in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(genre.iterdir())
        for number, path in enumerate(files):
            text = path.read_text(encoding="utf-8")
            if len(files) > 20 and genre.name != "traditional":
                yield genre.name, "AB"[number % 2], text
            else:
                lines = text.split("\n")
                middle = len(lines) // 2
                yield genre.name, "AB"[number % 2], "\n".join(lines[:middle])
                yield genre.name, "BA"[number % 2], "\n".join(lines[middle:])


class Score:
    """Counts of one genre and half."""

    def __init__(self) -> None:
        self.bytes = 0
        self.alarms: Counter[int] = Counter()
        self.found: Counter[str] = Counter()
        self.made: Counter[str] = Counter()

    def measure(self, text: str, rng: random.Random) -> Iterator[str]:
        """Count one text; the false alarms come out to be read."""
        self.bytes += len(text.encode())
        for start, size, _ in repeats(text):
            if reported(text, start, size):
                self.alarms[min(size, 3)] += 1
                yield around(text, start, size)
        for _ in range(len(text) * PER_1000 // 1000):
            made = inject(text, rng) if HAN.search(text) else None
            if made is not None:
                self.made[made[2]] += 1
                self.found[made[2]] += reported(made[0], *made[1][:2])

    def add(self, other: Score) -> None:
        self.bytes += other.bytes
        self.alarms += other.alarms
        self.found += other.found
        self.made += other.made

    def row(self) -> str:
        parts = self.bytes / 100_000
        alarms = "  ".join(f"{self.alarms[size] / parts:5.2f}" for size in (1, 2, 3))
        kinds = "  ".join(
            f"{self.found[kind] / max(1, self.made[kind]):.3f}"
            for kind in ("character", "word", "phrase", "misaligned")
        )
        recall = self.found.total() / max(1, self.made.total())
        total = self.alarms.total() / parts
        return f"{parts:6.1f}   {alarms}  {total:5.2f}   {kinds}  {recall:.3f}  {self.made.total()}"


def around(text: str, start: int, size: int) -> str:
    end = start + 2 * size
    left, right = text[max(0, start - 10) : start], text[end : end + 10]
    return f"{left}[{text[start:end]}]{right}".replace("\n", "/")


def clean(folder: Path) -> None:
    scores: defaultdict[tuple[str, str], Score] = defaultdict(Score)
    alarms: list[str] = []
    rng = random.Random(1)
    for genre, half, text in halves(folder):
        hits = scores[genre, half].measure(text, rng)
        alarms.extend(f"  {genre} {half} {hit}" for hit in hits)
    for genre, half in list(scores):
        group = "all formal" if genre in FORMAL else "all others"
        scores[group, half].add(scores[genre, half])
    print("                         false alarms per 100 KB         recall")
    print("genre         half 100KB   1      2      3+     all     char  word  phrase  misal. all")
    for (genre, half), score in sorted(scores.items(), key=lambda item: item[0][::-1]):
        print(f"{genre:13} {half}  {score.row()}")
    print("\n".join(alarms))


def rows(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def pairs(folder: Path) -> None:
    """Corrections of editors, and repeats that annotators accepted."""
    found, all_ = Counter[str](), Counter[str]()
    for row in rows(folder / "doubled.jsonl"):
        text, second, unit = row["src"], int(row["start"]), row["repeat"]
        size = len(unit)
        for start, length, extra in repeats(text):
            if length == size and start <= second - size <= start + extra:
                kind = "的" if unit == "的" else str(min(size, 3))
                all_[kind] += 1
                found[kind] += reported(text, start, size)
    print(
        "pairs/doubled:", ", ".join(f"{kind} {found[kind]}/{all_[kind]}" for kind in sorted(all_))
    )
    texts = [row["text"] for row in rows(folder / "repeat_negatives.jsonl")]
    places = [(text, start, size) for text in texts for start, size, _ in repeats(text)]
    wrong = sorted(around(*place) for place in places if reported(*place))
    print(f"pairs/repeat_negatives: {len(wrong)} reported of {len(places)}")
    print("\n".join(f"  {hit}" for hit in wrong))


def seeds(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    places = [(text, start, size) for text in texts for start, size, _ in repeats(text)]
    hits = [around(*place) for place in places if reported(*place)]
    print(f"seeds: {len(hits)} reported of {len(places)}", *hits, sep="\n  ")


def main(argv: list[str]) -> int:
    shared = Path(argv[1] if len(argv) > 1 else "../shared")
    if not (shared / "corpus" / "clean").is_dir():
        print(f"{shared}: no corpus/clean there, nothing measured")
        return 0
    clean(shared / "corpus" / "clean")
    pairs(shared / "corpus" / "pairs")
    seeds(shared / "seeds")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
