"""Damage that repeats."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from damage.making import HAN, TRIES, Injector, Made, choice, made, swap
from seedlint.characters import STOPS
from seedlint.core import Edit
from seedlint.sense.build_doubles import inject

HAN_RUN = re.compile(f"{HAN}+")


def han(text: str) -> int:
    return sum(map(len, HAN_RUN.findall(text)))


def loop(low: int, high: int, copies: tuple[int, int], pure: bool = False) -> Injector:
    """A unit of `low` to `high` characters again at once; `pure`: of Han characters only."""

    def make(rng: random.Random, text: str) -> Made | None:
        size = rng.randint(low, high)
        runs = HAN_RUN.finditer(text) if pure else re.finditer("[^\n]+", text)
        spans = [one.span() for one in runs if one.end() - one.start() >= size]
        if not spans:
            return None
        start, end = rng.choice(spans)
        place = rng.randint(start, end - size)
        unit = text[place : place + size]
        if unit in (unit + unit)[1:-1] or not han(unit):
            return None
        more = unit * (rng.randint(*copies) - 1)
        behind = place + size
        edit = Edit(behind, behind, more)
        return made(text, [edit], spans=[(place, behind + len(more))])

    return make


def copied(least: int, stop: bool, near: bool) -> Injector:
    """A paragraph again, at once or further on; its original is the twin."""

    def make(rng: random.Random, text: str) -> Made | None:
        spans = [one.span() for one in re.finditer("[^\n]+", text)]
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
        edit = Edit(behind, behind, parting + text[start:end])
        place = (behind + len(parting), behind + len(edit.text))
        return made(text, [edit], spans=[place], twin=(start, end))

    return make


def sentence(rng: random.Random, text: str) -> Made | None:
    """A sentence of twenty Han or more again, behind another one of its paragraph."""
    place = choice(rng, f"(?<=[。！？])({HAN}[^。！？\n]{{20,}}[。！？])[^。！？\n]+[。！？]", text)
    if place is None:
        return None
    start, end = place
    behind = re.compile("[^。！？\n]+[。！？]").match(text, end)
    if behind is None:
        return None
    edit = Edit(behind.end(), behind.end(), text[start:end])
    span = (edit.start, edit.start + len(edit.text))
    return made(text, [edit], spans=[span], twin=(start, end))


def doubled(*kinds: str) -> Injector:
    """A character, word, phrase or misaligned piece again at once, as in `doubles.py`."""

    def make(rng: random.Random, text: str) -> Made | None:
        for _ in range(2 * TRIES):
            one = inject(text, rng)
            if one is not None and one[2] in kinds:
                start, size, extra = one[1]
                edit = Edit(start + size, start + size, one[0][start + size : start + 2 * size])
                return made(text, [edit], spans=[(start, start + 2 * size + extra)])
        return None

    return make


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "RE001": {
        "adjacent": copied(least=10, stop=False, near=True),
        "distant": copied(least=30, stop=True, near=False),
    },
    "RE003": {"two sentences on": sentence},
    "RE004": {
        "16-240 characters": loop(16, 240, (2, 6)),
        "8-15, three times or more": loop(8, 15, (3, 8)),
        "2-7 Han, four times or more": loop(2, 7, (4, 20), pure=True),
    },
    "RE005": {
        "a word or phrase": doubled("word", "phrase"),
        "a misaligned piece": doubled("misaligned"),
    },
    "RE006": {"a character": doubled("character")},
    "RE007": {"with a mark between": swap(f"(?<=[，。])({HAN}{{3,8}})(?=[，。])", "{}，{}")},
}
