"""PU011 ellipsis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS
from seedlint.house import Width
from seedlint.patterns import lazily
from seedlint.sense.width import is_han, side_before

MOST = 6
"""Dots of an ellipsis; more are a leader or a blank to fill in."""
BEHIND = "，。、；：！？,;:!? 　\n\ufffe—"
ONE_OR_THREE = (1, 3)
OPENED = "“‘「『（《\n\ufffe"
_ALIKE = lazily(r"\.{3,}|。{3,}|·{3,}|…+")
_PAGE = lazily(r"[ \t\u3000]{0,4}\d{1,4}(?:\n|\ufffe)")


@dataclass(frozen=True)
class EllipsisDots(Rule):
    """Ellipsis of the wrong dots.

    The Chinese ellipsis has six dots in two characters, …… (GB/T 15834).
    Three ASCII dots, three or more 。, six middle dots and a single … are
    what typing and recognition make of it; a sentence splitter takes each 。
    for an end.

    Looked for behind Han, past closing marks, and before Han at the beginning
    of a line or a quotation. Numbers, code and Latin words beside the dots
    keep theirs, a single … between commas is a series in mathematics, and more
    than six dots, or dots before a page number, are a leader.

    Safe, because the dots stay an ellipsis. With `punctuation = "halfwidth"` or
    `"keep"` ASCII dots are left alone.
    """

    punctuation: Width = "fullwidth"

    code, name, zh = "PU011", "ellipsis", "省略号不规范"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "punctuation"
    where = At(Chars.of(".。…·"), run=True, alone=Chars.of("…"))
    says = "{0} instead of ……"
    says_zh = "省略号应为“……”，不是“{0}”"
    good = (
        "他想了想……还是没有说。",
        "第一章 总则..........1\n第二章 附则 ... 12\n",
        "调用 f(...args)，展开 [...list]，区间 1...10。",
        "Wait... what? He said nothing…",
        "数列 a，b，…，z 共有 n 项。",
        "列夫·托尔斯泰写完了。结果如下。",
        "整段都略去了。…………下一段从这里说起。",
    )
    bad = (
        ("他沉默了...最后说。。。好", "他沉默了……最后说……好"),
        ("他说：“我想…”", "他说：“我想……”"),
        ("“…然后呢？”大家问。", "“……然后呢？”大家问。"),
        ("远处······有灯光。", "远处……有灯光。"),
        ("只记得这些......。", "只记得这些……。"),
        ("走吧。。。。\n", "走吧……\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            if text[start] == "." and self.punctuation != "fullwidth":
                continue
            for match in _ALIKE.finditer(text, start, end):
                low, high = match.span()
                if _may_be_six(match[0]) and _chinese(text, low, high):
                    yield Finding(self, low, high, "……", Detail((match[0],)))


def _may_be_six(dots: str) -> bool:
    return len(dots) in ONE_OR_THREE if dots[0] == "…" else len(dots) <= MOST


def _chinese(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1], text[end]
    if before in ".…。·[" or behind in ".…·" or behind.isdigit() or _PAGE.match(text, end):
        return False
    if is_han(before) or (before in CLOSERS and side_before(text, start) == "han"):
        return is_han(behind) or behind in CLOSERS or behind in BEHIND
    return is_han(behind) and before in OPENED
