"""Character references of HTML in text: where one stands and what it shows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from seedlint.characters import MASK
from seedlint.patterns import lazily

LOSSY = MASK + "\ufffd"
UNFINISHED = 12
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


def becomes_part(text: str, start: int, new: str) -> bool:
    """Whether `new` at `start` would become a part of another reference."""
    if not new.isascii() or not (new.isalnum() or new in "&#;"):
        return False
    return _OPEN.search(text[max(0, start - UNFINISHED) : start]) is not None
