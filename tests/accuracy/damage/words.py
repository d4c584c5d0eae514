"""Damage to words: slips into English, another script, another character."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

from opencc import OpenCC

from damage.making import HAN, Injector, Made, made, swap
from seedlint.core import Edit

ENGLISH = {"和": " and ", "或": " or "}
JAPANESE = dict(zip("气图对发经实关变权荣营齐单", "気図対発経実関変権栄営斉単", strict=True))
VARIANTS = {"為": "爲", "裡": "裏", "群": "羣", "峰": "峯"}
MISTAKEN = {"自己": "自已", "安装": "按装", "部署": "布署", "竣工": "峻工", "松弛": "松驰"}
CONFUSED = {"已": "己", "未": "末", "人": "入", "日": "曰", "千": "干", "土": "士"}


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(text: str) -> str:
    return str(_converter("s2t").convert(text))


def simplified(text: str) -> str:
    return str(_converter("t2s").convert(text))


def _old(_: random.Random, char: str) -> str:
    """The traditional form, where it is one that belongs to that script alone."""
    form = traditional(char)
    return form if simplified(form) == char else char


def _whole(_: random.Random, text: str) -> Made | None:
    form = traditional(text)
    if len(form) != len(text) or simplified(form) != text:
        return None
    pairs = enumerate(zip(text, form, strict=True))
    return made(text, [Edit(at, at + 1, new) for at, (old, new) in pairs if new != old])


def _variant(rng: random.Random, text: str) -> Made | None:
    """In the text in traditional characters one that stands there three times in another form."""
    form = traditional(text)
    for new, old in VARIANTS.items():
        form = form.replace(old, new)
    often = [char for char in VARIANTS if form.count(char) >= 3]
    return swap("|".join(often), lambda _, one: VARIANTS[one])(rng, form) if often else None


def _of(words: Mapping[str, str]) -> str:
    return "|".join(words)


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "VA001": {"one character": swap(f"(?<={HAN})({HAN})(?={HAN})", _old)},
    "VA002": {"the whole text": _whole},
    "VA003": {"one character": _variant},
    "VA004": {"one character": swap(_of(JAPANESE), lambda _, one: JAPANESE[one])},
    "WO001": {
        "for 和 or 或": swap(f"(?<={HAN})({_of(ENGLISH)})(?={HAN})", lambda _, one: ENGLISH[one])
    },
    "WO002": {"one character": swap(_of(CONFUSED), lambda _, one: CONFUSED[one])},
    "WO003": {"a word": swap(_of(MISTAKEN), lambda _, one: MISTAKEN[one])},
}
