"""Which suspects were taken for another character: 没 in 借阅没备 was, 土 in a name was not.

The character model must gain by what is meant, and the cut into words, too: each alone is taken in
by names. What looks alike needs less than what only sounds alike, for scanners err more often than
typists, and fewer characters look alike than sound alike. What stands so twice is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from seedlint.sense.confusables import Suspect, confusables
from seedlint.sense.double_features import FAR, han
from seedlint.sense.misspellings import found_at
from seedlint.sense.readings import gains
from seedlint.sense.scripts import script
from seedlint.sense.words import words

if TYPE_CHECKING:
    from seedlint.view import View

REACH = 5
"""Han characters on either side that are cut into words."""
NEAR = 3
"""Characters on either side that the model looks at."""


class Least(NamedTuple):
    """Nats that the model and the cut into words must gain."""

    model: float
    words: float


LOOKS, SOUNDS = Least(8.0, 5.0), Least(10.0, 8.0)


class MixUp(NamedTuple):
    """`meant` was taken for the character at `place`; `sure` is by how much the model says so."""

    place: int
    meant: str
    sure: float


def mixed_up(view: View) -> Iterator[MixUp]:
    """One a place at most, in order."""
    found: dict[int, MixUp] = {}
    text = view.text
    told = gains([_readings(text, suspect) for suspect in view.suspects])
    for (place, meant), gain in zip(view.suspects, told, strict=True):
        sure = gain - least(text[place], meant).model
        if sure >= 0 and (place not in found or sure > found[place].sure):
            found[place] = MixUp(place, meant, sure)
    for one in found.values():
        if not (_misspelt(text, one.place) or _meant(view, one)):
            yield one


def least(written: str, meant: str) -> Least:
    return LOOKS if meant in confusables().twins[written].looks else SOUNDS


def _readings(text: str, suspect: Suspect) -> tuple[str, str]:
    place, meant = suspect
    before, behind = text[max(0, place - NEAR) : place], text[place + 1 : place + 1 + NEAR]
    return before + text[place] + behind, before + meant + behind


def _misspelt(text: str, place: int) -> bool:
    """Whether the word is one of a list, which another rule reads."""
    return any(found_at(text, (place,)))


def _meant(view: View, one: MixUp) -> bool:
    """Whether the words around gain too little, or the document speaks against it."""
    text, place = view.text, one.place
    left = han(text[max(0, place - REACH) : place][::-1])[::-1]
    right = han(text[place + 1 : place + 1 + REACH])
    written, meant = (words().cut(left + char + right).cost for char in (text[place], one.meant))
    if written - meant < least(text[place], one.meant).words:
        return True
    low, high = view.document_at(place)
    start, around = place - len(left[-1:]), left[-1:] + text[place] + right[:1]
    again = text.find(around, max(low, start - FAR), start)
    if again < 0:
        again = text.find(around, start + 1, min(high, start + FAR))
    return again >= 0 or script(text, low, high) == "traditional" or _attested(view, start, around)


def _attested(view: View, place: int, around: str) -> bool:
    """Whether a document of the reference, another one, has the three characters, too."""
    reference = view.evidence.reference
    if not reference or len(around) < 3:
        return False
    own = view.source_at(place)
    return any(
        around in one.text
        and one.text != own.text
        and (one.path, one.record) != (own.path, own.record)
        for one in reference
    )
