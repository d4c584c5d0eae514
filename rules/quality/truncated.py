"""QU005 truncated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from seedlint import Finding, Rule, Severity, View
from seedlint.patterns import lazily
from seedlint.sense.lines import INNER_STOPS, is_byline, is_cut, is_enumerated
from seedlint.sense.width import is_han

ENDS = frozenset("。！？”）")
RUNS = lazily(f"[，{''.join(sorted(INNER_STOPS))}]")
DOCUMENT, PARAGRAPH = 200, 35
"""Code points of a document and of its last paragraph, at least."""


class Truncated(Rule):
    """Document that stops in mid-sentence.

    The last page was not scanned, or a limit cut the text: what follows is
    missing, and a model learns to stop anywhere.

    The last paragraph is running text with a stop or a comma inside and ends
    in a Han character or a comma. Short documents are not looked at, nor are
    those that end in a signature, a date or a numbered item.

    No fix: the rest is not here.
    """

    code, name, zh = "QU005", "truncated", "文末不完整"
    severity, reads = Severity.INFO, "flow"
    edits = "none"
    says = "the document stops in mid-sentence"
    says_zh = "文档在句中结束"
    good = (
        "今年的汛期来得早。" * 25 + "\n\n水利站\n二〇二〇年五月三日\n",
        "今年的汛期来得早，各村都作了准备。" * 15 + "\n",
        "短文没有写完，而且",
    )
    bad = (
        (
            "今年的汛期来得早，各村都作了准备。" * 15
            + "村里的干部日夜守在大堤上，轮流查看水位，\n",
            None,
        ),
        ("今年的汛期来得早，各村都作了准备。" * 15 + "村里的干部日夜守在大堤上，轮流查看", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, lines, last = view.text, view.lines, 0
        for _, end in view.documents:
            first, last = last, bisect_left(view.line_starts, end, last)
            low, high = lines[last - 1] if first < last else (end, end)
            if high - low < PARAGRAPH or high - lines[first][0] < DOCUMENT:
                continue
            if text[high - 1] in ENDS or not RUNS.search(text, low, high):
                continue
            line = text[low:high].rstrip()
            ends = line[-1] in "，、" or (is_han(line[-1]) and line[-1] != "日" and is_cut(line))
            if ends and not (is_enumerated(line) or is_byline(line)):
                place = low + len(line)
                yield Finding(self, place - 1, place)
