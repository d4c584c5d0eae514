"""QU002 garbled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.characters import HAN, MASK
from seedlint.patterns import lazily
from seedlint.sense.mojibake import RARE
from seedlint.sense.words import words

LEAST = 60
"""Code points of a document, and Han characters of a sample, at least."""
SAMPLE, GLANCE = 400, 30
FEW = 2
"""Characters of a glance that are neither common nor marks; with fewer, no more is looked at."""
_ODD = lazily(r"[^\w\s\u0020-\u00ff\u2010-\u206f\u3000-\u303f\ufe30-\ufe6b\uff00-\uffef]")
"""Neither letters, digits, general and Chinese marks, Latin symbols nor spaces."""


@dataclass(frozen=True)
class Garbled(Rule):
    """Document that cannot be read.

    A page recognised upside down, in the wrong language or from a blot gives
    rows of symbols, or rare characters in no order. It has nothing to teach
    and nothing to find.

    `symbols` is the share of characters that are neither letters, digits,
    marks nor spaces (boxes, private use, unassigned), `rare` the share of Han
    characters rarer than one in 400,000 by the word table, in simplified
    form. In 3,000-character pieces of clean text of six genres and of old
    essays the share of rare ones was at most 0.065; in Chinese read with the
    wrong encoding it is 0.26.

    No fix: the page has to be read again.
    """

    symbols: float = 0.2
    rare: float = 0.12

    code, name, zh = "QU002", "garbled", "内容无法阅读"
    severity, reads = Severity.WARNING, "page"
    edits = "none"
    says = "{0:.0%} of the characters are {1}"
    says_zh = "有 {0:.0%} 的字符是{2}"
    good = (
        "今天天气很好，大家都去河边散步，孩子们在草地上放风筝，老人们坐在树下下棋，"
        "说的都是今年的收成和来年的打算，谁也不急着回家去。",
        "■ 王小明\n● 一\n● 二\n",
    )
    bad = (
        ("■□▓▒░●◆" * 8 + "今天天气很好，大家都去河边", None),
        ("鼯鼷龅龆龇龈龉龌" * 9, None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for low, high in view.documents:
            glance = text[low : high : 1 + (high - low) // GLANCE]
            if high - low < LEAST or _ordinary().issuperset(glance):
                continue
            if len(set(glance) - _ordinary()) < FEW:
                continue
            _ordinary().update(char for char in glance if _is_ordinary(char))
            if sum(char not in _ordinary() for char in glance) < FEW:
                continue
            sample = text[low : high : 1 + (high - low) // SAMPLE].replace(MASK, "")
            odd = len(_ODD.findall(sample)) / max(1, len(sample))
            if odd > self.symbols:
                first = _ODD.search(text, low, high)
                if first:
                    told = Detail((odd, "no letters, marks or spaces", "符号"))
                    yield Finding(self, *first.span(), None, told)
            elif (share := _rare(sample)) > self.rare:
                told = Detail((share, "rare characters in no order", "罕用字"))
                yield Finding(self, low, low + 1, None, told)


def _rare(sample: str) -> float:
    han = [char for char in sample if char in HAN]
    return sum(map(_is_rare, han)) / len(han) if len(han) >= LEAST else 0.0


@cache
def _ordinary() -> set[str]:
    """Characters that were met and are ordinary; it grows to some thousand."""
    return set()


def _is_ordinary(char: str) -> bool:
    return not _ODD.match(char) and not (char in HAN and _is_rare(char))


def _is_rare(char: str) -> bool:
    cost = words().cost(words().simplified(char))
    return cost is None or cost > RARE
