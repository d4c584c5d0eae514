"""LA011 leader-dots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint import At, Chars, Finding, Rule, Severity, View
from seedlint.patterns import lazily

DOTS = ".．…·。_"
LEAST = 4
"""Dots of a leader, at least; six are an ellipsis, but not before a number."""
_DOTS = lazily(f"(?:[{DOTS}][ \u3000]?)+")


class LeaderDots(Rule):
    """Line of a table of contents, with its dots and page number.

    第一章……12 says where to look in a book that is no longer there. Contents
    repeat every heading, and a model learns rows of dots.

    A line that begins with a letter and ends in dots (spaces may stand
    between) and a page number. The finding spans the dots and the number.

    No fix: a table of contents can be wanted; to drop it is one decision for
    all its lines.
    """

    code, name, zh = "LA011", "leader-dots", "目录前导点"
    severity, reads = Severity.INFO, "page"
    edits = "none"
    where = At(Chars.of(DOTS), before=Chars.of(DOTS + " "))
    says = "leader and page number of a table of contents"
    says_zh = "目录的前导点和页码"
    good = (
        "他沉默了……12年过去了。\n",
        "……12\n",
        "圆周率是3.1415926\n",
        "见第……页\n",
    )
    bad = (
        ("第一章 总则……………………12\n第二章 附则 . . . . . . . 30\n", None),
        ("前言.....................Ⅱ\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        done = -1
        for start in view.starts:
            if start < done or view.text[start - 1] in DOTS:
                continue
            match = _leader().match(view.text, start)
            low, done = view.line_at(start)[0], _dots_end(view.text, start)
            if match and any(char.isalpha() for char in view.text[low:start]):
                done = match.end()
                yield Finding(self, start, done)


def _dots_end(text: str, start: int) -> int:
    """Where the row of dots from `start` ends: if it is no leader, none begins further on in it."""
    match = _DOTS.match(text, start)
    return match.end() if match else start


@cache
def _leader() -> re.Pattern[str]:
    dot, gap = f"[{DOTS}]", "[ \u3000]"
    number = r"[(（]?(?:\d{1,4}|[IVXLivxlⅠ-ⅻ]{1,6})[)）]?"
    row = rf"(?:{dot}{gap}?){{{LEAST - 1},}}{dot}"
    return re.compile(rf"{row}{gap}*{number}(?=[ \t]*[\n\ufffe])")
