"""Whether two stretches of text speak of the same things, judged by the words they share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint.characters import HAN

TELLING = 150
"""Code points that show what a text is about."""
CHANCE, MOST = 80, 4
"""Code points of the shorter text in which strangers have one pair of characters in common; and
pairs that are no chance in any text."""
GRAMMAR = "的了是在和与及为对将会有也就都还而但或被把从到向以于其这那不年月日个一"


def one_matter(one: str, other: str) -> bool:
    """Whether both may belong together; too little text to tell counts as yes."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < TELLING:
        return True
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
    for run in _runs().findall(text):
        for at in range(len(run) - 1):
            yield run[at : at + 2]


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"(?:(?![{GRAMMAR}]){HAN.pattern}){{2,}}")
