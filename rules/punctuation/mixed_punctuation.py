"""PU017 mixed-punctuation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.house import Width

HALF, FULL = ",;:?!", "，；：？！"
FEW = 2
"""A single stray mark is no second habit; PU001 or PU003 names it."""


@dataclass(frozen=True)
class MixedPunctuation(Rule):
    """Both half-width and full-width marks in one document.

    Two habits in one file say that it was put together from two sources or
    corrected half-way. Worth knowing before it is cleaned, and before counts
    by punctuation are trusted.

    One finding a document, at the first mark of the rarer width, with the
    counts of both. Half-width marks count behind a Han character only, so that
    numbers, codes and English do not. No fix: PU001 has one, mark by mark.

    With `punctuation = "halfwidth"` the full-width marks are the ones too many:
    the finding stands at the first of them, were it the only one. With
    `"keep"` nothing is reported.
    """

    punctuation: Width = "fullwidth"

    code, name, zh = "PU017", "mixed-punctuation", "全角半角标点混用"
    severity, reads = Severity.INFO, "flow"
    edits = "none"
    where = At(Chars.of(HALF), after=HAN)
    says = "{0} half-width and {1} full-width marks in one document"
    says_zh = "全文有半角标点 {0} 个、全角标点 {1} 个"
    good = (
        "全角，只有全角；没有别的。",
        "半角,只有半角;没有别的:一个也没有",
        "比例0.8:1，时间12:30，共1,200件，见a,b。",
    )
    bad = (("一段,用半角,另一段，用全角，不一样。", None),)

    @property
    def idle(self) -> bool:
        return self.punctuation == "keep"

    def check(self, view: View) -> Iterator[Finding]:
        text, either = view.text, self.punctuation == "fullwidth"
        places = view.starts
        for first, last, (low, high) in view.grouped(places):
            half = last - first
            if half < FEW:
                continue
            full = sum(text.count(mark, low, high) for mark in FULL)
            if full < (FEW if either else 1):
                continue
            rarer = places[first] if either and half <= full else min(_finds(text, low, high))
            yield Finding(self, rarer, rarer + 1, None, Detail((half, full)))


def _finds(text: str, low: int, high: int) -> list[int]:
    found = (text.find(mark, low, high) for mark in FULL)
    return [place for place in found if place >= 0]
