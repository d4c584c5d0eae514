"""What the character model says of line breaks: those that cut a sentence, and those that do not.

    python tests/accuracy/joins.py DATA

DATA is the folder that holds `corpus/clean`. Long lines are cut in mid-sentence at random (seeded);
the others are the breaks of the clean text, all of them and those that no stop stands before. Shown
are the tenths of `join_gains` in nats, and the share of breaks above some limits.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from seedlint.sense.readings import join_gains

GENRES = ("government", "law", "encyclopaedia")
ENDS = "。！？；：…!?;:”’）》」』 \u3000"
LONG, MARGIN = 100, 20
LIMITS = (0, 1, 2, 3, 5)
TENTHS = (1, 2, 3, 5, 7, 8, 9)
Halves = tuple[str, str]


def cuts(lines: Iterable[str]) -> Iterator[Halves]:
    rng = random.Random(1)
    for line in lines:
        places = [
            place
            for place in range(MARGIN, len(line) - MARGIN)
            if line[place - 1] not in ENDS and line[place] not in ENDS + "，、,"
        ]
        if places and len(line) >= LONG:
            place = rng.choice(places)
            yield line[:place], line[place:]


def row(label: str, halves: Sequence[Halves]) -> str:
    found = sorted(join_gains(halves))
    if not found:
        return f"{label:34}     0"
    tenths = " ".join(f"{found[len(found) * tenth // 10]:6.1f}" for tenth in TENTHS)
    shares = " ".join(
        f"{sum(gain > limit for gain in found) / len(found):6.3f}" for limit in LIMITS
    )
    return f"{label:34}{len(found):6}  {tenths}   {shares}"


def main(argv: Sequence[str]) -> int:
    folder = Path(argv[1] if len(argv) > 1 else "../shared") / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    tenths = " ".join(f"{10 * tenth:5}%" for tenth in TENTHS)
    print(f"{'':34}breaks  {tenths}   {' '.join(f'> {limit:4}' for limit in LIMITS)}")
    for genre in GENRES:
        texts = [path.read_text("utf-8") for path in sorted((folder / genre).iterdir())]
        lines = [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]
        ends = [halves for one in lines for halves in pairwise(one)]
        print(row(f"{genre}, cut", list(cuts(line for one in lines for line in one))))
        print(row(f"{genre}, line ends", ends))
        bare = [(before, behind) for before, behind in ends if before[-1] not in ENDS]
        print(row(f"{genre}, ends without a stop", bare))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
