"""Which characters are taken for which, and where one may have been.

A scanner takes a character for one that looks like it, a typist for one that sounds like it. The
table is `confusables.tsv`, made by `seedlint.sense.build_confusables` (its sources: NOTICE).

A Han character is a stranger where the character model has seen it beside neither neighbour. It is
suspect if one that it is taken for makes a word with one of them. `vector_suspects` finds the same
suspects in a large batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from seedlint.patterns import lazily
from seedlint.sense.lm import UNKNOWN
from seedlint.sense.readings import model

TABLE = Path(__file__).with_name("confusables.tsv")
HAN_RUN = lazily("[\u4e00-\u9fff]{2,}")


class Twins(NamedTuple):
    """What a character may stand for: those that look like it, and those that only sound so."""

    looks: str
    sounds: str


class Table(NamedTuple):
    """What each character is taken for, and the pairs of characters that make or begin a word.

    `behind` holds the second characters by the first, `before` the first ones by the second.
    """

    twins: Mapping[str, Twins]
    behind: Mapping[str, str]
    before: Mapping[str, str]


class Suspect(NamedTuple):
    """The character at `place` may have been taken for `meant`."""

    place: int
    meant: str


@cache
def confusables(path: Path = TABLE) -> Table:
    """A line is `character lookalikes sound second-characters`, parted by tabs."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    alike: dict[str, list[str]] = {}
    for char, _, sound, _ in rows:
        if sound:
            alike.setdefault(sound, []).append(char)
    twins = {
        char: Twins(looks, "".join(one for one in alike.get(sound, ()) if one not in char + looks))
        for char, looks, sound, _ in rows
    }
    behind = {char: others for char, *_, others in rows if others}
    before: dict[str, list[str]] = {}
    for char, others in behind.items():
        for other in others:
            before.setdefault(other, []).append(char)
    return Table(twins, behind, {char: "".join(others) for char, others in before.items()})


def find_suspects(text: str) -> Iterator[Suspect]:
    """All suspects, sorted."""
    known = model().sections[0]
    for run in HAN_RUN.finditer(text):
        symbols = [known[ord(char)] for char in run[0]]
        strange = (True, *(two not in _company(one) for one, two in pairwise(symbols)), True)
        for place, (left, right) in enumerate(pairwise(strange), run.start()):
            if left and right:
                yield from (Suspect(place, one) for one in _meant(text, place))


@cache
def _company(symbol: int) -> frozenset[int]:
    """What the model has seen behind a symbol; rare characters share one and have no company."""
    return frozenset(model().followers(symbol)) - {UNKNOWN} if symbol != UNKNOWN else frozenset()


def _meant(text: str, place: int) -> Iterator[str]:
    _, behind, before = confusables()
    made = behind.get(text[place - 1], "") + before.get(text[place + 1], "")
    yield from sorted({one for one in made if may_be(text[place], one)})


def may_be(written: str, meant: str) -> bool:
    """Whether a character is taken for the other one."""
    twins = confusables().twins.get(written)
    return twins is not None and (meant in twins.looks or meant in twins.sounds)
