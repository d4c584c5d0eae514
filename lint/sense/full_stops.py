"""Half-width full stops that end a Chinese sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedlint.characters import CLOSERS
from seedlint.core import Safety
from seedlint.sense.width import (
    AROUND,
    ENDS,
    HAN_RUN,
    chinese_line,
    in_reference,
    is_han,
    side_before,
)

if TYPE_CHECKING:
    from seedlint.view import View

BEHIND = ENDS + "”’」』）"
CLAUSE = 4
FULL_STOPS = frozenset("。！？…")
MARKS = frozenset("，、；：。！？")
LAST = "*\"'”’"
"""What may stand behind the last full stop of a line."""


def full_stop(view: View, place: int) -> Safety | None:
    """How sure it is that the half-width full stop at `place` ends a Chinese sentence; None if it
    does not."""
    text = view.text
    end = place + 1
    while text[end] == "*":
        end += 1
    behind = text[end]
    if text[place - 1] == "." or not (behind in BEHIND or behind == " " or is_han(behind)):
        return None
    chinese = side_before(text, place) == "han"
    if behind not in BEHIND:
        return Safety.UNSAFE if chinese and _between_clauses(view, place, end) else None
    if chinese:
        return Safety.SAFE if text[place - 1] in CLOSERS or chinese_line(view, place) else None
    return Safety.UNSAFE if behind in ENDS and _ends_sentence(view, place) else None


def _between_clauses(view: View, place: int, end: int) -> bool:
    """Whether Chinese clauses stand on both sides, in a line that has half-width stops only."""
    text = view.text
    low, high = view.near(place, AROUND)
    before, behind = text[max(low, place - CLAUSE) : place], text[end : end + CLAUSE + 1].lstrip()
    line = view.line_at(place)
    return (
        text[line[0] : line[1]].rstrip(LAST).endswith(".")
        and FULL_STOPS.isdisjoint(text[low:high])
        and len(before) == CLAUSE
        and all(map(is_han, before + behind[:CLAUSE]))
        and not in_reference(view, place)
    )


def _ends_sentence(view: View, place: int) -> bool:
    """Whether the line that ends in a Latin word and this full stop is a Chinese sentence."""
    line = view.text[view.near(place, AROUND)[0] : place]
    sentence = line[max(line.rfind(stop) for stop in FULL_STOPS) + 1 :]
    return (
        not MARKS.isdisjoint(line)
        and HAN_RUN.search(sentence) is not None
        and chinese_line(view, place)
        and not in_reference(view, place)
    )
