"""Marks that come in pairs, and which of them stand alone in their line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seedlint.layer import EDGE
from seedlint.patterns import lazily

PARTNER = dict(zip("“‘（《〈「『【〔［｛〖(", "”’）》〉」』】〕］｝〗)", strict=True))

LINE_END = lazily(f"[\n{EDGE}]")


def unpaired(text: str, places: Iterable[int], opening: str) -> Sequence[int]:
    """The marks at `places` without a partner in their line, in order.

    A closing mark pairs with the last opening one if that is of its kind, else it stands alone.
    """
    closes = {PARTNER[mark]: mark for mark in opening}
    loose: list[int] = []
    stack: list[int] = []
    end = -1
    for place in places:
        if place > end:
            loose += stack
            stack, end = [], _line_end(text, place)
        mark = text[place]
        if mark not in closes:
            stack.append(place)
        elif stack and text[stack[-1]] == closes[mark]:
            stack.pop()
        else:
            loose.append(place)
    return sorted([*loose, *stack])


def _line_end(text: str, place: int) -> int:
    match = LINE_END.search(text, place)
    return match.start() if match else len(text)
