"""Sentences that stand twice in a document, apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.layer import EDGE
from seedlint.patterns import lazily
from seedlint.sense.copies import INDENT, has_han
from seedlint.sense.lines import is_enumerated

if TYPE_CHECKING:
    from seedlint.view import View

LEAST = 20
PARAGRAPH = 200
"""Characters from which on a numbered line is no item or article but an essay's paragraph."""
STOPS = "。！？"
CLOSERS = "”’」』）"
PAUSES = frozenset("，、；：,;:")
_TO_STOP = lazily(f"[^{STOPS}\n{EDGE}]+[{STOPS}][{CLOSERS}]*")


def twice(view: View) -> Iterator[tuple[Span, Span]]:
    """The two places of each such sentence."""
    text = view.text
    for group in view.twins:
        if len({text[place : place + LEAST] for place in group}) == len(group):
            continue
        alike = defaultdict(list)
        for place in group:
            sentence = _sentence(text, place)
            if sentence:
                alike[sentence].append(place)
        for sentence, places in alike.items():
            if len(places) == 2 and _counts(sentence):
                first, second = ((place, place + len(sentence)) for place in places)
                if _within_prose(view, first, second):
                    yield first, second


def _sentence(text: str, place: int) -> str:
    """The sentence that begins at `place`, if one does."""
    before = text[place - 1]
    if before in CLOSERS:
        before = text[place - 2]
    match = _TO_STOP.match(text, place) if before in f"{STOPS}{INDENT}\n{EDGE}" else None
    return match[0] if match else ""


def _counts(sentence: str) -> bool:
    return MASK not in sentence and not PAUSES.isdisjoint(sentence) and has_han(sentence, LEAST)


def _within_prose(view: View, *copies: Span) -> bool:
    """Whether no copy is in a numbered item, and one at least not a line of its own."""
    lines = [view.line_at(start) for start, _ in copies]
    if any(end - start < PARAGRAPH and is_enumerated(view.text[start:end]) for start, end in lines):
        return False
    return lines != list(copies)
