"""SP003 trailing-space."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Finding, Rule, Safety, Severity, View
from seedlint.characters import NEWLINE, SPACES


class TrailingSpace(Rule):
    """Space at the end of a line.

    Invisible, and left by almost every text extraction. It makes equal lines
    unequal and shows up in every later diff.

    In Markdown two spaces at the end of a line are a line break and stay.

    Safe, because nothing but white space goes.
    """

    code, name, zh = "SP003", "trailing-space", "行尾空格"
    severity, safety, reads = Severity.INFO, Safety.SAFE, "page"
    edits = "space"
    where = At(SPACES, before=NEWLINE, run=True)
    good = ("行尾没有空格。\n　　段首有缩进。\n",)
    bad = (
        ("行尾有空格。 \n下一行。\n", "行尾有空格。\n下一行。\n"),
        ("　　空行里也有：\n　　\n下一段。\n", "　　空行里也有：\n\n下一段。\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            line_break = end - start >= 2 and view.text[start - 1] != "\n"
            if not (line_break and view.source_at(start).format == "markdown"):
                yield Finding(self, start, end, new="")
