"""Documents to try things on: the examples of the rules, mixed, in every encoding and newline."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import opencc

from seedlint.registry import all_rules
from seedlint.sources.encoding import NAMES

MARKED = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
KINDS = (*((one, False) for one in NAMES), *((one, True) for one in MARKED))
"""Encodings, and whether there is a byte order mark."""
TRADITIONAL = ("cp950", "big5hkscs")
NEWLINES: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: "\n",
    lambda chance: "\r\n",
    lambda chance: "\r",
    lambda chance: chance.choice(["\n", "\r\n", "\r"]),
)
FRAMES = (
    "市图书馆从下月起延长开放时间，读者凭证入馆，详情请看门口的通知。",
    "今年的收成比去年好，村里修了路，也打了两口新井。",
    "会议由主任主持，到会的有四十多人，大家对方案提了不少意见。",
    "船在傍晚靠岸，码头上挤满了人，搬运工人把货物一件件抬下来。",
    "这本书分上下两册，上册讲历史，下册讲地理，附有索引。",
)
"""Sentences without faults, so that every document is clearly Chinese."""
RARE = {
    "gb18030": "𠮷野先生和㐀村的亲戚一起来看戏。",
    "big5hkscs": "佢哋喺街口等咗成粒鐘，之後先返屋企食飯。",
}
"""What only this encoding holds, so that it is not taken for its smaller sister."""


class Sample(NamedTuple):
    """A document: its name, its text and how that stands in a file."""

    name: str
    text: str
    encoding: str
    bom: bool

    @property
    def data(self) -> bytes:
        return ("\ufeff" * self.bom + self.text).encode(self.encoding)


@cache
def pool() -> tuple[str, ...]:
    """The examples of all rules, good and bad."""
    examples = (one for rule in all_rules() for one in (*rule.bad, *rule.good))
    texts = (one if isinstance(one, str) else str(one[0]) for one in examples)
    return tuple(dict.fromkeys(text for text in texts if len(text) < 400))


@cache
def _pool_of(encoding: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Examples and frames as far as an encoding gives them back, in its script."""
    turn = opencc.OpenCC("s2t").convert if encoding in TRADITIONAL else str
    examples, frames = (
        tuple(text for text in map(turn, texts) if _holds(encoding, text))
        for texts in (pool(), FRAMES)
    )
    return examples, frames


def _holds(encoding: str, text: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeEncodeError:
        return False


def samples(seed: int, lines: int = 4) -> Iterator[Sample]:
    """Without end, the same for a seed; every kind in turn, every newline, some without a last."""
    chance = random.Random(seed)
    number = 0
    while True:
        for encoding, bom in KINDS:
            text = _text(chance, encoding, lines)
            sample = Sample(f"{number:05}.txt", text, encoding, bom)
            if _holds(encoding, text):
                yield sample
                number += 1


def _text(chance: random.Random, encoding: str, lines: int) -> str:
    examples, frames = _pool_of(encoding)
    newline = chance.choice(NEWLINES)
    some = [chance.choice(frames), *chance.choices(examples, k=lines), chance.choice(frames)]
    if encoding in RARE:
        some.append(RARE[encoding])
    chance.shuffle(some)
    text = "".join(line.replace("\n", newline(chance)) + newline(chance) for line in some)
    return text.rstrip("\r\n") if chance.random() < 0.3 else text
