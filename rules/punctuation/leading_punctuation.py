"""PU015 leading-punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.characters import NEWLINE, SPACES
from seedlint.layer import EDGE

MARKS = Chars.of("，。、；")
INDENT = 8
"""Spaces of an indent; more do not occur."""


class LeadingPunctuation(Rule):
    """Paragraph that begins with a comma or a stop.

    No Chinese line begins with ，。、or ；: the words before it are missing, or
    stand at the end of another paragraph.

    Judged on the flow: where a broken paragraph was joined, the mark stands in
    mid-sentence again. Lines of marks only are no paragraphs.

    No fix: whether a word is missing or the mark is too much is not known.
    """

    code, name, zh = "PU015", "leading-punctuation", "段首标点"
    severity, reads = Severity.WARNING, "flow"
    edits = "none"
    where = At(MARKS, after=NEWLINE | SPACES)
    says = "paragraph begins with {0}"
    says_zh = "段落以“{0}”开头"
    good = (
        "　　第一段，正常开头。\n　　第二段，也一样。\n",
        "……他没有说完。\n——也没有人问。\n",
        "、、、\n",
        "“，”是逗号。\n",
        "。。。后来呢？\n",
        "选项 ，没有顶格。",
    )
    bad = (
        ("，主持人致辞。\n", None),
        ("第一段到此为止。\n\n　　。第二段从这里开始。\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            low = start
            while low > start - INDENT and text[low - 1] in SPACES:
                low -= 1
            if text[low - 1] not in ("\n", EDGE) or text[end] in MARKS or text[end] == EDGE:
                continue
            if any(char.isalnum() for char in text[end : end + INDENT].partition("\n")[0]):
                yield Finding(self, start, end, None, Detail((text[start],)))
