"""Whether two stretches of text speak of the same things, judged by the words they share."""

from __future__ import annotations

import re
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
    shorter = min(len(one), len(other))
    if shorter < TELLING:
        return True
    return len(_pairs(one) & _pairs(other)) > min(shorter // CHANCE, MOST)


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring Han that may be words: none with a character of grammar."""
    return {run[at : at + 2] for run in _runs().findall(text) for at in range(len(run) - 1)}


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"(?:(?![{GRAMMAR}]){HAN.pattern}){{2,}}")
