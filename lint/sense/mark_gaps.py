"""Spaces beside full-width marks: which are superfluous and which are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import MASK
from seedlint.patterns import lazily
from seedlint.sense.lines import numbering_ends
from seedlint.sense.width import is_han

if TYPE_CHECKING:
    from seedlint.view import View

PAUSES, STOPS = frozenset("，、；："), frozenset("。！？")
OPENING, CLOSING = frozenset("“‘（《〈「『【〔"), frozenset("”’）》〉」』】〕")
QUOTES = frozenset("“”‘’")
LEFTWARD = PAUSES | STOPS | CLOSING
MARKS = LEFTWARD | OPENING
STRUCTURE = frozenset("|<>=/\\#&{}*_-+~`!([$^\n\ufffe")
"""Signs of mark-up and code; a space beside them has another reason."""
INLINE = frozenset("`[$")
"""What begins code, a link and a formula in running Markdown."""
BLANK = 3
SPEAKER = 3
HEADING = 30
NUMBERING = 16
LABELS = "【〔［（"
"""What begins a line and encloses a label: 【摘要】, （唐）."""
_CREDIT = lazily(r"[^。，\n]{0,8}(?:记者|通讯员|摄影)|[^。，\n]{2,10}\s摄")


class Line(NamedTuple):
    """A line and whether it is running text."""

    low: int
    high: int
    prose: bool


def line_of(view: View, place: int) -> Line:
    return Line(*view.line_at(place), view.in_prose(place))


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether the gap is there to be filled in, or parts columns or letters."""
    gap, before, behind = text[start:end], text[start - 1], text[end]
    if len(gap) >= BLANK or "\t" in gap or gap == "\u3000\u3000":
        return True
    if before in OPENING and behind in CLOSING:
        return True
    return (before in QUOTES or behind in QUOTES) and text[start - 2] == " " == text[end + 1]


def superfluous(view: View, line: Line, start: int, end: int) -> bool:
    """Whether the mark beside the space at `[start, end)` needs none."""
    text = view.text
    before, behind = text[start - 1], text[end]
    if before == MASK and _ends_address(view, start):
        return False
    if behind in LEFTWARD:
        if behind in QUOTES and not (is_han(before) or _chinese(text[end + 1])):
            return False
        return before not in STRUCTURE or (
            text.endswith("**", start - 2, start) and not text[start - 3].isspace()
        )
    if behind == MASK or behind in STRUCTURE:
        return line.prose and before in PAUSES | STOPS and _inline(view, start, end)
    if before in OPENING:
        return before not in QUOTES or _chinese(text[start - 2]) or is_han(behind)
    if not line.prose or _parts(text, line, start, end):
        return False
    if before in PAUSES or before in STOPS:
        return True
    if before in CLOSING:
        if before in QUOTES and not _chinese(text[start - 2]):
            return False
        return is_han(behind) or behind in OPENING
    if is_han(before):
        return behind not in QUOTES or _chinese(text[end + 1])
    return behind == "（" and (before.isalnum() or before == MASK)


def _inline(view: View, start: int, end: int) -> bool:
    """Whether code, a link or a formula of Markdown stands behind the space."""
    return view.source_at(start).format == "markdown" and view.bare(end, end + 1) in INLINE


def _ends_address(view: View, place: int) -> bool:
    """Whether a bare address ends before `place`: readers take what touches it for its end."""
    low = place
    while view.text[low - 1] == MASK:
        low -= 1
    return view.bare(low, place).startswith(("http", "ftp:", "file:", "www."))


def _chinese(char: str) -> bool:
    return is_han(char) or char in MARKS


def _parts(text: str, line: Line, start: int, end: int) -> bool:
    """Whether the space sets something apart on purpose."""
    if start - line.low <= NUMBERING and numbering_ends(text[line.low : start], start - line.low):
        return True
    if text[start] == "\u3000" and start - line.low <= SPEAKER:
        return True
    if start - line.low <= NUMBERING and text[line.low] in LABELS:
        return True
    if text.startswith("记者", start - 2):
        return True
    if text[start - 1] in PAUSES:
        return False
    short = line.high - line.low <= HEADING and text[line.high - 1] not in STOPS
    return short or _CREDIT.match(text, end, line.high) is not None


def sets_apart(text: str, low: int, high: int) -> bool:
    """Whether a document sets most of its quotations apart from Han."""
    apart = text.count(" “", low, high) + text.count("” ", low, high)
    return apart >= 4 and apart > text.count("“", low, high)
