"""How much is found, and rightly mended, of what is put into clean text: loops, copies, cuts.

    python tests/accuracy/inject.py DATA [--rounds N] [--misses KIND]

DATA is the folder that holds `corpus/clean`. The text is cut at line ends into documents of some
2,000 characters. Every document gets one defect of one kind at a time, chosen at random (seeded).
Found: a finding of the rule overlaps what was put in, or its twin. Safe: and its fix is. Exact: and
the fix gives back the very text that was there before.

For LA001 the share of safe joins that are right is worked out for pages with as many cuts as the
seeds have: on clean text every safe join is counted as wrong.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from seedlint.characters import HAN, STOPS
from seedlint.core import Document, Finding, Report, Rule, Safety
from seedlint.edits import apply
from seedlint.engine import check_many
from seedlint.registry import find_rule

GENRES = ("government", "law", "encyclopaedia")
SIZE = 2_000
BREAKS_PER_MB = 319
"""Broken paragraphs in the seeds: 41 in 128.6 KB."""
ENDS = "。！？；：…!?;:”’）》」』 \u3000"
HAN_RUN = re.compile(HAN.pattern + "+")
SHOWN = 40


class Made(NamedTuple):
    """A clean text, the text with a defect in it, and where the defect lies.

    A copy may be reported at its original, `twin`: which of the two goes is the rule's choice, and
    shows in whether the fix is exact.
    """

    clean: str
    text: str
    start: int
    end: int
    twin: tuple[int, int] = (0, 0)

    def touches(self, finding: Finding) -> bool:
        start, end = finding.start, max(finding.end, finding.start + 1)
        spans = (self.start, self.end), self.twin
        return any(start < high and low < end for low, high in spans)


Maker = Callable[[str, random.Random], Made | None]


def lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer("[^\n]+", text)]


def han(text: str) -> int:
    return sum(map(len, HAN_RUN.findall(text)))


def loop(low: int, high: int, copies: tuple[int, int], pure: bool = False) -> Maker:
    """A unit of `low` to `high` characters again at once; `pure`: of Han characters only."""

    def make(text: str, rng: random.Random) -> Made | None:
        size = rng.randint(low, high)
        spans = [one.span() for one in HAN_RUN.finditer(text)] if pure else lines(text)
        spans = [(start, end) for start, end in spans if end - start >= size]
        if not spans:
            return None
        start, end = rng.choice(spans)
        place = rng.randint(start, end - size)
        unit = text[place : place + size]
        if unit in (unit + unit)[1:-1] or not han(unit):
            return None
        more = unit * (rng.randint(*copies) - 1)
        behind = place + size
        return Made(text, text[:behind] + more + text[behind:], place, behind + len(more))

    return make


def adjacent_copy(text: str, rng: random.Random) -> Made | None:
    """A paragraph of ten Han or more that stands twice."""
    return _copied(text, rng, least=10, stop=False, near=True)


def distant_copy(text: str, rng: random.Random) -> Made | None:
    """A paragraph of thirty Han or more, with a stop, that stands again further on."""
    return _copied(text, rng, least=30, stop=True, near=False)


def _copied(text: str, rng: random.Random, least: int, stop: bool, near: bool) -> Made | None:
    spans = lines(text)
    fit = [
        index
        for index, (start, end) in enumerate(spans)
        if han(text[start:end]) >= least
        and (not stop or any(char in STOPS for char in text[start:end]))
        and text.count(text[start:end]) == 1
        and (near or index + 2 < len(spans))
    ]
    if not fit:
        return None
    index = rng.choice(fit)
    start, end = spans[index]
    behind = end if near else spans[rng.randrange(index + 2, len(spans))][1]
    parting = "\n\n" if "\n\n" in text else "\n"
    more = parting + text[start:end]
    made = text[:behind] + more + text[behind:]
    return Made(text, made, behind + len(parting), behind + len(more), (start, end))


def cut(between: str) -> Maker:
    """A long paragraph cut in mid-sentence, with `between` where it was cut."""

    def make(text: str, rng: random.Random) -> Made | None:
        spans = [(start, end) for start, end in lines(text) if end - start >= 100]
        if not spans:
            return None
        start, end = rng.choice(spans)
        places = [
            place
            for place in range(start + 20, end - 20)
            if text[place - 1] not in ENDS and text[place] not in ENDS + "，、,"
        ]
        if not places:
            return None
        place = rng.choice(places)
        return Made(text, text[:place] + between + text[place:], place, place + len(between))

    return make


KINDS: dict[str, tuple[Maker, str, tuple[str, ...]]] = {
    "loop, 16-240 characters": (loop(16, 240, (2, 6)), "RE004", ()),
    "loop, 8-15, three or more": (loop(8, 15, (3, 8)), "RE004", ()),
    "loop, 2-7 Han, four or more": (loop(2, 7, (4, 20), pure=True), "RE004", ()),
    "paragraph twice, adjacent": (adjacent_copy, "RE001", ()),
    "paragraph twice, distant": (distant_copy, "RE001", ()),
    "paragraph cut": (cut("\n\n"), "LA001", ()),
    "paragraph cut, page number": (cut("\n\n— 12 —\n\n"), "LA001", ("LA004",)),
}
"""What is put in, whose finding it is, and which rules must be selected besides."""


class Tally:
    """Counts of one kind."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, made: Made, found: Iterable[Finding], code: str) -> None:
        hits = [one for one in found if one.code == code and made.touches(one)]
        fixes = [one.fix for one in hits if one.fix]
        exact = [one for one in fixes if apply(made.text, one.edits) == made.clean]
        safe = any(one.safety is Safety.SAFE for one in fixes)
        sure = any(one.safety is Safety.SAFE for one in exact)
        self.counts.update(made=1, found=bool(hits), safe=safe, exact=bool(exact), sure=sure)
        if not exact:
            left = made.text[max(0, made.start - SHOWN) : made.start]
            right = made.text[made.end : made.end + SHOWN]
            what = made.text[made.start : made.end][:SHOWN]
            why = "not found" if not hits else "no fix" if not fixes else "not exact"
            self.misses.append(f"  {why}: {left}[{what}]{right}".replace("\n", "/"))

    def row(self) -> str:
        of = max(1, self.counts["made"])
        shares = (f"{self.counts[key] / of:8.3f}" for key in ("found", "safe", "exact", "sure"))
        return f"{self.counts['made']:6}" + "".join(shares)


def documents(folder: Path, genre: str) -> Iterator[str]:
    """The text of a genre in documents of about `SIZE` characters, cut at line ends."""
    for path in sorted((folder / genre).rglob("*")):
        part = ""
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            part += line
            if len(part) >= SIZE:
                yield part
                part = ""
        if part.strip():
            yield part


def inject(texts: Sequence[str], kind: str, rounds: int) -> Tally:
    """One defect of the kind in each text, in each round."""
    maker, code, others = KINDS[kind]
    rules = [find_rule(label) for label in (code, *others)]
    tally = Tally()
    for number in range(rounds):
        rng = random.Random(f"{kind} {number}")
        made = [one for one in (maker(text, rng) for text in texts) if one]
        for one, report in zip(made, checked((each.text for each in made), rules), strict=True):
            tally.add(one, report.found, code)
    return tally


def checked(texts: Iterable[str], rules: Sequence[Rule]) -> Iterator[Report]:
    return check_many((Document(text) for text in texts), rules)


def safe_joins(texts: Sequence[str]) -> int:
    """Joins that would be made in clean text."""
    rules = [find_rule("LA001"), find_rule("LA004")]
    return sum(
        finding.code == "LA001" and finding.fix is not None and finding.fix.safety is Safety.SAFE
        for report in checked(texts, rules)
        for finding in report.found
    )


def measure(folder: Path, rounds: int, wanted: str | None) -> None:
    texts = {genre: list(documents(folder, genre)) for genre in GENRES}
    texts["all three"] = [text for parts in texts.values() for text in parts]
    sure: dict[str, float] = {}
    for kind in KINDS:
        print(f"{kind:30}  made   found    safe   exact  safe and exact")
        for genre, parts in texts.items():
            tally = inject(parts, kind, rounds)
            print(f"  {genre:28}{tally.row()}")
            if kind == "paragraph cut":
                sure[genre] = tally.counts["sure"] / max(1, tally.counts["made"])
            if wanted is not None and kind.startswith(wanted) and genre in GENRES:
                print(*tally.misses, sep="\n")
    print(f"LA001, safe joins with {BREAKS_PER_MB} cuts per MB")
    for genre, parts in texts.items():
        megabytes = sum(len(text.encode()) for text in parts) / 1e6
        right, wrong = sure[genre] * BREAKS_PER_MB, safe_joins(parts) / megabytes
        share = right / max(1e-9, right + wrong)
        print(f"  {genre:28}{right:7.1f} right, {wrong:5.2f} wrong per MB: precision {share:.4f}")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--rounds", type=int, default=4, help="defects a kind and document")
    parser.add_argument("--misses", metavar="KIND", help="list what was not mended")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    measure(folder, options.rounds, options.misses)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
