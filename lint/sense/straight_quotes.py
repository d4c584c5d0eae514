"""Straight quotation marks: which belong together, and what shape they should have."""

from __future__ import annotations

from collections.abc import Sequence

from seedlint.core import Span
from seedlint.patterns import lazily

Pair = tuple[Span, str]
"""Where a pair stands, marks included, and the two marks it should have."""
SHORTEST = 3
BEHIND_STRING = (':"', ": ", ":[", ":{", ',"', " +", ");")
NOT_FIRST = frozenset(" \t\u3000\n，。、；：？！”’）》」』】,;:!?)")
NOT_LAST = frozenset(" \t\u3000：，、（《「『【,:(")
_JOINS = lazily("[、，]|(?:以?及|[和与或到至])(?:其|者)?")
_DOUBLE = lazily('["“”]')
_SINGLE = lazily("(?<![A-Za-z0-9'])'[^'\\n\\ufffe]+'(?![A-Za-z0-9'])")


def straight_pairs(text: str, line: Span, places: Sequence[int]) -> list[Pair]:
    """The pairs of straight marks of a line, none if one of them belongs to code.

    `places` are its straight marks.
    """
    double = [place for place in places if text[place] == '"']
    pairs = _doubles(text, line, double) if double else []
    if len(double) < len(places):
        pairs += [(match.span(), "‘’") for match in _SINGLE.finditer(text, *line)]
    if any(_is_code(text, *span) for span, _ in pairs):
        return []
    return [pair for pair in pairs if _fits(text, *pair[0])]


def _doubles(text: str, line: Span, straight: Sequence[int]) -> list[Pair]:
    """The pairs of double marks of a line with at least one straight mark, and their shape.

    An even number of straight marks pairs among itself; an odd one needs a curly partner.
    """
    marks = [match.start() for match in _DOUBLE.finditer(text, *line)]
    pairs = _alternate(straight)
    joined = any(_JOINS.fullmatch(text, start + 1, end - 1) for start, end in pairs)
    if len(straight) % 2 or (joined and len(marks) > len(straight)):
        return _with_curly(text, marks)
    depths, depth = {}, 0
    for place in marks:
        depth += {"“": 1, "”": -1}.get(text[place], 0)
        depths[place] = depth
    if not all(_fits(text, *pair) and depths[pair[0]] == depths[pair[1] - 1] for pair in pairs):
        return []
    return [(pair, "‘’" if depths[pair[0]] > 0 else "“”") for pair in pairs]


def _with_curly(text: str, marks: Sequence[int]) -> list[Pair]:
    """The pairs of a line in which straight and curly marks alternate."""
    pairs = _alternate(marks)
    if len(marks) % 2 or not all(_fits(text, *pair) for pair in pairs):
        return []
    if any(text[start] == "”" or text[end - 1] == "“" for start, end in pairs):
        return []
    return [(pair, "“”") for pair in pairs if '"' in (text[pair[0]], text[pair[1] - 1])]


def _alternate(marks: Sequence[int]) -> list[Span]:
    return [(one, other + 1) for one, other in zip(marks[::2], marks[1::2], strict=False)]


def _fits(text: str, start: int, end: int) -> bool:
    """Whether the marks at both ends of `[start, end)` may enclose what is between them."""
    if end - start < SHORTEST or text[start + 1] in NOT_FIRST or text[end - 2] in NOT_LAST:
        return False
    return not (text[start - 1].isdigit() and text[end - 2].isdigit())


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether a string of a programming language, an attribute or a field stands here."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    if before.endswith(("=", "= ")):
        return True
    call = before[-1] in "([{" and before[0].isascii() and before[0].isalnum()
    return call or behind in BEHIND_STRING or text[end - 3] == "\\"
