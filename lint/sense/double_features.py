"""What speaks for and against a mistaken double: the numbers that `doubles.tsv` weighs.

All are nats or 0 and 1. `tail` and `head` are the words that end with the first copy and begin with
the second, when the text is cut into words as it is written.
"""

from __future__ import annotations

from typing import NamedTuple

from seedlint.characters import HAN
from seedlint.patterns import lazily
from seedlint.sense.lm import ORDER
from seedlint.sense.reduplication import COMPASS, LOCAL, PARTS, PLAY, PREFIXES, PREPOSITIONS
from seedlint.sense.words import words

FAR = 10_000
"""Code points to either side in which a double is looked for again: a document can be a book."""
REACH = 4
"""Characters looked at on either side."""
NEAR = ORDER - 1
"""As many as the model looks at; enough where each is one symbol."""
HAN_FIRST = "\u4e00"
HAN_AHEAD = lazily(HAN.pattern + "*")

FUNCTION = frozenset(
    "的了是在和与及为对将会有也就都还而但或被把从到向以于其这那们不很更最使让由之所等并且如若则能可要应须"
    "来去上下中里个种"
)
"""Characters that stand as words of their own and do not double."""
SUFFIX = frozenset(
    "县性者区市人网机法器子队化学部式员地家年路率量会厂费线点品局剂版型处期站车力片度室物权名业表山体场"
    "门制河团板元图条声店面书口台头日岁组色镇病管系界数所国长层城院间道号节类天语水卡科油纸论花感生级师"
    "块回户箱赛奖史位岛次计州港值手"
)
"""Characters that end at least 100 dictionary words made of a word and themselves: 居住国国籍."""


class Double(NamedTuple):
    """`text[start : start + size]` stands twice; `text` is one document."""

    text: str
    start: int
    size: int

    @property
    def end(self) -> int:
        return self.start + 2 * self.size

    @property
    def unit(self) -> str:
        return self.text[self.start : self.start + self.size]

    @property
    def alignments(self) -> list[Double]:
        """Where the run may be cut in two copies: 日期的日期的 is also 的日期的日期 after 的."""
        text, start, size = self
        first, last = start, start
        if size == 1:
            return [self]
        while first > 0 and start - first < size and text[first - 1] == text[first - 1 + size]:
            first -= 1
        while text[last : last + 1] == text[last + 2 * size : last + 2 * size + 1] != "":
            last += 1
        if first == last:
            return [self]
        return [Double(text, one, size) for one in range(first, last + 1)]

    @property
    def readings(self) -> tuple[str, str]:
        """As written and with one copy, with what stands around; the edges are line ends."""
        text, start, size = self
        once = start + size
        end = once + size
        left = text[start - NEAR : start]
        if len(left) < NEAR or min(left) < HAN_FIRST:
            left = ("\n" + text[max(0, start - REACH) : start])[-REACH:]
        right = text[end : end + NEAR]
        if len(right) < NEAR or min(right) < HAN_FIRST:
            right = (text[end : end + REACH] + "\n")[:REACH]
        return left + text[start:end] + right, left + text[start:once] + right


class Place(NamedTuple):
    """A repeat in its window of simplified characters, which is cut into words at `ends`.

    `seams` says whether a word ends before, between and behind the copies.
    """

    window: str
    at: int
    size: int
    ends: tuple[int, ...]
    cost: float
    seams: tuple[bool, bool, bool]

    @property
    def saved(self) -> tuple[float, int]:
        """The nats and the words by which the cut is cheaper with one copy left out."""
        once = words().cut(self.window[: self.at] + self.window[self.at + self.size :])
        return self.cost - once.cost, len(self.ends) - len(once.ends)

    @property
    def unit(self) -> str:
        return self.window[self.at : self.at + self.size]

    def word(self, offset: int) -> str:
        """The word that begins at the offset, empty if none does."""
        if offset < 0 or offset not in (0, *self.ends[:-1]):
            return ""
        return self.window[offset : next(end for end in self.ends if end > offset)]

    def lone(self, offset: int) -> bool:
        """Whether the word there is a single character and no function word: 评 in 评标标准."""
        word = self.word(offset)
        return len(word) == 1 and word not in FUNCTION


def place_of(double: Double) -> Place:
    """The alignment whose copies are most often words."""
    alignments = double.alignments
    if len(alignments) == 1:
        return _place(double)
    places = map(_place, alignments)
    return max(places, key=lambda place: (place.seams[1], sum(place.seams)))


def _place(double: Double) -> Place:
    text, start, size = double
    end = start + 2 * size
    left = han(text[max(0, start - REACH) : start][::-1])[::-1]
    window = words().simplified(left + text[start:end] + han(text[end : end + REACH]))
    cost, ends = words().cut(window)
    at = len(left)
    seams = not at or at in ends, at + size in ends, at + 2 * size in ends
    return Place(window, at, size, ends, cost, seams)


def han(text: str) -> str:
    """The Han characters that begin the text."""
    found = HAN_AHEAD.match(text)
    return found[0] if found else ""


def of_character(place: Place) -> dict[str, float]:
    """One character, by the words that its copies belong to."""
    char, at = place.unit, place.at
    tail, seam, head = place.seams
    only_tail, only_head = seam and tail and not head, seam and head and not tail
    gain, fewer = place.saved
    return {
        "words gain": gain,
        "two words fewer": fewer > 1,
        "word over the seam": not seam,
        "word of its own": seam and tail and head,
        "function word": char in FUNCTION,
        "function word of its own": char in FUNCTION and seam and tail and head,
        "suffix behind a word": char in SUFFIX and only_tail,
        "lone word behind": only_head and place.lone(at + 2),
        "lone word before": only_tail and place.lone(at - 1),
        "how common": -_cost(char),
        "word when doubled": char + char in words(),
    }


def of_word(place: Place) -> dict[str, float]:
    """Two characters and more: mostly errors, if the copies are words."""
    tail, seam, head = place.seams
    unit, size = place.unit, place.size
    known = unit in words()
    name = size == 2 and tail and head and not known and FUNCTION.isdisjoint(unit)
    return {
        "words gain": place.saved[0],
        "three or more": size > 2,
        "word over the seam": not seam,
        "word begins": seam and head and not tail,
        "word ends": seam and tail and not head,
        "known": known,
        "的 at an end": size <= 5 and not {"的", "之"}.isdisjoint((unit[0], unit[-1])),
        "perhaps a name": name,
        "how common": -sum(map(_cost, unit)) / size,
    }


def _cost(char: str) -> float:
    known = words().cost(char)
    return words().unknown if known is None else known


def explained(place: Place) -> bool:
    """Whether the words around explain a double: 财政政策, 省省长, 北北部, 散散步, 大队大队长."""
    if place.seams == (False, True, False) and place.size == 1:
        return True
    char, head = place.unit, place.word(place.at + place.size)
    if place.size > 1:
        return head == char + "长"
    after = place.window[place.at + 2 :]
    office = head in (char + "长", char + "员") or (char in LOCAL and len(head) > 1)
    if office or (char in COMPASS and after[:1] in PARTS):
        return True
    begun = len(head) > 1 or char + after[:1] in words()
    if begun and (char in PREPOSITIONS or (char in PREFIXES and place.seams[0])):
        return True
    if len(after) != 1 or char + after not in words():
        return False
    joined = place.window[place.at - 1 : place.at + 1] if place.at else ""
    return char in PLAY or (words().verb(char) and joined not in words())


def of_document(double: Double) -> dict[str, float]:
    """What the text around says: the same double again, or the place with one copy."""
    return {sign: ask(double) for sign, ask in OF_DOCUMENT.items()}


def _again(double: Double) -> bool:
    text, start, size = double
    low, high = max(0, start - FAR), start + FAR
    twice, at = text[start : start + 2 * size], low - 1
    for _ in range(2 if size == 1 else 3):
        at = text.find(twice, at + 1, high)
        if at < 0:
            return False
    return True


def _once_elsewhere(double: Double) -> bool:
    text, start, size = double
    end = start + 2 * size
    before, behind = han(text[max(0, start - 1) : start]), han(text[end : end + 1])
    once = before + text[start : start + size] + behind
    return bool(before and behind) and text.find(once, max(0, start - FAR), start + FAR) >= 0


OF_DOCUMENT = {"again": _again, "once elsewhere": _once_elsewhere}
"""Signs that only the text around knows, dear to ask."""
