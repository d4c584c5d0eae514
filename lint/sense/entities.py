"""Character references of HTML in text: where one stands and what it shows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from seedlint.characters import HAN, MASK
from seedlint.patterns import lazily
from seedlint.sense.gaps import AROUND, SPACES, set_apart, uncertain
from seedlint.sense.mark_gaps import LEFTWARD, QUOTES
from seedlint.sense.seams import reads_on

if TYPE_CHECKING:
    from seedlint.view import View

CLINGS = LEFTWARD - QUOTES
"""What no space stands before."""
GAPS = frozenset(SPACES)
LOSSY = MASK + "\ufffd"
UNFINISHED = 12
_LAST_HAN = lazily(f"{HAN.pattern}++\\Z")
_FIRST_HAN = lazily(f"{HAN.pattern}+")
_OPEN = lazily(r"&[#A-Za-z0-9]*\Z")


@cache
def entity() -> re.Pattern[str]:
    """A reference, escaped any number of times; with a full-width semicolon if it is longer.

    Group 1 is its name or number, None for &nbsp that lost its semicolon.
    """
    return re.compile(
        r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)*"
        r"(?:(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})(?:;|(?<=\w{3})；)"
        r"|nbsp(?![A-Za-z0-9=;；]))"
    )


def shown(match: re.Match[str]) -> str:
    """What a browser shows for it, a no-break space as a plain one; empty if nothing visible."""
    import html.entities

    name = f"{match[1] or 'nbsp'};"
    if name[0] != "#" and name not in html.entities.html5:
        return ""
    text = html.unescape(f"&{name}").replace("\xa0", " ")
    seen = all(unicodedata.category(char)[0] != "C" and char not in LOSSY for char in text)
    return text if seen else ""


def parts_nothing(view: View, start: int, end: int) -> bool:
    """Whether a space in place of the reference at `[start, end)` would have to go at once: behind
    Han, before a mark or inside a word.

    Where more of them or spaces stand near, they may be a layout; two halves of a length are verse.
    """
    text = view.text
    low, high = view.near(start, AROUND)
    before = _LAST_HAN.search(text, low, start)
    if not before or text.count("&", low, high) > 1:
        return False
    behind = _FIRST_HAN.match(text, end, high)
    if not behind:
        return text[end] in CLINGS
    meant = not GAPS.isdisjoint(text[low:high]) or len(before[0]) == len(behind[0])
    if meant or not reads_on(text, start, end) or not view.in_prose(start):
        return False
    return not (set_apart(view, start, end) or uncertain(view, start, end))


def becomes_part(text: str, start: int, new: str) -> bool:
    """Whether `new` at `start` would become a part of another reference."""
    if not new.isascii() or not (new.isalnum() or new in "&#;"):
        return False
    return _OPEN.search(text[max(0, start - UNFINISHED) : start]) is not None
