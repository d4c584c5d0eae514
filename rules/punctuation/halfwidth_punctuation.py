"""PU001 halfwidth-punctuation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import HALFWIDTH_MARKS, TO_FULLWIDTH, Chars
from seedlint.house import Width
from seedlint.patterns import lazily
from seedlint.sense.full_stops import full_stop
from seedlint.sense.width import wide_here

SPEAKS = frozenset("以用为和与或按号是")
FULL = frozenset("，。；：！？、")
TITLE = 20
INSIDE = lazily("[《（〔【(][^》）〕】)\n\ufffe]*\\Z")
COMMON = Chars.of("", (0x4E00, 0x9FFF))
WIDE = {mark: mark.translate(TO_FULLWIDTH) for mark in ",;:!?"}
TOLD = {mark: Detail((mark,)) for mark in WIDE}


@dataclass(frozen=True)
class HalfwidthPunctuation(Rule):
    """Half-width punctuation mark in a Chinese sentence.

    GB/T 15834 gives Chinese marks the width of a character. Recognition
    engines often return ASCII ones; sentence splitters that look for ，and 。
    then see one endless sentence.

    Looked at in context: next to Han, next to ” ） 》 % that close something
    Chinese, and at the end of a Chinese line. Numbers (1,200; 0.8:1; 12:30),
    versions, codes, addresses and Latin sentences keep their marks, and an
    exclamation mark stays with a Latin word, whose name it can be part of.

    Safe, because only the width changes. A full stop is safe behind Chinese at
    the end of a line only: 列夫.托尔斯泰 has a middle dot in mind. Unsafe
    between two clauses of a line that ends in one, and behind a Latin word at
    the end of a Chinese line, which may be an abbreviation. With
    `punctuation = "halfwidth"` or `"keep"` nothing is reported.
    """

    punctuation: Width = "fullwidth"

    code, name, zh = "PU001", "halfwidth-punctuation", "中文语境中的半角标点"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "width"
    where = At(HALFWIDTH_MARKS)
    sure = At(Chars.of(",;:!"), after=COMMON, before=COMMON)
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
        "语句以 ; 为结束符，不能省略。",
        "剧名叫Oliver!的那一出，在京上演。",
        "好的:)",
        "let 名称 = '紫砂壶';",
        "[1] 王明. 论河道治理[J]. 水利学报, 2019, 45(3): 12-18.",
    )
    bad = (
        ("坚持“两手抓”,促进发展。", "坚持“两手抓”，促进发展。"),
        ("增长3.5%,共1,200万元,时间:8:30。", "增长3.5%，共1,200万元，时间：8:30。"),
        ("他走了;大家问:为什么?", "他走了；大家问：为什么？"),
        ("使用API,可以读写。", "使用API，可以读写。"),
        ("会议结束.", "会议结束。"),
        ("先装好 nginx:", "先装好 nginx："),
        ("**须知**:先登记.**", "**须知**：先登记。**"),
        ("他带来了唱片，还有MP3.", "他带来了唱片，还有MP3。"),
        ("(见《通知》),由各地执行!", "(见《通知》)，由各地执行！"),
        ("会议已经结束. 大家陆续离开了会场.", "会议已经结束。 大家陆续离开了会场。"),
    )

    @property
    def idle(self) -> bool:
        return self.punctuation != "fullwidth"

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            mark = text[start]
            if mark == ".":
                safety = full_stop(view, start)
                if safety:
                    yield Finding(self, start, end, "。", Detail((mark,), safety=safety))
            elif _between_han(text, start) or wide_here(view, start):
                if _doubtful(text, start):
                    unsure = Detail((mark,), safety=Safety.UNSAFE)
                    yield Finding(self, start, end, WIDE[mark], unsure)
                elif not _spoken_of(text, start):
                    yield self.one(text, start)

    def one(self, text: str, place: int) -> Finding:
        mark = text[place]
        return Finding(self, place, place + 1, WIDE[mark], TOLD[mark])


def _between_han(text: str, place: int) -> bool:
    return "一" <= text[place - 1] <= "鿿" and "一" <= text[place + 1] <= "鿿"


def _spoken_of(text: str, place: int) -> bool:
    """Whether the sentence speaks of the mark: 以 ; 为结束符."""
    return text[place - 1] == text[place + 1] == " " and text[place - 2] in SPEAKS


def _doubtful(text: str, place: int) -> bool:
    """Whether another mark follows, or a ? in a title or brackets stands for a lost character."""
    if text[place + 1] in FULL:
        return True
    return text[place] == "?" and bool(INSIDE.search(text, max(0, place - TITLE), place))
