"""SP004 odd-space."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import FULLWIDTH_MARKS, OPENERS, SPACES

WIDE = "\u2001\u2003"
NARROW = Chars.of("\u00a0\u1680\u2000\u2002\u202f\u205f", (0x2004, 0x200A))
REACH = 8
"""Spaces that are stepped over to see what stands there."""
CHINESE = HAN | FULLWIDTH_MARKS | OPENERS | Chars.of("”’）》〉」』】〕\n")


class OddSpace(Rule):
    """Odd space: no-break, em, thin and their like.

    Web pages and PDFs hold a dozen kinds of space that look like one. Words
    that are searched for with a plain space are not found, and a splitter that
    knows only the plain one does not split.

    Looked at beside Han, beside full-width marks and at the beginning of a
    line. Between Latin letters and digits a no-break or thin space is good
    typography (10 kg) and stays; so does the full-width indent of a paragraph.
    Spaces at the end of a line are SP003's.

    Safe: a plain space takes the place of each, a full-width one where an em
    space is as wide. Whether there should be one at all SP001 and SP002 say.
    In Markdown an indent would become a block of code and stays.
    """

    code, name, zh = "SP004", "odd-space", "特殊空格"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "space"
    where = At(NARROW | Chars.of(WIDE), run=True)
    says, says_zh = "odd space {0}", "特殊空格 {0}"
    good = (
        "　　段首缩进两格，是版式。",
        "重10\u00a0kg，长1\u2009200\u00a0m。",
        "Le mot «\u00a0oui\u00a0» est court.",
        "用 OCR 识别。",
    )
    bad = (
        ("共\u00a012\u00a0页", "共 12 页"),
        ("\u2003\u2003段首空两格。", "　　段首空两格。"),
        ("见第\u20093\u2009章", "见第 3 章"),
        ("第三章\u202f \u202fA 组", "第三章   A 组"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            before = text[start - 1]
            chinese = _beside(text, start - 1, -1) in CHINESE or _beside(text, end, 1) in CHINESE
            if not chinese and before != "\ufffe":
                continue
            if _ends_line(text, end):
                continue
            indent = before in "\n\ufffe"
            if indent and view.source_at(start).format == "markdown":
                continue
            new = "".join("\u3000" if indent and one in WIDE else " " for one in text[start:end])
            names = " ".join(f"U+{ord(one):04X}" for one in text[start : min(end, start + 4)])
            yield Finding(self, start, end, new, Detail((names,)))


def _beside(text: str, place: int, step: int) -> str:
    """The nearest character that is no space, a few of them stepped over."""
    for _ in range(REACH):
        if text[place] not in SPACES and text[place] not in NARROW:
            break
        place += step
    return text[place]


def _ends_line(text: str, place: int) -> bool:
    while text[place] in SPACES and text[place] not in "\n\ufffe":
        place += 1
    return text[place] in "\n\ufffe"
