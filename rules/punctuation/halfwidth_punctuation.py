"""PU001 halfwidth-punctuation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, HALFWIDTH_MARKS, TO_FULLWIDTH, Chars
from seedlint.house import Width
from seedlint.sense.width import AROUND, chinese_line, is_han, side_before, wide_here

COMMON = Chars.of("", (0x4E00, 0x9FFF))
WIDE = {mark: mark.translate(TO_FULLWIDTH) for mark in ",;:!?."}
TOLD = {mark: Detail((mark,)) for mark in WIDE}
BEHIND_STOP = "\n\ufffe”’」』）"
CLAUSE = 4
STOPS_HERE = frozenset("。！？…")


@dataclass(frozen=True)
class HalfwidthPunctuation(Rule):
    """Half-width punctuation mark in a Chinese sentence.

    GB/T 15834 gives Chinese marks the width of a character. Recognition
    engines often return ASCII ones; sentence splitters that look for ，and 。
    then see one endless sentence.

    Looked at in context: next to Han, and next to ” ） 》 % that close
    something Chinese. Numbers (1,200; 0.8:1; 12:30), versions, codes,
    addresses and Latin sentences keep their marks. A full stop is widened only
    at the end of a line, or, unsafe, between two clauses of a line that ends
    in one: 列夫.托尔斯泰 has a middle dot in mind.

    Safe, because only the width changes. With `punctuation = "halfwidth"` or
    `"keep"` nothing is reported.
    """

    punctuation: Width = "fullwidth"

    code, name, zh = "PU001", "halfwidth-punctuation", "中文语境中的半角标点"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    where = At(HALFWIDTH_MARKS)
    sure = At(Chars.of(",;:!?"), after=COMMON, before=COMMON)
    says = "half-width {0} in Chinese text"
    says_zh = "中文里用了半角“{0}”"
    good = (
        "比例为0.8:1，共1,200件，12:30发车，编号B07XR0124500，用V2.0。",
        "见 https://example.com/a?x=1,2 一页。",
        'He said, "Hello." Then left (today): why?',
        "The word 你好, meaning hello, is common; see 谢谢: thanks.",
        "列夫.托尔斯泰写过《战争与和平》。",
        "收到:)，谢谢。",
        "1.总则",
        "[1] 王明. 论河道治理[J]. 水利学报, 2019, 45(3): 12-18.",
    )
    bad = (
        ("坚持“两手抓”,促进发展。", "坚持“两手抓”，促进发展。"),
        ("增长3.5%,共1,200万元,时间:8:30。", "增长3.5%，共1,200万元，时间：8:30。"),
        ("他走了;大家问:为什么?", "他走了；大家问：为什么？"),
        ("使用API,可以读写。", "使用API，可以读写。"),
        ("会议结束.", "会议结束。"),
        ("(见《通知》),由各地执行!", "(见《通知》)，由各地执行！"),
        ("会议已经结束.大家陆续离开了会场.", "会议已经结束。大家陆续离开了会场。"),
    )

    @property
    def idle(self) -> bool:
        return self.punctuation != "fullwidth"

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            mark = text[start]
            if mark == ".":
                yield from self._full_stop(view, start)
            elif ("一" <= text[start - 1] <= "鿿" and "一" <= text[end] <= "鿿") or wide_here(
                view, start
            ):
                yield self.one(text, start)

    def one(self, text: str, place: int) -> Finding:
        mark = text[place]
        return Finding(self, place, place + 1, WIDE[mark], TOLD[mark])

    def _full_stop(self, view: View, start: int) -> Iterator[Finding]:
        text, detail = view.text, TOLD["."]
        if side_before(text, start) != "han" or "." in (text[start - 1], text[start + 1]):
            return
        if text[start + 1] in BEHIND_STOP:
            if text[start - 1] in CLOSERS or chinese_line(view, start):
                yield Finding(self, start, start + 1, WIDE["."], detail)
        elif is_han(text[start + 1]) and self._between_clauses(view, start):
            yield Finding(self, start, start + 1, WIDE["."], detail._replace(safety=Safety.UNSAFE))

    def _between_clauses(self, view: View, place: int) -> bool:
        text = view.text
        low, high = view.near(place, AROUND)
        clauses = text[max(low, place - CLAUSE) : place], text[place + 1 : place + 1 + CLAUSE]
        return (
            text[view.line_at(place)[1] - 1] == "."
            and STOPS_HERE.isdisjoint(text[low:high])
            and all(len(clause) == CLAUSE and all(map(is_han, clause)) for clause in clauses)
        )
