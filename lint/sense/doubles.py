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

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import CLOSERS, FULLWIDTH_MARKS, HALFWIDTH_MARKS, HAN, OPENERS, STOPS
from seedlint.patterns import lazily
from seedlint.sense.double_features import (
    OF_DOCUMENT,
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
MARKS = (OPENERS | CLOSERS | STOPS | FULLWIDTH_MARKS | HALFWIDTH_MARKS).each
EDGES, CLAUSE_ENDS = MARKS | {"", "\n"}, MARKS | {"\n"}
SHORTEST, LONGEST = 2, 12
COPIES = 3
"""A word is a unit of so many characters, in so many copies at most."""
_HAN_RUN = lazily(HAN.pattern + "+")

Weights = dict[str, dict[str, float]]


class Verdict(NamedTuple):
    """What speaks for an error: `score` in nats (log-odds), higher is surer."""

    score: float
    report: bool


def mistaken(view: View, kind: str) -> Sequence[Run]:
    """The runs of a kind whose unit stands twice by mistake."""
    return view.once(_mistaken)[kind]


def _mistaken(view: View) -> dict[str, list[Run]]:
    runs = [run for run in view.runs if _may_be(view.text, run)]
    doubles: list[Double] = []
    for first, last, (low, high) in view.grouped([run.start for run in runs]):
        text = view.text[low:high]
        doubles += (Double(text, run.start - low, run.period) for run in runs[first:last])
    found: dict[str, list[Run]] = {kind: [] for kind in KINDS}
    for run, double, verdict in zip(runs, doubles, judge(doubles), strict=True):
        if verdict and verdict.report:
            found[kind_of(double)].append(run)
    return found


def _may_be(text: str, run: Run) -> bool:
    """Whether it is a character that stands twice, or a word twice or thrice."""
    start, end, period = run
    if period == 1:
        return end - start == 2
    return (
        SHORTEST <= period <= LONGEST
        and end - start < (COPIES + 1) * period
        and _HAN_RUN.fullmatch(text, start, start + period) is not None
    )


def judge(doubles: Sequence[Double]) -> list[Verdict | None]:
    """How likely each stands twice by mistake; None: certainly not.

    A run should hold two copies or little more; any alignment of it will do.
    """
    verdicts: list[Verdict | None] = [None] * len(doubles)
    asked = [index for index, double in enumerate(doubles) if not _patterned(double)]
    wins = gains([doubles[index].readings for index in asked])
    for index, gain in zip(asked, wins, strict=True):
        if gain >= LEAST and not _set_apart(doubles[index]):
            verdicts[index] = _verdict(doubles[index], gain)
    return verdicts


def meant(double: Double) -> bool:
    """Whether the language doubles such units, or such places."""
    return _patterned(double) or _set_apart(double)


def _patterned(double: Double) -> bool:
    """Whether a pattern of the language doubles the unit."""
    for text, start, size in double.alignments:
        end = start + 2 * size
        before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        if on_purpose(text[start : start + size], before, after):
            return True
    return False


def _set_apart(double: Double) -> bool:
    """Whether such places hold doubles that are right."""
    text, start, size = double
    if size < 4 and (_whole(double) or _called(double)):
        return True
    if size == 1 and (_paired(double) or _counted(double)):
        return True
    return BYLINE.search(text, max(0, start - 2 * REACH), start) is not None


def _whole(double: Double) -> bool:
    """Whether nothing but the repeat stands between two marks or line ends: “请坐请坐”."""
    text, start, end = double.text, double.start, double.end
    if text[max(0, start - 2) : start].rstrip(" ")[-1:] not in EDGES:
        return False
    return text[end : end + 2].lstrip(" ")[:1] in EDGES


def _called(double: Double) -> bool:
    """Whether a short line begins with the repeat, as verses do: 小雨小雨沙沙沙，."""
    text, start = double.text, double.start
    if text[max(0, start - 1) : start] not in ("", "\n"):
        return False
    return not CLAUSE_ENDS.isdisjoint(text[start : double.end + CALL])


def _paired(double: Double) -> bool:
    """Whether the neighbour is doubled as well, and both make a word: 修修补补."""
    text, start, _ = double
    left, char, right = text[max(0, start - 2) : start], text[start], text[start + 2 : start + 4]
    return (left[:1] == left[1:] and left[:1] + char in words()) or (
        right[:1] == right[1:] and char + right[:1] in words()
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
    """What is weighed; the document is only asked where it can turn the scale."""
    seen = signs(double, gain)
    if seen is None:
        return None
    kind = kind_of(double)
    score, limit, weighed = _weighed(kind, seen), LIMITS[kind], weights()[kind]
    if _may_turn(score - limit, [weighed[sign] for sign in OF_DOCUMENT]):
        score += _weighed(kind, of_document(double.alignments[0]))
    return Verdict(score, score >= limit)


def _may_turn(over: float, rest: Sequence[float]) -> bool:
    """Whether what is not yet known can make of a score below a limit one above it, or reverse."""
    if over >= 0:
        return over + sum([one for one in rest if one < 0]) < 0
    return over + sum([one for one in rest if one > 0]) >= 0


def _weighed(kind: str, seen: dict[str, float]) -> float:
    weighed = weights()[kind]
    return sum([weighed[sign] * value for sign, value in seen.items()])


@cache
def weights(table: Path = TABLE) -> Weights:
    """The weights of `doubles.tsv` by kind: one `kind sign weight` a line, parted by tabs."""
    found: Weights = {kind: {} for kind in KINDS}
    for line in table.read_text(encoding="utf-8").splitlines():
        kind, sign, weight = line.split("\t")
        found[kind][sign] = float(weight)
    return found
