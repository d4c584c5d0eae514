"""Whether an immediate repeat is an error: 改善改善 is, 全国国际 and 一步一步 are not.

First, what the character model (`lm`) gains by one copy less, and patterns of the language; most
repeats end there. The others get a score: a logistic regression over that gain, over the cut into
words, and over what the same document writes elsewhere (`double_features`). Its weights are in
`doubles.tsv`, fitted by `build_doubles`.

Measured by `tests/accuracy/doubles.py` on text that neither model nor weights have seen, errors of
the source not counted: law, government, encyclopaedia 0.27 false alarms per 100 KB, all of them in
the encyclopaedia; found 0.80 of what was doubled at random (single characters 0.74, words 0.81,
phrases 0.96). Dialogue, technical and traditional text: 0.24 and 0.77.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import CLOSERS, FULLWIDTH_MARKS, HALFWIDTH_MARKS, OPENERS, STOPS
from seedlint.patterns import lazily
from seedlint.sense.double_features import (
    REACH,
    Double,
    explained,
    of_character,
    of_document,
    of_word,
    place_of,
)
from seedlint.sense.readings import gains
from seedlint.sense.reduplication import COUNTED, NUMBERS, on_purpose
from seedlint.sense.words import words

if TYPE_CHECKING:
    from seedlint.sense.repeats import Run
    from seedlint.view import View

TABLE = Path(__file__).with_name("doubles.tsv")
KINDS = ("character", "word")
LIMITS = {"character": 1.5, "word": 0.25}
"""Log-odds from which a repeat is reported."""
LEAST = 5.0
"""Nats that one copy less must gain: of what scores enough, one or two in a thousand gain less."""
CALL = 6
"""Characters in which the clause of a call ends: 种子种子要发芽，."""
BYLINE = lazily("(?:[■□●◆▲△·]|记者|通讯员|作者)[ \u3000:：/／]*[\u4e00-\u9fff]{0,3}$")
"""What stands before a name, which may hold a doubled character and is in no dictionary."""
MARKS = OPENERS | CLOSERS | STOPS | FULLWIDTH_MARKS | HALFWIDTH_MARKS

Weights = dict[str, dict[str, float]]


class Verdict(NamedTuple):
    """What speaks for an error: `score` in nats (log-odds), higher is surer."""

    score: float
    report: bool


def mistaken(view: View, runs: Sequence[Run]) -> Iterator[Run]:
    """Those of the runs whose unit stands twice by mistake."""
    doubles: list[Double] = []
    for first, last, (low, high) in view.grouped([run.start for run in runs]):
        text = view.text[low:high]
        doubles += (Double(text, run.start - low, run.period) for run in runs[first:last])
    for run, verdict in zip(runs, judge(doubles), strict=True):
        if verdict and verdict.report:
            yield run


def judge(doubles: Sequence[Double]) -> list[Verdict | None]:
    """Whether each stands twice by mistake; None: certainly not.

    A run should hold two copies or little more; any alignment of it will do.
    """
    found = gains([double.readings for double in doubles])
    return [
        None if gain < LEAST or meant(double) else _verdict(double, gain)
        for double, gain in zip(doubles, found, strict=True)
    ]


def meant(double: Double) -> bool:
    """Whether the language doubles such units, or such places."""
    text, start, size = double.text, double.start, double.size
    if size < 4 and (_whole(double) or _called(double)):
        return True
    if size == 1 and (_paired(double) or _counted(double)):
        return True
    if BYLINE.search(text, max(0, start - 2 * REACH), start):
        return True
    return any(
        on_purpose(
            one.unit,
            text[one.start - 1 : one.start] or "\n",
            text[one.end : one.end + 1] or "\n",
        )
        for one in double.alignments
    )


def _whole(double: Double) -> bool:
    """Whether nothing but the repeat stands between two marks or line ends: “请坐请坐”."""
    text, start, end = double.text, double.start, double.end
    around = text[max(0, start - 2) : start].rstrip(" ")[-1:], text[end : end + 2].lstrip(" ")[:1]
    return all(char in ("", "\n") or char in MARKS for char in around)


def _called(double: Double) -> bool:
    """Whether a short line begins with the repeat, as verses do: 小雨小雨沙沙沙，."""
    text, start = double.text, double.start
    if text[max(0, start - 1) : start] not in ("", "\n"):
        return False
    clause = text[start : double.end + CALL]
    return any(char == "\n" or char in MARKS for char in clause)


def _paired(double: Double) -> bool:
    """Whether the neighbour is doubled as well, and both make a word: 修修补补."""
    text, start, end, char = double.text, double.start, double.end, double.unit
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    return (left == left[:1] * 2 and left[:1] + char in words()) or (
        right == right[:1] * 2 and char + right[:1] in words()
    )


def _counted(double: Double) -> bool:
    """Whether a number and its unit stand before a word that begins with the unit: 5分分别."""
    text, start = double.text, double.start
    number = text[max(0, start - 1) : start]
    if double.unit not in COUNTED or not (number.isdigit() or number in NUMBERS):
        return False
    return words().simplified(text[start + 1 : start + 3]) in words()


def kind_of(double: Double) -> str:
    return KINDS[double.size > 1]


def signs(double: Double, gain: float) -> dict[str, float] | None:
    """All that is weighed but for what the document says; None: certainly no error."""
    place = place_of(double)
    if explained(place):
        return None
    found = of_character(place) if double.size == 1 else of_word(place)
    return {"always": 1.0, "gain": gain, **found}


def _verdict(double: Double, gain: float) -> Verdict | None:
    seen = signs(double, gain)
    if seen is None:
        return None
    kind = kind_of(double)
    weighed = weights()[kind]
    limit = LIMITS[kind]
    score = sum(weighed[sign] * value for sign, value in seen.items())
    if score + _most(kind) >= limit:
        document = of_document(double.alignments[0])
        score += sum(weighed[sign] * value for sign, value in document.items())
    return Verdict(score, score >= limit)


@cache
def _most(kind: str) -> float:
    """What the document can say for an error at most."""
    weighed = weights()[kind]
    return sum(max(0.0, weighed[sign]) for sign in of_document(Double("", 0, 1)))


@cache
def weights(table: Path = TABLE) -> Weights:
    """The weights of `doubles.tsv` by kind: one `kind sign weight` a line, parted by tabs."""
    found: Weights = {kind: {} for kind in KINDS}
    for line in table.read_text(encoding="utf-8").splitlines():
        kind, sign, weight = line.split("\t")
        found[kind][sign] = float(weight)
    return found
