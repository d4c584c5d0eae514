"""The texts that are timed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

from seedlint import fix

SEEDS = Path(__file__).parents[2] / "seeds"
RECORD = 510
"""Code points of a record, about 1.5 KB of UTF-8."""
EVERY = 150
"""Code points between two defects of noise: about 60 to a page of 26 KB."""


def size(texts: Sequence[str]) -> float:
    """In megabytes of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def corpora(megabytes: float) -> dict[str, list[str]]:
    """Pages as they are, cut into records, fixed, and with noise; each of about that size."""
    made = {"pages": _pages(), "records": records(), "clean": _fixed()}
    known = {name: _times(texts, megabytes) for name, texts in made.items()}
    noisy = [noise(random.Random(at), text) for at, text in enumerate(known["clean"])]
    return known | {"noisy": noisy}


def one(megabytes: float) -> str:
    """One text of that size."""
    return "\n".join(_times(_pages(), megabytes))


def stream(megabytes: float) -> Iterator[str]:
    """Records, one after the other, until they have that size."""
    left = megabytes * 1e6
    for record in cycle(records()):
        if left <= 0:
            return
        left -= len(record.encode())
        yield record


@cache
def records() -> Sequence[str]:
    return [
        page[start : start + RECORD] for page in _pages() for start in range(0, len(page), RECORD)
    ]


@cache
def _pages() -> Sequence[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


@cache
def _fixed() -> Sequence[str]:
    return [fix(page).text for page in _pages()]


def _times(texts: Sequence[str], megabytes: float) -> list[str]:
    return list(texts) * max(1, round(megabytes / size(texts)))


def noise(rng: random.Random, text: str) -> str:
    """The text with a defect of some kind in every stretch of it."""
    stretches = (text[start : start + EVERY] for start in range(0, len(text), EVERY))
    return "".join(rng.choice(DAMAGE)(rng, stretch) for stretch in stretches)


def _put(*strange: str) -> Callable[[random.Random, str], str]:
    def put(rng: random.Random, text: str) -> str:
        at = rng.randrange(len(text))
        return text[:at] + rng.choice(strange) + text[at:]

    return put


def _narrow(rng: random.Random, text: str) -> str:
    return text.translate(str.maketrans("，；：？！（）", ",;:?!()"))


def _twice(rng: random.Random, text: str) -> str:
    start = rng.randrange(len(text))
    end = start + rng.choice((1, 2, 3, 30))
    return text[:end] + text[start:end] + text[end:]


DAMAGE = (
    _narrow,
    _twice,
    _put(" ", "　", "\u200b", "\ufeff", "\x0c", "\ufffd"),
    _put("，，", "。。", "“", "”", "(", "）"),
    _put("\n", "\n\n", "\n— 12 —\n", " \n"),
    _put("ａ", "１", "⼀", "&nbsp;", "<br>"),
)
