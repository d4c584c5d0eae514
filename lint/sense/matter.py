"""Whether two stretches of text speak of the same things, judged by the words they share."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint.characters import HAN, Chars
from seedlint.patterns import lazily

TELLING = 150
"""Code points that show what a text is about."""
CHANCE, MOST = 80, 4
"""Code points of the shorter text in which strangers have one pair of characters in common; and
pairs that are no chance in any text."""
GRAMMAR = "的了是在和与及为对将会有也就都还而但或被把从到向以于其这那不年月日个一"
_RUNS = lazily(f"{(HAN.complement | Chars.of(GRAMMAR)).complement.pattern}{{2,}}")


def one_matter(one: str, other: str) -> bool:
    """Whether both may belong together; too little text to tell counts as yes."""
    if min(len(one), len(other)) < TELLING:
        return True
    shorter, longer = sorted((one, other), key=len)
    wanted = min(len(shorter) // CHANCE, MOST)
    shared: set[str] = set()
    for pair in _pairs(shorter):
        if pair in longer:
            shared.add(pair)
            if len(shared) > wanted:
                return True
    return False


def _pairs(text: str) -> Iterator[str]:
    """The pairs of neighbouring Han that may be words: none with a character of grammar."""
    for run in _RUNS.finditer(text):
        for at in range(run.start(), run.end() - 1):
            yield text[at : at + 2]
