"""PU004 repeated-punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, OPENERS

MARKS = Chars.of("，、；：。")
ALL = Chars.of("，、；：。！？")


class RepeatedPunctuation(Rule):
    """The same punctuation mark twice.

    A comma recognised twice, a stop left over from a correction. Sentence
    splitters make an empty sentence of it.

    ，， 、、 ；； ：： and 。。 are looked at. ！！ and ？？ may be doubled or
    tripled for emphasis (GB/T 15834), three stops are meant as an ellipsis
    and belong to another rule, and so do runs of different marks. Marks that
    stand alone in quotes or brackets are being spoken of.

    Safe, because one of the two stays and nothing else changes; unsafe for
    three and more, which may stand for something left out, and behind an
    opening bracket, where a word is missing.
    """

    code, name, zh = "PU004", "repeated-punctuation", "标点重复"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "punctuation"
    where = At(MARKS, before=MARKS)
    says = "{0} stands twice"
    says_zh = "标点“{0}”重复"
    good = (
        "快跑！！真的来了？？",
        "他想了想……还是没有说——说了又有什么用呢？",
        "不要把“，，”写进正文。",
        "他沉默了。。。",
        "第一，备料；第二，开工。",
        "C::D 是限定名，见a,,b。",
    )
    bad = (
        ("会议开始，，主持人致辞。", "会议开始，主持人致辞。"),
        ("工作已经完成。。", "工作已经完成。"),
        ("苹果、、香蕉、梨。", "苹果、香蕉、梨。"),
        ("内容如下：：", "内容如下："),
        ("共三项，，，均已完成。", "共三项，均已完成。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, end = view.text, -1
        for start in view.starts:
            if start < end:
                continue
            mark, end = text[start], start + 1
            while text[end] == mark:
                end += 1
            before, behind = text[start - 1], text[end]
            if end - start < 2 or before in ALL or behind in ALL:
                continue
            if (mark == "。" and end - start > 2) or (before in OPENERS and behind in CLOSERS):
                continue
            sure = end - start == 2 and before not in OPENERS
            safety = None if sure else Safety.UNSAFE
            yield Finding(self, start, end, mark, Detail((mark,), safety=safety))
