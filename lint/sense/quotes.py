"""Quotation marks without a partner, and those among them that are only turned round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedlint.core import Span
from seedlint.patterns import lazily
from seedlint.sense.pairs import PARTNER
from seedlint.sense.turned import BEHIND, loose_lines, turned
from seedlint.sense.width import is_han

if TYPE_CHECKING:
    from seedlint.view import View

QUOTES = "“「『"
OPENING = {closing: mark for mark, closing in PARTNER.items()}
FAR = 40
"""Lines over which a quotation of several paragraphs may stay open."""
_LONE_SINGLE = lazily(r"[^‘’“”\n]{1,60}(?=[‘’])")
_MORE_SINGLE = lazily("[‘’]")


class Quotes(NamedTuple):
    """The quotation marks of a document without a partner in their line, and the pairs among
    them that are only turned round, with their opening mark."""

    loose: Sequence[int]
    turned: Sequence[tuple[Span, str]]


def quotes(view: View) -> Sequence[Quotes]:
    """The marks of every document that has such; ask by `view.once`."""
    places = view.unpaired(QUOTES)
    loose = [places[first:last] for first, last, _ in view.grouped(places)]
    return [Quotes(one, list(_turned_quotes(view, one))) for one in loose]


def _turned_quotes(view: View, places: Sequence[int]) -> Iterator[tuple[Span, str]]:
    """Pairs of quotation marks of which one or both are turned round, with their opening mark.

    `places` are the marks of one document without a partner in their line. Where an earlier line
    has opened a quotation, the first closing mark belongs to that.
    """
    text, opened, lines, last = view.text, "", 0, 0
    for (low, high), loose in loose_lines(view, places):
        lines += text.count("\n", last, low) if opened else 0
        last = low
        if lines > FAR:
            opened = ""
        kinds = dict.fromkeys(OPENING.get(text[place], text[place]) for place in loose)
        for kind in kinds:
            marks = [match.start() for match in _marks(kind).finditer(text, low, high)]
            if opened == kind and text[marks[0]] != kind:
                opened, marks = "", marks[1:]
            pairs = turned(text, marks, kind)
            yield from ((pair, kind) for pair in pairs)
            done = {place for pair in pairs for place in pair}
            left = [place for place in loose if text[place] == kind and place not in done]
            single = _single_behind(text, left[-1], high) if kind == "“" and left else -1
            if single > 0:
                yield (left[-1], single), kind
            elif left:
                opened, lines = kind, 0


def _single_behind(text: str, place: int, end: int) -> int:
    """Where a lone single mark closes what the double one at `place` opened; -1 if nowhere."""
    match = _LONE_SINGLE.match(text, place + 1, end + 1)
    at = match.end() if match else -1
    fits = match and text[at + 1] in BEHIND and is_han(text[at - 1])
    return at if fits and not _MORE_SINGLE.search(text, at + 1, end) else -1


@cache
def _marks(opening: str) -> re.Pattern[str]:
    return re.compile(f"[{opening}{PARTNER[opening]}]")
