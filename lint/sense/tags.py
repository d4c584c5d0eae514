"""Tags of HTML that were left in a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from seedlint.layer import EDGE

BREAKS = frozenset(
    ["br", "p", "div", "li", "tr", "dl", "dt", "dd", "ul", "ol", "section", "article"]
)
BREAKS |= frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "blockquote"])
INLINE = frozenset(["b", "i", "u", "s", "em", "strong", "small", "big", "font", "span", "center"])
INLINE |= frozenset(["strike", "nobr", "noinclude", "nowiki", "tt", "label"])
OTHERS = frozenset(["a", "img", "sub", "sup", "table", "tbody", "thead", "th", "td", "hr", "ref"])
TAGS = BREAKS | INLINE | OTHERS
SINGLE = frozenset("biusap")
"""x<p and a<b are comparisons: a tag of one letter needs its partner in the line."""

MARKUP = (
    ("[Hh]", "[Tt][Mm][Ll]"),
    ("[Xx]", "[Mm][Ll]"),
    ("[Jj]", "[Ss][Xx]"),
    ("[Cc]", "[Ss][Ss]"),
    ("标", "[签记]"),
    ("標", "[籤記]"),
    ("代", "[码碼]"),
    ("转", "义"),
    ("轉", "義"),
    (">", " ?(?:元素|属性|屬性)"),
)
"""What a line holds that speaks about mark-up: the first character, by which the search finds its
way quickly, and the rest."""


@cache
def tag() -> re.Pattern[str]:
    return re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>{}\n\ufffc]{0,300})?/?>")


@cache
def closing_tag() -> re.Pattern[str]:
    return re.compile("</[biusap] ?>", re.IGNORECASE)


@cache
def about_markup() -> re.Pattern[str]:
    words = "|".join(f"(?<={first}){rest}" for first, rest in MARKUP)
    return re.compile(f"[{''.join(first.strip('[]') for first, _ in MARKUP)}](?:{words})")


def is_tag(text: str, match: re.Match[str], closed: Callable[[int], bool]) -> bool:
    """Whether the name is one of HTML; one of a single letter needs a partner in the line (which
    `closed` tells), or the edge of a line beside it."""
    if match[1].lower() not in TAGS:
        return False
    if match[1].lower() not in SINGLE or closed(match.start()):
        return True
    edge = f"\n{EDGE}"
    return match[1] in "pP" and (text[match.start() - 1] in edge or text[match.end()] in edge)


def instead(text: str, match: re.Match[str]) -> str | None:
    """What the page showed where the tag stands, None if not known."""
    name = match[1].lower()
    if name in BREAKS:
        edge = f"\n{EDGE}"
        return "" if text[match.start() - 1] in edge or text[match.end()] in edge else "\n"
    return "" if name in INLINE else None
