"""Whether words read on across a gap in a line."""

from __future__ import annotations

from seedlint.characters import HAN
from seedlint.patterns import lazily
from seedlint.sense.words import words

REACH = 8
BOTH = frozenset("的是在和与及跟为被把将从向以于由也都还又就才并或而")
BOTH |= {"以及", "或者", "并且", "而且", "不是", "就是", "都是", "还是"}
ENDS_NOTHING = BOTH | frozenset("对给让使叫有没不再只且但如因若虽该这那其某各每至到自即")
ENDS_NOTHING |= {"没有", "包括", "因为", "所以", "如果", "通过", "根据"}
ENDS_NOTHING |= {"作为", "成为", "对于", "关于", "可以"}
"""Words behind which no sentence and no title ends."""
BEGINS_NOTHING = BOTH | frozenset("了着过地得等之所上下中里后前内外时呢呀吧吗啊")
"""Words with which hardly any sentence and no title begins."""
_ENDINGS = frozenset(word[-1] for word in ENDS_NOTHING)
_BEGINNINGS = frozenset(word[0] for word in BEGINS_NOTHING)
_LAST_HAN = lazily(HAN.pattern + r"+\Z")
_FIRST_HAN = lazily(HAN.pattern + "+")


def reads_on(text: str, start: int, end: int) -> bool:
    """Whether the words say that nothing ends at the space: it falls inside a word or beside one
    that a sentence neither ends nor begins with."""
    before = _LAST_HAN.search(text, max(0, start - REACH), start)
    behind = _FIRST_HAN.match(text, end, end + REACH)
    if not before or not behind:
        return False
    known, place = words(), len(before[0])
    joined = known.simplified(before[0] + behind[0])
    last, first = joined[place - 1], joined[place]
    if last not in _ENDINGS and first not in _BEGINNINGS:
        return known.joins(joined, place)
    if not known.may_join(joined, place) and (
        (first in BEGINS_NOTHING and not known.may_begin(joined, place))
        or (last in ENDS_NOTHING and not known.may_end(joined, place))
    ):
        return True
    ends = known.cut(joined).ends
    if place not in ends:
        return True
    at = ends.index(place)
    last = joined[ends[at - 1] if at else 0 : place]
    return last in ENDS_NOTHING or joined[place : ends[at + 1]] in BEGINS_NOTHING
