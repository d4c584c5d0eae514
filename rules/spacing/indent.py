"""SP006 indent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK
from seedlint.sense.lines import is_enumerated, is_prose

WIDE = "\u3000"
BLANKS = " \t\u3000\xa0"


@dataclass(frozen=True)
class Indent(Rule):
    """Paragraph indent that is not the one of the house.

    Print sets two characters before a paragraph; text gathered from many
    pages has two wide spaces here, four narrow ones there and none elsewhere.
    `width` is the number of wide spaces wanted, 0 for none.

    Looked at are paragraphs of running text behind a blank line or at the top
    of a document. Headings, verse, lists and Markdown, where an indent has a
    meaning, are left alone.

    Safe, because only spaces before a paragraph come and go. Off by default:
    it is a matter of house style.
    """

    width: int = 0

    code, name, zh = "SP006", "indent", "段首缩进不统一"
    severity, safety, reads, default = Severity.INFO, Safety.SAFE, "page", False
    edits = "space"
    says = "indent of {0}; the house style is {1} wide spaces"
    says_zh = "段首缩进 {0} 个字符，应为 {1} 个全角空格"
    good = (
        "门前有一条小河，河上有一座木桥。\n",
        "　　题目居中\n\n门前有一条小河，河上有一座木桥。\n",
        "  1. 门前有一条小河，河上有一座木桥。\n",
    )
    bad = (
        ("　　门前有一条小河，河上有一座木桥。\n", "门前有一条小河，河上有一座木桥。\n"),
        (
            "桥已经很旧了，人人都说要修。\n\n    门前有一条小河，河上有一座木桥。\n",
            "桥已经很旧了，人人都说要修。\n\n门前有一条小河，河上有一座木桥。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, wanted = view.text, WIDE * self.width
        for (_, last), (low, high) in pairwise([(-2, -2), *view.lines]):
            if low < last + 2 and "\ufffe" not in text[max(last, 0) : low]:
                continue
            line = text[low:high].lstrip(BLANKS)
            start = high - len(line)
            found = text[low:start]
            if found == wanted or line[0] == MASK or not is_prose(line) or is_enumerated(line):
                continue
            if view.source_at(low).format == "text":
                yield Finding(self, low, start, wanted, Detail((len(found), self.width)))
