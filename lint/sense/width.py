"""Which width a mark should have: decided by what stands around it.

A mark is Chinese when the nearest letter before it, past closing marks, is a Han character, or the
one behind it is, past opening marks. Numbers keep theirs (1,200; 12:30), and so does a Latin
sentence that quotes a Chinese word: there the words of the line are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from seedlint.characters import HAN, MASK
from seedlint.patterns import lazily

if TYPE_CHECKING:
    from seedlint.view import View

Side = Literal["han", "digit", "latin", "none"]

CLOSING = "”’）》〉」』】〕］)]\"'%％‰℃°*"
OPENING = "“‘（《〈「『【〔［([\"'*"
"""Marks that are stepped over; the asterisk is the emphasis of Markdown."""
AROUND = 200
"""Code points of a line that are looked at on either side."""
REACH = 6
"""Closing or opening marks that are stepped over; more do not occur in a row."""

WORD = lazily(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-z]+)*")
HAN_RUN = lazily(f"{HAN.pattern}{HAN.pattern}*+")
"""Written so that the search skips to the first of them."""
CHINESE_MARKS = "，、。；：？！…—"
ENDS = "\n\ufffe"
"""What stands behind a line."""


def is_han(char: str) -> bool:
    return "一" <= char <= "鿿" or (char > "〄" and char in HAN)


def side_before(text: str, place: int) -> Side:
    """What the nearest letter or digit before `place` is, past closing marks."""
    for _ in range(REACH):
        place -= 1
        char = text[place]
        if char not in CLOSING:
            return _side(char)
    return "none"


def side_behind(text: str, place: int) -> Side:
    """What the nearest letter or digit from `place` on is, past a space and opening marks."""
    if text[place] == " ":
        place += 1
    for _ in range(REACH):
        char = text[place]
        if char not in OPENING:
            return _side(char)
        place += 1
    return "none"


def _side(char: str) -> Side:
    if is_han(char):
        return "han"
    if char.isdigit():
        return "digit"
    return "latin" if char.isalpha() or char == MASK else "none"


def chinese_line(view: View, place: int) -> bool:
    """Whether the line around `place` holds more Han characters than twice its Latin words."""
    start, end = view.near(place, AROUND)
    line = view.text[start:end]
    han = sum(len(run) for run in HAN_RUN.findall(line))
    return han > 2 * len(WORD.findall(line))


REFERENCE = lazily(r"\[(?:[A-Z]|[A-Z]{2}|[A-Z]{1,2}/OL)\]")
"""The kind of a work in a list of references (GB/T 7714), which keeps half-width marks."""


ENTITY = lazily("&#?[A-Za-z0-9]{2,10};")
"""A character reference of HTML, which its semicolon belongs to."""


def in_reference(view: View, place: int) -> bool:
    start, end = view.near(place, AROUND)
    return REFERENCE.search(view.text, start, end) is not None


def wide_here(view: View, place: int) -> bool:
    """Whether the half-width comma, semicolon, colon, question or exclamation mark at `place`
    stands in Chinese."""
    text = view.text
    mark, near = text[place], text[place + 1]
    if mark == ":" and (near in ")）-/\\:" or text[place - 1] == ":"):
        return False
    if (mark == "!" and near in "=[") or (mark == "?" and near == "="):
        return False
    if near == " " and in_reference(view, place):
        return False
    if mark == ";" and near in ENDS and text[place - 1] in "\"'":
        return False
    if mark == ";" and ENTITY.match(text, text.rfind("&", max(0, place - 12), place), place + 1):
        return False
    if is_han(text[place - 1]):
        return near != " " or side_behind(text, place + 1) != "latin" or chinese_line(view, place)
    if mark == "!" and text[place - 1].isalpha():
        return False
    before = side_before(text, place)
    behind = side_behind(text, place + 1)
    if before == "han":
        return behind != "latin" or chinese_line(view, place)
    if behind == "han":
        return near != " " or chinese_line(view, place)
    if before == "none" or behind != "none":
        return False
    return (text[place - 1] in CLOSING or near in ENDS) and chinese_line(view, place)
