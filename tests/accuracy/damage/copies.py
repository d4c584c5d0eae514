"""Damage that repeats elsewhere: pull quotes and second readings with slips, items, headings."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from damage.making import HAN, Injector, Made, choice, made
from damage.repetition import han
from seedlint.characters import STOPS
from seedlint.core import Edit, Span
from seedlint.sense.lines import is_enumerated

NOISE = 0.03
LEAST, LONGEST = 40, 160
"""Han characters, and code points, of a pull quote."""
LONGER = 1.3
INSIDE = 10
SENTENCE = re.compile("[^。！？]+[。！？][”’）]?")
ITEM = f"{HAN}{{2,12}}"
LIST = f"(?<=[，。：])({ITEM}(?:、{ITEM}){{2,7}})(?=[，。；])"
HEADINGS = ("让老街留住烟火气", "把课堂搬到田埂上", "小渔村里的大课堂")


def quote(*between: str) -> Injector:
    """Some sentences of a longer paragraph once more elsewhere, with slips.

    With `between` the paragraph is cut in two inside them, and these lines stand in the gap.
    """

    def make(rng: random.Random, text: str) -> Made | None:
        start, end = _paragraph(rng, text, 2 * LEAST)
        spans = [match.span() for match in SENTENCE.finditer(text, start, end)]
        quotes = [(low, high) for low, _ in spans for _, high in spans if _fits(text[low:high])]
        quotes = [(low, high) for low, high in quotes if end - start > LONGER * (high - low)]
        if not quotes:
            return None
        low, high = rng.choice(quotes)
        place, cut = rng.randrange(low + INSIDE, high - INSIDE), _parting(text).join(between)
        body = text[:place] + cut + text[place:]
        return _placed(rng, body, text[low:high], (start, end + len(cut)), _parting(text))

    return make


def again(rng: random.Random, text: str) -> Made | None:
    """A whole paragraph once more, further on, with slips."""
    start, end = _paragraph(rng, text, LEAST)
    if han(text[start:end]) < LEAST:
        return None
    return _placed(rng, text, text[start:end], (start, end), _parting(text), later=True)


def item(rng: random.Random, text: str) -> Made | None:
    """An item of a list in the place of another one, not of its neighbour."""
    place = choice(rng, LIST, text)
    if place is None:
        return None
    items = text[slice(*place)].split("、")
    first, second = sorted(rng.sample(range(len(items)), 2))
    if second - first < 2 or items[first] == items[second]:
        return None
    start = place[0] + sum(len(one) + 1 for one in items[:second])
    return made(text, [Edit(start, start + len(items[second]), items[first])])


def heading(rng: random.Random, text: str) -> Made | None:
    """A heading over two paragraphs instead of one."""
    spans = [span for span in _lines(text) if text[span[1] - 1] in STOPS and span[1] < len(text)]
    if len(spans) < 3:
        return None
    words, parting = rng.choice(HEADINGS), _parting(text)
    first, second = sorted(end for _, end in rng.sample(spans[:-1], 2))
    clean = text[:first] + parting + words + text[first:]
    start = second + len(parting) + len(words)
    return made(clean, [Edit(start, start, parting + words)])


def _placed(
    rng: random.Random, text: str, copy: str, twin: Span, parting: str, later: bool = False
) -> Made | None:
    """`copy`, misread, behind some line that ends a sentence, but not inside `twin`."""
    ends = [end for _, end in _lines(text) if text[end - 1] in STOPS]
    ends = [end for end in ends if end >= twin[1] or (end < twin[0] and not later)]
    misread = _misread(rng, copy, "".join(re.findall(HAN, text)))
    if not ends or misread == copy:
        return None
    place = rng.choice(ends)
    edit = Edit(place, place, parting + misread)
    start = place + len(parting)
    shift = len(edit.text) if place <= twin[0] else 0
    low, high = twin
    span = start, start + len(misread)
    return made(text, [edit], spans=[span], twin=(low + shift, high + shift))


def _misread(rng: random.Random, text: str, pool: str) -> str:
    """`text` with slips: of five three are another character, one is lost, one is put in."""
    read = ""
    for char in text:
        kind = rng.randrange(5) if rng.random() < NOISE else None
        if kind is None:
            read += char
        elif kind < 3:
            read += rng.choice(pool)
        elif kind == 3:
            read += char + rng.choice(pool)
    return read


def _fits(text: str) -> bool:
    return han(text) >= LEAST and len(text) <= LONGEST


def _lines(text: str) -> list[Span]:
    return [match.span() for match in re.finditer("[^\n]+", text)]


def _paragraph(rng: random.Random, text: str, least: int) -> Span:
    spans = [
        (start, end)
        for start, end in _lines(text)
        if end - start >= least and not is_enumerated(text[start:end])
    ]
    return rng.choice(spans) if spans else (0, 0)


def _parting(text: str) -> str:
    return "\n\n" if "\n\n" in text else "\n"


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "RE002": {
        "pull quote": quote(),
        "pull quote, paragraph cut": quote("", ""),
        "the same over a heading": quote("", "工作纪实", ""),
        "paragraph read twice": again,
    },
    "RE008": {"an item for another": item},
    "RE009": {"heading": heading},
}
