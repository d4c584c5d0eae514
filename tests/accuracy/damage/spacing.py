"""Damage to spaces and blank lines."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from damage.making import HAN, Injector, after, swap, writing

INSIDE = f"(?<={HAN}{{4}})()(?={HAN}{{4}})"
HEADS = ("目录", "摘要", "通知", "前言", "附录", "后记", "会议纪要")
ODD = ("\xa0", "\u2002", "\u2009", "\u202f", "\u2003")


def _headed(rng: random.Random, text: str) -> str:
    return f"{rng.choice(HEADS)}\n\n{text}"


def _apart(rng: random.Random, word: str) -> str:
    return rng.choice((" ", "\u3000", "  ")).join(word)


def _unindented(_: random.Random, text: str) -> str:
    return re.sub("(?m)^[ \u3000]+", "", text)


def _spaced(_: random.Random, text: str) -> str:
    """A space between every Han character and a Latin letter or digit beside it."""
    text = re.sub(f"(?<={HAN})(?=[A-Za-z0-9])", " ", text)
    return re.sub(f"(?<=[A-Za-z0-9%])(?={HAN})", " ", text)


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "SP001": {"one space": swap(INSIDE, (" ", "  ", "\t", "\u3000"))},
    "SP002": {
        "before a mark": swap(f"(?<={HAN})()(?=[，。；、）”])", " "),
        "behind a mark": swap(f"(?<=[，。；、（“])()(?={HAN})", " "),
    },
    "SP003": {"one line": swap("(?<=[。！？])()(?=\n)", (" ", "   ", "\t", "\u3000"))},
    "SP004": {
        "before a number": after(
            writing(f"(?<={HAN})()(?=[0-9])", " "), swap(f"(?<={HAN}) (?=[0-9])", ODD)
        ),
        "an indent": after(
            writing(f"\n(\u3000*)(?={HAN})", "\u3000\u3000"),
            swap(f"(?<=\n)\u3000\u3000(?={HAN})", "\u2003\u2003"),
        ),
    },
    "SP005": {
        "between paragraphs": swap("(?<=。)(\n\n)(?=\\S|\u3000)", ("{}\n", "{}\n\n")),
        "at the beginning": swap(r"\A()(?=\S)", ("\n", "\n\n")),
        "at the end": swap(r"(?<=\S)(\n)\Z", ("\n\n", "\n\n\n", "")),
    },
    "SP006": {
        "one paragraph": after(
            _unindented, swap(f"\n\n()(?={HAN}[^\n]{{40}})", ("\u3000\u3000", "    "))
        )
    },
    "SP007": {"one space lost": after(_spaced, swap(f"(?<={HAN}) (?=[A-Za-z0-9])", ""))},
    "SP008": {"a heading": after(_headed, swap(rf"\A(?:{'|'.join(HEADS)})(?=\n)", _apart))},
}
