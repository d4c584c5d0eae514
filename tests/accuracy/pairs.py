"""Changes that editors made in documentation: does the tool make them, and does it undo them?

    python tests/accuracy/pairs.py DATA [--misses] [--undone]

DATA is the folder that holds `corpus/pairs`. Of marks whose width was changed only lines are used
in which no character came or went, so that every place can be told. An editor's change often
follows a house style: this is a report, no measure of right and wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from seedlint.characters import TO_FULLWIDTH
from seedlint.core import Document
from seedlint.engine import fix_many
from seedlint.registry import select_rules

WIDER, NARROWER, PAIRED = "fix_half_to_full", "fix_full_to_half", "fix_quote_bracket_fix"
WIDTH = ("PU001", "PU002")
AROUND = 18


class Pair(NamedTuple):
    """A line before and after an editor changed it."""

    before: str
    after: str

    def widened(self) -> Iterator[int]:
        """Where a half-width mark became full-width."""
        if len(self.before) != len(self.after):
            return
        for place, (one, other) in enumerate(zip(self.before, self.after, strict=True)):
            if one != other and one.translate(TO_FULLWIDTH) == other:
                yield place


def read(path: Path) -> Iterator[Pair]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Pair(row["src"], row["tgt"])


def fixed(texts: Sequence[str], select: Sequence[str] = WIDTH, unsafe: bool = False) -> list[str]:
    """The texts as the rules would have them."""
    documents = (Document(text, format="markdown") for text in texts)
    return [report.text for report in fix_many(documents, unsafe, select_rules(select))]


def around(text: str, place: int) -> str:
    left, right = text[max(0, place - AROUND) : place], text[place + 1 : place + 1 + AROUND]
    return f"  {left}[{text[place]}]{right}".replace("\n", "/")


def widened(path: Path) -> tuple[Counter[str], list[str]]:
    """What editors made full-width, and what the rules did there and elsewhere."""
    counts: Counter[str] = Counter()
    misses = []
    pairs = [pair for pair in read(path) if any(pair.widened())]
    for pair, text in zip(pairs, fixed([pair.before for pair in pairs]), strict=True):
        places = set(pair.widened())
        made = {place for place in places if text[place] == pair.after[place]}
        changed = sum(one != other for one, other in zip(pair.before, text, strict=True))
        counts.update(
            lines=1, places=len(places), made=len(made), same=text == pair.after,
            more=changed - len(made),
        )  # fmt: skip
        misses += [around(pair.before, place) for place in sorted(places - made)]
    return counts, misses


def narrowed(path: Path) -> tuple[Counter[str], list[str]]:
    """What editors made half-width, and where the rules would make it full-width again."""
    counts: Counter[str] = Counter()
    undone = []
    pairs = [Pair(pair.after, pair.before) for pair in read(path)]
    pairs = [pair for pair in pairs if any(pair.widened())]
    for pair, text in zip(pairs, fixed([pair.before for pair in pairs]), strict=True):
        places = set(pair.widened())
        again = [place for place in sorted(places) if text[place] == pair.after[place]]
        counts.update(lines=1, places=len(places), again=len(again))
        undone += [around(pair.before, place) for place in again]
    return counts, undone


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not made full-width")
    parser.add_argument("--undone", action="store_true", help="list what would be undone")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "pairs"
    if not folder.is_dir():
        print(f"no pairs: {folder} is missing, nothing measured")
        return 0
    counts, misses = widened(folder / f"{WIDER}.jsonl")
    print(
        f"{WIDER}: {counts['made']} of {counts['places']} marks made full-width as the editor did,"
        f" {counts['more']} others; {counts['same']} of {counts['lines']} lines the same"
    )
    if options.misses:
        print(*misses, sep="\n")
    counts, undone = narrowed(folder / f"{NARROWER}.jsonl")
    print(
        f"{NARROWER}: {counts['again']} of {counts['places']} marks that the editor made half-width"
        f" would be made full-width again, in {counts['lines']} lines"
    )
    if options.undone:
        print(*undone, sep="\n")
    pairs = list(read(folder / f"{PAIRED}.jsonl"))
    texts = fixed([pair.before for pair in pairs], ["PU"], unsafe=True)
    same = sum(pair.after == text for pair, text in zip(pairs, texts, strict=True))
    print(f"{PAIRED}: {same} of {len(pairs)} lines as the editor left them")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
