"""PU010 quote-nesting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from seedlint import At, Chars, Detail, Edit, Finding, Rule, Severity, View
from seedlint.patterns import lazily
from seedlint.sense.turned import BEFORE, BEHIND

LONGEST = 200
"""Code points of a quotation inside another; a longer one has lost a mark."""
_DOUBLE = lazily("[“”]")


class QuoteNesting(Rule):
    """Double quotation marks inside double ones.

    A quotation inside a quotation takes single marks (GB/T 15834): “甲‘乙’丙”.
    With double ones a program pairs the wrong marks, and takes 甲 and 丙 for
    the quotations and 乙 for the text.

    Reported where the double marks of a line pair without rest, and nothing
    beside the inner two says that they are turned round.

    Unsafe: the inner marks may be what is left of a lost or turned one.
    """

    code, name, zh = "PU010", "quote-nesting", "引号内又用双引号"
    severity, reads = Severity.INFO, "flow"
    edits = "punctuation"
    where = At(Chars.of("“"))
    says = "“ ” inside “ ”; the inner marks should be ‘ ’"
    says_zh = "双引号内又用双引号，内层应为单引号"
    good = (
        "他说：“这叫‘要素’，不叫‘因素’。”",
        "“甲”和“乙”并列，“丙”在后。",
        "他说“好“，又说”不”。",
        "“没有说完“又开一次。",
        "“‘“三重”引语’也有人用。”",
    )
    bad = (
        ("他说：“这叫“要素”，不叫“因素”。”", "他说：“这叫‘要素’，不叫‘因素’。”"),
        ("报告提出“推广“一窗受理”做法”。", "报告提出“推广‘一窗受理’做法”。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, done = view.text, -1
        for first, second in pairwise(view.starts):
            if first < done or text.find("”", first, second) >= 0:
                continue
            low, done = view.line_at(first)
            if second < done and "‘" not in text[low:done]:
                marks = [match.start() for match in _DOUBLE.finditer(text, low, done)]
                for start, end in _inner(text, marks):
                    edits = Edit(start, start + 1, "‘"), Edit(end, end + 1, "’")
                    yield Finding(self, start, end + 1, None, Detail(edits=edits))


def _inner(text: str, marks: Sequence[int]) -> Sequence[tuple[int, int]]:
    """The pairs one level inside another; none where the marks do not come out even."""
    opened: list[int] = []
    inner = []
    for place in marks:
        if text[place] == "“":
            opened.append(place)
        elif not opened:
            return []
        else:
            start = opened.pop()
            if len(opened) > 1 or (opened and not _plausible(text, start, place)):
                return []
            if opened:
                inner.append((start, place))
    return [] if opened else inner


def _plausible(text: str, start: int, end: int) -> bool:
    inside = text[start + 1 : end]
    return 0 < len(inside) <= LONGEST and inside[0] not in BEHIND and inside[-1] not in BEFORE
