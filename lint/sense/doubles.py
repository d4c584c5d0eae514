"""Whether an immediate repeat is an error: 改善改善 is, 全国国际 and 一步一步 are not.

Two readings are compared, as written and with one copy left out: where the copies lie among the
words, what a copy costs (dSeg), and how the same document writes the place elsewhere.

The weights of `_single` and `_document` are log-odds of a logistic regression (L2 penalty 1),
rounded, on characters doubled at random against the repeats that stand in clean text (9,200 and
15,600); those of `_longer` were set by counting the hits on the same text.

Measured by `tests/accuracy/doubles.py` on the half of the text that weights and limit did not see:
law, government, encyclopaedia 0.54 reports per 100 KB of clean text, four of five errors of the
source on reading; found 0.71 of the single characters doubled at random, 0.78 of the words, 0.89
of the phrases. Dialogue, technical and traditional text: 1.07 reports, ten of fourteen of them
errors; 0.63, 0.78, 0.85. The lists of names and the patterns of `sense.reduplication` were
completed after a look at this half. Fiction and old essays: 2 to 5 reports, 0.41 to 0.49 of the
characters. About 0.1 ms a repeat, 0.07 s per MB.
"""

from __future__ import annotations

import math
import re
from itertools import takewhile
from typing import NamedTuple

from seedlint.characters import CLOSERS, FULLWIDTH_MARKS, HALFWIDTH_MARKS, HAN, OPENERS, STOPS
from seedlint.sense.reduplication import (
    COMPASS,
    COUNTED,
    LOCAL,
    NUMBERS,
    PARTS,
    PLAY,
    PREPOSITIONS,
    on_purpose,
)
from seedlint.sense.words import words

FAR = 30_000
"""Code points to either side in which a double is looked for again: a document can be a book."""
CALL = 6
"""Characters in which the clause of a call ends: 种子种子要发芽，."""
LIMIT = 2.0
"""Score from which a repeat is reported, in nats."""
REACH = 6
"""Characters looked at on either side, within one run of Han characters."""
SMALL = 4.0
"""dSeg below which no double of one character that two words share, or one word holds, reaches
`LIMIT`, whatever the document says."""
SAME, WIDER = 2.75, 1.25
"""Nats for the unit standing once elsewhere between the same one, the same two neighbours."""

FUNCTION = frozenset(
    "的了是在和与及为对将会有也就都还而但或被把从到向以于其这那们不很更最使让由之所等并且如若则能可要应须"
    "来去上下中里个种"
)
"""Characters that stand as words of their own and do not double."""
FREE = frozenset("学做听写读吃走打管过建作办搞开收发我你他她它说看用")
"""Verbs and pronouns that often follow a word which ends in them: 在大学学医."""
AFFIX = frozenset("全反超非总副多大小新老各原主无不单双准亚次零软硬半")
"""Characters that begin a word made of themselves and a word: 食品安全全链条监管."""
SUFFIX = frozenset(
    "县性者区市人网机法器子队化学部式员地家年路率量会厂费线点品局剂版型处期站车力片度室物权名业表山体场"
    "门制河团板元图条声店面书口台头日岁组色镇病管系界数所国长层城院间道号节类天语水卡科油纸论花感生级师"
    "块回户箱赛奖史位岛次计州港值手"
)
"""Characters that end at least 100 dictionary words made of a word and themselves: 居住国国籍."""
BYLINE = re.compile("(?:[■□●◆▲△·]|记者|通讯员|作者)[ \u3000:：/／]*[\u4e00-\u9fff]{0,3}$")
"""What stands before a name, which may hold a doubled character and is in no dictionary."""
MARKS = OPENERS | CLOSERS | STOPS | FULLWIDTH_MARKS | HALFWIDTH_MARKS


class Verdict(NamedTuple):
    """What speaks for an error: `score` in nats (log-odds), higher is surer."""

    score: float

    @property
    def report(self) -> bool:
        return self.score >= LIMIT


class Place(NamedTuple):
    """A repeat in its window of simplified characters, which is cut into words at `ends`."""

    window: str
    at: int
    size: int
    ends: tuple[int, ...]
    gain: float
    """dSeg: the cost as written less the cost with one copy left out, in nats."""
    fewer: int
    """How many words less it takes with one copy left out."""

    @property
    def unit(self) -> str:
        return self.window[self.at : self.at + self.size]

    @property
    def seams(self) -> tuple[bool, bool, bool]:
        """Whether a word ends before, between and behind the copies."""
        first, middle, last = (self.at + copies * self.size in self.ends for copies in range(3))
        return first or self.at == 0, middle, last

    def word(self, offset: int) -> str:
        """The word that begins at the offset, empty if none does."""
        if offset < 0 or offset not in (0, *self.ends[:-1]):
            return ""
        return self.window[offset : next(end for end in self.ends if end > offset)]


def judge(text: str, start: int, size: int) -> Verdict | None:
    """Whether `text[start : start + size]` stands twice by mistake; None: certainly not.

    `text` is one document. The run must hold exactly two copies; any alignment of it will do.
    """
    if size == 1 and _ordinary(
        text[max(0, start - 2) : start], text[start], text[start + 2 : start + 4]
    ):
        return None
    alignments = _alignments(text, start, size)
    if any(_on_purpose(text, first, size) for first in alignments):
        return None
    if size < 4 and (_whole(text, start, start + 2 * size) or _called(text, start, size)):
        return None
    if size == 1 and _counted(text, start):
        return None
    places = [_place(text, first, size) for first in alignments]
    if BYLINE.search(text, max(0, start - 2 * REACH), start) or any(map(_meant, places)):
        return None
    place = max(places, key=lambda place: (place.seams[1], sum(place.seams)))
    score = _single(place) if size == 1 else _longer(place)
    score -= 2 * ("《" in text[max(0, start - REACH) : start].rpartition("》")[2])
    score -= text[start - 1 : start] == "《"
    if score + SAME + WIDER < LIMIT:
        return None
    return Verdict(score + _document(text, start, size))


def _on_purpose(text: str, start: int, size: int) -> bool:
    end = start + 2 * size
    return on_purpose(text[start : start + size], text[start - 1 : start], text[end : end + 1])


def _whole(text: str, start: int, end: int) -> bool:
    """Whether nothing but the repeat stands between two marks or line ends: “请坐请坐”."""
    around = text[max(0, start - 2) : start].rstrip(" ")[-1:], text[end : end + 2].lstrip(" ")[:1]
    return all(char in ("", "\n") or char in MARKS for char in around)


def _ordinary(left: str, char: str, right: str) -> bool:
    """Whether a few look-ups settle it: 财政|政策, 常常, 修修补补. dSeg is too small for any score.

    `left` and `right` are the two characters on either side. Most doubles in clean text end here.
    """
    cost = words().cost
    before, after = left[-1:], right[:1]
    one, two = cost(before + char), cost(char + after)
    if (left == before * 2 and one) or (right == after * 2 and two):
        return True
    if one is None or two is None:
        pair = cost(char + char)
        alone = one is None and two is None and pair is not None
        return alone and (pair or 0) - cost_of(char) < SMALL
    if len(left) > 1 and (cost(left) or math.inf) + cost_of(char) < cost_of(left[0]) + one:
        return False
    if len(right) > 1 and (cost(right) or math.inf) + cost_of(char) < cost_of(right[1]) + two:
        return False
    whole = cost(before + char + after)
    once = min(one + cost_of(after), two + cost_of(before))
    return one + two - (once if whole is None else min(once, whole)) < SMALL


def cost_of(char: str) -> float:
    """The cost of a character, known or not."""
    known = words().cost(char)
    return words().unknown if known is None else known


def _counted(text: str, start: int) -> bool:
    """Whether a number and its unit stand before a word that begins with the unit."""
    number = text[start - 1 : start]
    if text[start] not in COUNTED or not (number.isdigit() or number in NUMBERS):
        return False
    return words().simplified(text[start + 1 : start + 3]) in words()


def _called(text: str, start: int, size: int) -> bool:
    """Whether a short line begins with the repeat, as verses do: 小雨小雨沙沙沙，."""
    if text[start - 1 : start] not in ("", "\n"):
        return False
    clause = text[start : start + 2 * size + CALL]
    return any(char == "\n" or char in MARKS for char in clause)


def _alignments(text: str, start: int, size: int) -> range:
    """Where the run may be cut in two copies: 日期的日期的 is also 的日期的日期 after 的."""
    first = last = start
    while first > 0 and start - first < size and text[first - 1] == text[first - 1 + size]:
        first -= 1
    while text[last : last + 1] == text[last + 2 * size : last + 2 * size + 1] != "":
        last += 1
    return range(first, last + 1)


def _place(text: str, start: int, size: int) -> Place:
    end = start + 2 * size
    left, right = _han(text[max(0, start - REACH) : start][::-1]), _han(text[end : end + REACH])
    known, at = words(), len(left)
    window = known.simplified(left[::-1] + text[start:end] + right)
    cut, once = known.cut(window), known.cut(window[:at] + window[at + size :])
    return Place(window, at, size, cut.ends, cut.cost - once.cost, len(cut.ends) - len(once.ends))


def _meant(place: Place) -> bool:
    """Doubles that the words around explain: 省省长, 同同学们, and 散散步 where a clause ends."""
    if place.size > 1:
        return False
    char, after = place.unit, place.window[place.at + 2 :]
    head = place.word(place.at + 1)
    office = head in (char + "长", char + "员") or (char in LOCAL and len(head) > 1)
    begun = len(head) > 1 or char + after[:1] in words()
    if office or (char in PREPOSITIONS and begun) or (char in COMPASS and after[:1] in PARTS):
        return True
    if len(after) != 1 or char + after not in words():
        return False
    joined = place.window[place.at - 1 : place.at + 1] if place.at else ""
    return char in PLAY or (words().verb(char) and joined not in words())


def _single(place: Place) -> float:
    """Log-odds of one character, by the words that its copies belong to."""
    char, at = place.unit, place.at
    tail, seam, head = place.seams
    fused = 1.5 * (place.fewer > 1)
    if not seam or not (tail or head):
        return fused + 1.5 * place.fewer - 1.75 + 0.6 * (place.gain - 8) + (not seam)
    if tail and head:
        return fused + (2.75 if char in FUNCTION else 1.0)
    score = fused + 0.5 + 0.27 * place.gain - 0.5 * (char in FUNCTION) - (char in FREE | AFFIX)
    if head:
        return score - 2 * _lone(place, at + 2) - 3.5 * (char in "的以")
    return score + 0.25 - 2 * _lone(place, at - 1) - (char in SUFFIX)


def _lone(place: Place, offset: int) -> bool:
    """Whether the word there is a single character and no function word: 评 in 评标标准."""
    word = place.word(offset)
    return len(word) == 1 and word not in FUNCTION


def _longer(place: Place) -> float:
    """Log-odds of two characters and more: mostly errors, if the copies are words."""
    before, seam, behind = place.seams
    if not seam:
        return -10.0
    known = place.unit in words()
    linked = place.size <= 5 and not {"的", "之"}.isdisjoint((place.unit[0], place.unit[-1]))
    score = 4.0 if before and behind else 1.75 if before and known else 2.75
    name = place.size == 2 and before and behind and not known
    return score - 3 * linked - 1.75 * (name and FUNCTION.isdisjoint(place.unit))


def _document(text: str, start: int, size: int) -> float:
    """What the text around says: the same double again, or the place with one copy."""

    def times(part: str) -> int:
        return text.count(part, max(0, start - FAR), start + FAR)

    end = start + 2 * size
    unit, double = text[start : start + size], text[start:end]
    left, right = _han(text[max(0, start - 2) : start][::-1])[::-1], _han(text[end : end + 2])
    near = [left[-1:] + double] * bool(left) + [double + right[:1]] * bool(right)
    again = times(double) > (1 if size == 1 else 2)
    if again and any(times(string) > 1 for string in near):
        return -5.0
    if not (left and right and times(left[-1] + unit + right[0])):
        return -1.75 * again
    wide = len(left) == len(right) == 2 and times(left + unit + right) > 0
    return SAME + WIDER * wide - 1.75 * again


def _han(text: str) -> str:
    """The Han characters that begin the text."""
    return "".join(takewhile(HAN.__contains__, text))
