"""QU005 truncated."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Finding, Rule, Severity, View
from seedlint.sense.lines import INNER_STOPS, is_byline, is_cut, is_enumerated
from seedlint.sense.width import is_han

ENDS = frozenset("。！？”）")
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
        text = view.text
        for lines in view.lines_by_document():
            low, high = lines[-1]
            if text[high - 1] in ENDS or high - lines[0][0] < DOCUMENT or high - low < PARAGRAPH:
                continue
            line = text[low:high].rstrip()
            last = line[-1]
            open_ended = last in "，、" or (is_han(last) and last != "日" and is_cut(line))
            running = open_ended and not (INNER_STOPS | {"，"}).isdisjoint(line)
            if running and not (is_enumerated(line) or is_byline(line)):
                place = low + len(line)
                yield Finding(self, place - 1, place)
