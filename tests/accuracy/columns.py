"""Whole articles cut into columns and pages: are their paragraphs put together again?

    python tests/accuracy/columns.py DATA [--misses KIND]

DATA is the folder that holds `corpus/clean`. Every document of some 2,000 characters is cut inside
a sentence every 400 or so; between the halves stands nothing but a newline (adjacent), or what a
page has there (gap). All layout rules of the default selection are asked.

found: cuts that LA001 or LA002 reports. joined: cuts whose halves stand together after the safe
fixes, and after all. wrong: ends of paragraphs that were whole, or what stands between the halves,
joined to the next line.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from damage.layout import CAPTIONS, HEADINGS, HEADS, cuts
from damage.making import Made, made
from inject import documents
from seedlint.core import Document, Edit, Report
from seedlint.engine import fix_many
from seedlint.evaluate import score
from seedlint.registry import select_rules
from tables import share, table

COLUMN = 400
BYLINES = (
    "本报记者 林晓峰", "■何岚", "（作者系市文化馆馆员）", "本报通讯员 沈砚", "□陆景", "周念 罗明",
    "●杨岚", "本报记者 韩叶 通讯员 方成",
)  # fmt: skip
SIDE = 8
"""Characters on either side by which a place is known again."""

Between = Callable[[int], Sequence[str]]
"""The lines between two halves, by the number of the page."""

KINDS: Mapping[str, Between | None] = {
    "uncut": None,
    "adjacent": lambda page: (),
    "gap: page number": lambda page: (f"— {page} —",),
    "gap: bare page number": lambda page: (f"{page}",),
    "gap: running head": lambda page: (HEADS[0],),
    "gap: page number, running head": lambda page: (f"— {page} —", HEADS[1]),
    "gap: heading": lambda page: (HEADINGS[page % 8],),
    "gap: heading, byline": lambda page: (HEADINGS[page % 8], BYLINES[page % 8]),
    "gap: caption": lambda page: (CAPTIONS[page % 8],),
    "gap: caption, page number": lambda page: (CAPTIONS[page % 8], f"— {page} —"),
}


class Count(NamedTuple):
    """What became of the cuts, and of the ends that are none."""

    cuts: int = 0
    found: int = 0
    safe: int = 0
    safe_wrong: int = 0
    joined: int = 0
    wrong: int = 0

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)
        return Count(*map(sum, zip(self, other, strict=True)))


def columns(rng: random.Random, text: str, between: Between | None) -> Made | None:
    """The text cut, each column about as long as the others; None if it is too short."""
    if between is None:
        return made(text, [], spans=())
    number, places = len(text) // COLUMN, cuts(text, least=60)
    if not number or len(places) < 4 * number:
        return None
    step, first = len(places) // number, rng.randrange(2, 300)
    parting = "\n\n" if "\n\n" in text else "\n"
    edits = []
    for column in range(number):
        place = places[step * column + rng.randrange(step // 2)]
        lines = ("", *between(first + column), "")
        edits.append(Edit(place, place, parting.join(lines)))
    return made(text, edits)


def judged(one: Made, safe: Report, unsafe: Report) -> Count:
    found = sum(bool(each.codes) for each in score(unsafe, one.gold("broken-paragraph")).sought)
    right, wrong = _joined(one, unsafe.text)
    return Count(len(one.damage), found, *_joined(one, safe.text), right, wrong)


def _joined(one: Made, text: str) -> tuple[int, int]:
    """Cuts whose sides stand together in the text, and ends of lines that wrongly do."""
    clean = one.clean
    marks = [clean[cut.start - SIDE : cut.start + SIDE] for cut in one.damage]
    lines = [line for line in clean.split("\n") if line.strip()]
    ends = {left[-SIDE:] + right[:SIDE] for left, right in pairwise(lines)}
    for cut in one.damage:
        block = [clean[: cut.start], *filter(None, cut.text.split("\n")), clean[cut.start :]]
        ends.update(left[-SIDE:] + right[:SIDE] for left, right in pairwise(block))
    wrong = sum(text.count(end) > clean.count(end) for end in ends.difference(marks))
    return sum(text.count(mark) >= clean.count(mark) for mark in marks), wrong


def bench(texts: Sequence[str], kind: str) -> Iterator[tuple[Made, Count, str]]:
    """Each text cut, what was counted, and what all fixes made of it."""
    rng, rules = random.Random(kind), select_rules(["LA"])
    rules = [rule for rule in rules if rule.default]
    damaged = [one for text in texts if (one := columns(rng, text, KINDS[kind]))]
    pages = [Document(one.text) for one in damaged]
    safe = fix_many(pages, rules=rules)
    unsafe = fix_many(pages, unsafe=True, rules=rules)
    for one, first, second in zip(damaged, safe, unsafe, strict=True):
        yield one, judged(one, first, second), second.text


def total(texts: Sequence[str], kind: str) -> Count:
    return sum((count for _, count, _ in bench(texts, kind)), Count())


def measure(texts: Sequence[str]) -> Mapping[str, Count]:
    return {kind: total(texts, kind) for kind in KINDS}


def rows(counts: Mapping[str, Count]) -> Iterator[Sequence[str]]:
    yield (
        "between the halves", "cuts", "found", "joined, safe", "wrong", "precision",
        "joined, all", "wrong", "precision",
    )  # fmt: skip
    for kind, one in counts.items():
        yield (
            kind, f"{one.cuts}", share(one.found, one.cuts),
            share(one.safe, one.cuts), f"{one.safe_wrong}",
            share(one.safe, one.safe + one.safe_wrong),
            share(one.joined, one.cuts), f"{one.wrong}",
            share(one.joined, one.joined + one.wrong) if one.cuts else "·",
        )  # fmt: skip


def misses(texts: Sequence[str], kind: str) -> Iterator[str]:
    """Cuts that were not joined."""
    for one, _, text in bench(texts, kind):
        for cut in one.damage:
            left, right = one.clean[cut.start - SIDE : cut.start], one.clean[cut.start :][:SIDE]
            if left + right not in text:
                yield f"{one.clean[cut.start - 30 : cut.start]} | {one.clean[cut.start :][:30]}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--misses", choices=KINDS, metavar="KIND", help="list what was not joined")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    texts = documents(folder)
    if options.misses:
        print(*misses(texts, options.misses), sep="\n")
    else:
        print(*table(list(rows(measure(texts)))), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
