"""PU016 missing-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from seedlint import Finding, Rule, Severity, View
from seedlint.sense.lines import INNER_STOPS, is_byline, is_cut, is_enumerated
from seedlint.sense.width import is_han

LEAST = 35
"""Code points of a paragraph, at least, as for LA001."""


class MissingTerminal(Rule):
    """Paragraph that ends without a stop.

    The last mark of a column is easily lost, and with it the border between
    two sentences; or the rest of the sentence was lost, and only the page can
    say what it was.

    Judged on the flow, where cut paragraphs are joined. The paragraph has a
    stop inside, ends in a Han character, and a blank line or a heading
    follows; numbered items and bylines often have no stop. The end of the
    document is QU005's.

    No fix: whether a stop or half a sentence is missing only the page knows.
    """

    code, name, zh = "PU016", "missing-terminal", "段末缺句末标点"
    severity, reads = Severity.INFO, "flow"
    edits = "none"
    says = "the paragraph ends without a stop"
    says_zh = "段末没有句末标点"
    good = (
        "本市公共图书馆暑期开放安排\n\n各馆自七月起延长开放时间。\n",
        "馆内设有自习室、放映厅和儿童阅览区。周末另有讲座，全部免费开放。\n\n欢迎前来。\n",
        "一、馆内设有自习室、放映厅和儿童阅览区。周末另有讲座，全部免费，读者凭证入场即可\n\n二、欢迎前来。\n",
    )
    bad = (
        (
            "馆内设有自习室、放映厅和儿童阅览区。周末另有讲座和读书会，全部免费开放，读者凭证入场即可\n\n"
            "交通指南\n\n地铁二号线、四号线均可到达。\n",
            None,
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for (low, high), (following, _) in pairwise(view.lines):
            if following < high + 2 or high - low < LEAST or not is_han(text[high - 1]):
                continue
            line = text[low:high]
            if INNER_STOPS.isdisjoint(line) or not is_cut(line) or "\ufffe" in text[high:following]:
                continue
            if not (is_enumerated(line) or is_byline(line) or line.endswith("日")):
                yield Finding(self, high - 1, high)
