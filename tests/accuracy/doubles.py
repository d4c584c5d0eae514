"""How well `judge` tells doubled words and characters from repeats that are right.

`python tests/accuracy/doubles.py ../shared`: the folder with the measuring text.

Clean text: a repeat that is reported is a false alarm, counted per 100 KB of UTF-8, unless it was
read and is an error of the source (`verdicts.tsv`, column `read`). Recall:
characters, words, phrases and misaligned pieces doubled at random (seeded) in the same text, each
alone. Lists of names and the like were made by reading half A, 大队大队长 is of half B; weights and
limits are fitted on other text. `pairs` are corrections that editors made, and repeats that
annotators accepted.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from clean import read_verdicts
from seedlint.sense.build_doubles import HAN_RUN, inject, repeats
from seedlint.sense.double_features import Double
from seedlint.sense.doubles import LIMITS, judge, kind_of

FORMAL = ("law", "government", "encyclopaedia")
PER_1000 = 3
"""Errors injected per 1,000 characters."""
KINDS = ("character", "word", "phrase", "misaligned")
RATES = (1.0, 0.5, 0.2)
CERTAIN = -99.0
"""Score of what is certainly no error."""


class Case(NamedTuple):
    """A repeat, `kind` empty where it stands in clean text; `score` counts from the limit."""

    genre: str
    half: str
    kind: str
    size: int
    score: float
    is_error: bool
    """Whether a repeat of the clean text was read and is an error."""
    around: str


class Part(NamedTuple):
    """Text from `offset` of a file, which is GENRE/NAME."""

    genre: str
    half: str
    file: str
    offset: int
    text: str

    def is_error(self, double: Double) -> bool:
        """Whether a reader said so of what the rule would report."""
        code = "RE006" if double.size == 1 else "RE005"
        place = self.offset + double.start + double.size
        return verdicts().get((self.file, place, code), "false") != "false"


@cache
def verdicts() -> Mapping[tuple[str, int, str], str]:
    return read_verdicts()


def scores(doubles: Sequence[Double]) -> list[float]:
    """By how much each is above the limit of its kind."""
    return [
        verdict.score - LIMITS[kind_of(double)] if verdict else CERTAIN
        for double, verdict in zip(doubles, judge(doubles), strict=True)
    ]


def cases(part: Part, rng: random.Random) -> Iterator[Case]:
    """The repeats of a text, and some more."""
    kinds, doubles, text = [], [], part.text
    for start, size, _ in repeats(text):
        kinds.append("")
        doubles.append(Double(text, start, size))
    for _ in range(len(text) * PER_1000 // 1000 if HAN_RUN.search(text) else 0):
        made = inject(text, rng)
        if made is not None:
            kinds.append(made[2])
            doubles.append(Double(made[0], *made[1][:2]))
    for kind, double, score in zip(kinds, doubles, scores(doubles), strict=True):
        known = not kind and part.is_error(double)
        yield Case(*part[:2], kind, min(double.size, 3), score, known, around(double))


def halves(folder: Path) -> Iterator[Part]:
    """Files by turns where there are many, else each file cut in two."""
    for genre in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(genre.iterdir())
        for number, path in enumerate(files):
            text, name = path.read_text(encoding="utf-8"), f"{genre.name}/{path.name}"
            if len(files) > 20 and genre.name != "traditional":
                yield Part(genre.name, "AB"[number % 2], name, 0, text)
            else:
                lines = text.split("\n")
                middle = len("\n".join(lines[: len(lines) // 2]))
                yield Part(genre.name, "AB"[number % 2], name, 0, text[:middle])
                yield Part(genre.name, "BA"[number % 2], name, middle + 1, text[middle + 1 :])


def around(double: Double) -> str:
    text, start, end = double.text, double.start, double.end
    left, right = text[max(0, start - 10) : start], text[end : end + 10]
    return f"{left}[{text[start:end]}]{right}".replace("\n", "/")


def clean(folder: Path) -> None:
    found: list[Case] = []
    sizes: Counter[tuple[str, str]] = Counter()
    rng = random.Random(1)
    for part in halves(folder):
        sizes[part.genre, part.half] += len(part.text.encode())
        found += cases(part, rng)
    groups = defaultdict(list)
    for case in found:
        groups[case.genre, case.half].append(case)
        groups["all formal" if case.genre in FORMAL else "all others", case.half].append(case)
    for (genre, half), size in list(sizes.items()):
        sizes["all formal" if genre in FORMAL else "all others", half] += size
    print("                            false alarms per 100 KB         recall")
    print(
        "genre         half 100KB  read   1      2      3+    all     char   word   phrase misal."
    )
    for key in sorted(groups, key=lambda key: key[::-1]):
        print(f"{key[0]:13} {key[1]}  {row(groups[key], sizes[key] / 100_000)}")
    for formal in (True, False):
        curve([case for case in found if (case.genre in FORMAL) == formal], formal, sizes)
    for case in sorted(found, key=lambda case: -case.score):
        if not case.kind and case.score >= 0:
            print(
                f"  {case.score:5.2f} {'error' if case.is_error else ''} {case.genre} {case.around}"
            )


def row(found: Sequence[Case], parts: float) -> str:
    """Counts of one genre and half."""
    natural = [case for case in found if not case.kind and case.score >= 0]
    alarms = Counter(case.size for case in natural if not case.is_error)
    errors = sum(case.is_error for case in natural)
    rates = "  ".join(f"{alarms[size] / parts:5.2f}" for size in (1, 2, 3))
    kinds = "  ".join(f"{recall(found, (kind,)):.3f}" for kind in KINDS)
    total, made = alarms.total() / parts, sum(bool(case.kind) for case in found)
    both = f"{recall(found, KINDS):.3f}  {made}"
    return f"{parts:6.1f} {errors:5} {rates}  {total:5.2f}   {kinds}  {both}"


def recall(found: Iterable[Case], kinds: Sequence[str], least: float = 0) -> float:
    scored = [case.score >= least for case in found if case.kind in kinds]
    return sum(scored) / max(1, len(scored))


def curve(found: Sequence[Case], formal: bool, sizes: Counter[tuple[str, str]]) -> None:
    """Recall where the limits are moved until there are so many false alarms per 100 KB."""
    parts = (
        sum(
            size
            for (genre, _), size in sizes.items()
            if not genre.startswith("all") and (genre in FORMAL) == formal
        )
        / 100_000
    )
    wrong = sorted(
        (case.score for case in found if not case.kind and not case.is_error), reverse=True
    )
    print("formal" if formal else "others", end="")
    for rate in RATES:
        least = wrong[int(rate * parts)] + 1e-9
        print(f"   {recall(found, KINDS, least):.3f} at {rate} (limits {least:+.2f})", end="")
    print()
    for size in (1, 2, 3):
        cells = []
        for least in (-2, -1, 0, 1, 2):
            alarms = sum(
                case.score >= least and not case.kind and not case.is_error
                for case in found
                if case.size == size
            )
            made = recall((case for case in found if case.size == size), KINDS, least)
            cells.append(f"{made:.3f}/{alarms / parts:.2f}")
        print(f"  size {size}, limit -2 … +2:", *cells)


def rows(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def pairs(folder: Path) -> None:
    """Corrections of editors, and repeats that annotators accepted."""
    wanted: list[tuple[str, Double]] = []
    for one in rows(folder / "doubled.jsonl"):
        text, second, unit = one["src"], int(one["start"]), one["repeat"]
        size = len(unit)
        kind = "的" if unit == "的" else str(min(size, 3))
        wanted += (
            (kind, Double(text, start, size))
            for start, length, extra in repeats(text)
            if length == size and start <= second - size <= start + extra
        )
    found, made = Counter[str](), Counter(kind for kind, _ in wanted)
    for (kind, _), score in zip(wanted, scores([double for _, double in wanted]), strict=True):
        found[kind] += score >= 0
    counts = ", ".join(f"{kind} {found[kind]}/{made[kind]}" for kind in sorted(made))
    print(f"pairs/doubled: {counts}, all {found.total() / max(1, made.total()):.3f}")
    listed(
        "pairs/repeat_negatives", (one["text"] for one in rows(folder / "repeat_negatives.jsonl"))
    )


def listed(label: str, texts: Iterable[str]) -> None:
    """What is reported in texts, to be read."""
    places = [Double(text, start, size) for text in texts for start, size, _ in repeats(text)]
    hits = [
        around(place) for place, score in zip(places, scores(places), strict=True) if score >= 0
    ]
    print(f"{label}: {len(hits)} reported of {len(places)}", *sorted(hits), sep="\n  ")


def main(argv: list[str]) -> int:
    shared = Path(argv[1] if len(argv) > 1 else "../shared")
    if not (shared / "corpus" / "clean").is_dir():
        print(f"{shared}: no corpus/clean there, nothing measured")
        return 0
    clean(shared / "corpus" / "clean")
    pairs(shared / "corpus" / "pairs")
    listed("seeds", (path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
