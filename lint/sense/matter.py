"""Whether two stretches of text speak of the same things, judged by the words they share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

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
    return sum(1 for _ in islice(_shared(shorter, longer), wanted + 1)) > wanted


def _shared(one: str, other: str) -> Iterator[str]:
    """The pairs of neighbouring Han that both have and that may be words: none with a character of
    grammar. Single characters are found, or not, much sooner than pairs."""
    known: set[str] = set()
    for run in _RUNS.finditer(one):
        for at in range(run.start(), run.end() - 1):
            if one[at] in other and one[at + 1] in other:
                pair = one[at : at + 2]
                if pair in other and pair not in known:
                    known.add(pair)
                    yield pair
