"""How a defect is put into clean text, and what is known of it afterwards."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from seedlint.core import Edit, Span
from seedlint.edits import apply
from seedlint.gold import GoldRecord

HAN = "[\u4e00-\u9fff]"
TRIES = 20
Words = str | Sequence[str]
Injector = Callable[[random.Random, str], "Made | None"]
"""None where the text has no place for the defect."""


class Made(NamedTuple):
    """A clean text, the same with a defect, and where the defect lies.

    `damage` are the edits that made it, in the offsets of `clean`; `spans` and `twin` have those of
    `text`.
    """

    clean: str
    text: str
    damage: tuple[Edit, ...]
    spans: tuple[Span, ...]
    twin: Span | None = None
    halfway: str = ""
    """What may rightly be left of an edit by a rule that mends one half of the defect."""

    def gold(self, kind: str) -> Sequence[GoldRecord]:
        """The records, of the class or rule `kind`."""
        return [
            GoldRecord(0, "", None, span, self.text[slice(*span)], kind, self.twin)
            for span in self.spans
        ]

    def between(self, text: str) -> bool:
        """Whether `text` is the clean one with some of the damage left, and nothing else."""
        pattern, done = [], 0
        for start, end, new, _ in self.damage:
            may = {self.clean[start:end], new, self.halfway or new}
            pattern += [re.escape(self.clean[done:start]), f"(?:{'|'.join(map(re.escape, may))})"]
            done = end
        return bool(re.fullmatch("".join([*pattern, re.escape(self.clean[done:])]), text))


def made(
    clean: str,
    damage: Iterable[Edit],
    whole: bool = False,
    spans: Sequence[Span] = (),
    twin: Span | None = None,
) -> Made:
    """The clean text with the edits in it; each is a record, or with `whole` all of them are one.

    Other places may be told by `spans`.
    """
    edits = tuple(sorted(damage))
    places, grown = [], 0
    for start, end, new, _ in edits:
        places.append((start + grown, start + grown + len(new)))
        grown += len(new) - (end - start)
    if whole:
        places = [(places[0][0], places[-1][1])]
    return Made(clean, apply(clean, edits), edits, tuple(spans or places), twin)


def swap(pattern: str, new: Words | Callable[[random.Random, str], str]) -> Injector:
    """What matches the pattern (its group 1, if it has one) becomes something else, once.

    Of several words one is taken; {} in it stands for what was there.
    """

    def make(rng: random.Random, text: str) -> Made | None:
        for _ in range(TRIES):
            place = choice(rng, pattern, text)
            if place is None:
                return None
            start, end = place
            old = text[start:end]
            word = new(rng, old) if callable(new) else one_of(rng, new).replace("{}", old)
            if word != old:
                return made(text, [Edit(start, end, word)])
        return None

    return make


def pair(pattern: str, *turned: tuple[str, str]) -> Injector:
    """The first and the last character of what matches become the halves of one of the pairs."""

    def make(rng: random.Random, text: str) -> Made | None:
        place = choice(rng, pattern, text)
        if place is None:
            return None
        (start, end), (left, right) = place, rng.choice(turned)
        edits = [Edit(start, start + 1, left), Edit(end - 1, end, right)]
        return made(text, [one for one in edits if one.text != text[one.start : one.end]])

    return make


def line(words: Words | Callable[[random.Random], str], blank: bool = True) -> Injector:
    """A line of its own between two paragraphs; with `blank` parted from both."""

    def make(rng: random.Random, text: str) -> Made | None:
        place = choice(rng, "(?<=[。！？”])(\n+)(?=.)", text)
        if place is None:
            return None
        word = words(rng) if callable(words) else one_of(rng, words)
        parting = "\n\n" if blank and place[1] - place[0] > 1 else "\n"
        edit = Edit(place[0], place[0], parting + word)
        start = place[0] + len(parting)
        return made(text, [edit], spans=[(start, start + len(word))])

    return make


def after(prepare: Callable[[random.Random, str], str | None], injector: Injector) -> Injector:
    """The text is first made such that it has a place for the defect."""

    def make(rng: random.Random, text: str) -> Made | None:
        ready = prepare(rng, text)
        return None if ready is None else injector(rng, ready)

    return make


def either(*injectors: Injector) -> Injector:
    """The first that finds a place, tried in any order."""

    def make(rng: random.Random, text: str) -> Made | None:
        for injector in rng.sample(injectors, len(injectors)):
            if (one := injector(rng, text)) is not None:
                return one
        return None

    return make


def writing(pattern: str, words: Words) -> Callable[[random.Random, str], str | None]:
    """Puts something right in place of what matches, so that it can be damaged next."""

    def prepare(rng: random.Random, text: str) -> str | None:
        place = choice(rng, pattern, text)
        if place is None:
            return None
        return text[: place[0]] + one_of(rng, words) + text[place[1] :]

    return prepare


def choice(rng: random.Random, pattern: str, text: str) -> Span | None:
    """Where the pattern, or its group 1, stands; one of all places."""
    places = [found.span(found.re.groups and 1) for found in re.finditer(pattern, text)]
    return rng.choice(places) if places else None


def one_of(rng: random.Random, words: Words) -> str:
    return words if isinstance(words, str) else rng.choice(words)
