"""Damage to punctuation."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from damage.making import HAN, Injector, Made, after, choice, made, pair, swap, writing
from seedlint.core import Edit

NARROW = dict(zip("，；：？！。", ",;:?!.", strict=True))
MARK = f"(?<={HAN})[，；：？！。](?={HAN}|\n|“|”)"
QUOTED = "“[^“”‘’\n]{1,40}”"
TITLE = "《[^《》〈〉\n]{1,30}》"
ROUND = "（[^（）\n]{1,30}）"
DOTS = ("...", "......", "。。。", "…", "······")
STROKES = ("--", " -- ", "──", "—")


def _narrow(_: random.Random, mark: str) -> str:
    return NARROW[mark]


def every(share: float = 1.0) -> Injector:
    """That share of the full-width marks become half-width; each is a record."""

    def make(rng: random.Random, text: str) -> Made | None:
        places = [found.span() for found in re.finditer(MARK, text)]
        taken = rng.sample(places, round(share * len(places)))
        edits = [Edit(start, end, NARROW[text[start:end]]) for start, end in taken]
        return made(text, edits) if len(edits) > 1 else None

    return make


def mixed(rng: random.Random, text: str) -> Made | None:
    """A third of the marks become half-width; the whole document is the record."""
    one = every(1 / 3)(rng, text)
    return one and one._replace(spans=((0, len(one.text)),))


def orphan(pattern: str) -> Injector:
    """One half of a pair goes; the other, and what stood between them, is the record."""

    def make(rng: random.Random, text: str) -> Made | None:
        place = choice(rng, pattern, text)
        if place is None:
            return None
        start, end = place
        at = rng.choice((start, end - 1))
        return made(text, [Edit(at, at + 1, "")], spans=[(start, end - 1)])

    return make


def _nested(rng: random.Random, text: str) -> str | None:
    """Quotation marks of the second order within those of the first."""
    place = choice(rng, f"“{HAN}{{2,}}({HAN}{{2}}){HAN}{{2,}}[^“”‘’\n]*”", text)
    if place is None:
        return None
    start, end = place
    return f"{text[:start]}‘{text[start:end]}’{text[end:]}"


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "PU001": {
        "one mark": swap(MARK, _narrow),
        "every mark": every(),
    },
    "PU002": {"one pair": pair(ROUND, ("(", ")"))},
    "PU003": {
        "in a number": after(
            writing(f"(?<={HAN})[0-9]{{2,}}(?={HAN})", ("1,200", "12,345", "3,456,000")),
            swap("(?<=[0-9])(,)(?=[0-9]{3})", "，"),
        ),
        "in a time": after(
            writing("(?<=[，。])()(?=[\u4e00-\u9fff])", ("上午9:30，", "16:45以前，")),
            swap("(?<=[0-9]):(?=[0-9]{2})", "："),
        ),
    },
    "PU004": {"one mark": swap(f"(?<={HAN})[，、；：。](?={HAN}|\n)", "{}{}")},
    "PU005": {
        "a comma before a stop": swap(f"(?<={HAN})。", ("，。", "、。")),
        "a stop behind a comma": swap(f"(?<={HAN})，(?={HAN})", ("，。", "、，")),
    },
    "PU006": {"one half": orphan(QUOTED)},
    "PU007": {"one half": orphan(f"(?!（.{{1,3}}）){ROUND}|{TITLE}")},
    "PU008": {"one or both": pair(QUOTED, ("“", "“"), ("”", "”"), ("”", "“"))},
    "PU009": {"one pair": pair(QUOTED, ('"', '"'))},
    "PU010": {"the inner pair": after(_nested, pair("‘[^‘’\n]+’", ("“", "”")))},
    "PU011": {
        "other dots": after(writing(f"(?<={HAN})。(?={HAN}|\n)", "……"), swap("……", DOTS)),
    },
    "PU012": {
        "other strokes": after(writing(f"(?<={HAN})，(?={HAN})", "——"), swap("——", STROKES)),
    },
    "PU013": {
        "another connector": after(
            writing(f"(?<={HAN}，)()(?={HAN})", ("约需3～5天，", "降幅为10%～20%，")),
            swap("(?<=[0-9%])～(?=[0-9])", ("~", "-", "–", "—", "－")),
        )
    },
    "PU014": {
        "another dot": after(
            writing(f"(?<={HAN}，)()(?={HAN})", ("列夫·托尔斯泰", "威廉·福克纳", "玛丽·居里")),
            swap(f"(?<={HAN})·(?={HAN})", ("•", "・", "‧", "∙")),
        )
    },
    "PU015": {"at a paragraph": swap(f"\n\u3000*()(?={HAN})", ("，", "。", "、", "；"))},
    "PU016": {"one stop lost": swap(f"{HAN}。(?=\n)", lambda _, end: end[0])},
    "PU017": {"a third of the marks": mixed},
    "PU018": {
        "other marks": pair(TITLE, ("<<", ">>"), ("«", "»"), ("≪", "≫")),
        "one turned or of another shape": pair(TITLE, ("《", "《"), ("《", "〉"), ("〈", "》")),
    },
}
