"""PU005 conflicting-punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, LATIN, OPENERS

MARKS = Chars.of("，、；：。！？")
WEIGHT = {"、": 1, "，": 2, "：": 3, "；": 3, "。": 4, "！": 5, "？": 5}
LISTED = 4


class ConflictingPunctuation(Rule):
    """Different punctuation marks side by side.

    ，。 or 、， is what a correction left half done, or a word that was lost
    between the two (英文名：，). A sentence ends with one mark.

    ！？ and ？！ go together (GB/T 15834), and … and — may stand beside other
    marks. Four different marks in a row, or marks alone in quotes or brackets,
    are being spoken of; ！ behind a Latin name is part of it.

    Where a weaker mark is followed by a stronger one, or 。 follows ！ or ？,
    the stronger one stays. Unsafe: the writer alone knows which was meant.
    Elsewhere there is no fix.
    """

    code, name, zh = "PU005", "conflicting-punctuation", "标点冲突"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "punctuation"
    where = At(MARKS, before=MARKS)
    says = "{0}: two marks where one belongs"
    says_zh = "“{0}”连用，应只留一个"
    good = (
        "真的来了？！快跑！！",
        "他想了想……，还是没有说——，",
        "统一使用全角的，。；：！？等标点。",
        "“，。”不可连用。",
        "来自 Yahoo！，原文如此。",
        "他问：“去吗？”，没有人回答。",
    )
    bad = (
        ("会议开始，。主持人致辞。", "会议开始。主持人致辞。"),
        ("苹果、，香蕉。", "苹果，香蕉。"),
        ("第一项完成；。", "第一项完成。"),
        ("为什么要走？。", "为什么要走？"),
        ("会议开始。，主持人致辞。", None),
        ("温泉关（希腊语：，意为热的入口）", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, end = view.text, -1
        for start in view.starts:
            if start < end:
                continue
            end = start + 1
            while text[end] in MARKS:
                end += 1
            kinds = dict.fromkeys(text[start:end])
            if len(kinds) < 2 or len(kinds) >= LISTED or kinds.keys() <= {"！", "？"}:
                continue
            before, behind = text[start - 1], text[end]
            if before in OPENERS and behind in CLOSERS:
                continue
            if text[start] in "！？" and before in LATIN:
                continue
            new = None if before in OPENERS else _stronger("".join(kinds))
            yield Finding(self, start, end, new, Detail((text[start:end],)))


def _stronger(marks: str) -> str | None:
    if len(marks) != 2:
        return None
    first, second = marks[0], marks[1]
    if first in "！？" and second == "。":
        return first
    return second if WEIGHT[first] < WEIGHT[second] else None
