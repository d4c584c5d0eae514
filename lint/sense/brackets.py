"""Brackets and title marks without a partner, or whose partner is only turned or half-width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from seedlint.core import Span
from seedlint.patterns import lazily
from seedlint.sense.pairs import PARTNER
from seedlint.sense.turned import alike

BRACKETS = "（【〔〖［｛"
HALF = dict(zip("（）［］｛｝", "()[]{}", strict=True))
NUMBER = lazily(r"(?:[0-9０-９]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,4}|[①-⑳])\Z")
REACH = 5
WIDE = 24
_OTHER_SIDE = lazily(r"[-+.%∞0-9A-Za-z]+\s?[，,]\s?[-+.%∞0-9A-Za-z]+[\]］]")
_ONE_SIDE = lazily(r"[\[［][-+.%∞0-9A-Za-z]+\s?[，,]\s?[-+.%∞0-9A-Za-z]+\Z")


def partnerless(text: str, line: Span, opening: str) -> tuple[Sequence[int], Sequence[Span]]:
    """Marks of one kind in a line that have no partner, and pairs of which one is turned round.

    A half-width mark counts as a partner; the number of an item and an interval need none.
    """
    closing = PARTNER[opening]
    opens, closes = opening + HALF.get(opening, ""), closing + HALF.get(closing, "")
    loose: list[int] = []
    stack: list[int] = []
    for match in _marks(opens + closes).finditer(text, *line):
        if match[0] in opens:
            stack.append(match.start())
        elif stack:
            stack.pop()
        else:
            loose.append(match.start())
    wide = [place for place in sorted((*loose, *stack)) if text[place] in opening + closing]
    wide = [place for place in wide if not (_numbers(text, place) or _interval(text, place))]
    pairs = alike(text, wide, opening)
    done = {place for pair in pairs for place in pair}
    return [place for place in wide if place not in done], pairs


def _numbers(text: str, place: int) -> bool:
    """Whether the closing bracket at `place` ends the number of an item, or a smile."""
    if text[place] != "）":
        return False
    if text[place - 1] in ":：;；-":
        return True
    low = max(0, place - REACH)
    match = NUMBER.search(text, low, place)
    return match is not None and not text[match.start() - 1].isalnum()


def _interval(text: str, place: int) -> bool:
    """Whether the bracket is one side of an interval such as （0，1] with a square one."""
    if text[place] not in "（）［］":
        return False
    low = max(0, place - WIDE)
    near = text[place + 1 : place + 1 + WIDE] if text[place] in "（［" else text[low:place]
    return bool(_OTHER_SIDE.match(near) or _ONE_SIDE.search(near))


@cache
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")
