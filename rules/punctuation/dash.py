"""PU012 dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, OPENERS
from seedlint.sense.width import is_han

STROKES = Chars.of("-—–―─－")
BESIDE = Chars.of("，、。；：！？… ")
LONGEST, TERM = 3, 4
TIMES = "年月日号时点分季度末初"
DAYS, WEEK = "一二三四五六日天", "周星礼一二三四五六七八九十"


class Dash(Rule):
    """Dash of the wrong strokes.

    The Chinese dash is one stroke two characters long, —— (GB/T 15834).
    Hyphens, two box-drawing lines or a single — are what typing and
    recognition make of it.

    -- and other doubled strokes are looked at where Chinese stands on both
    sides. A single — between two words joins places, dates or names (北京—上海),
    so it counts only with a space on either side or a closing mark before it,
    or where the clause goes on with 即, 这, 包括 and the like. Numbers, ranges
    of time and table rules keep their strokes.

    Safe for two strokes; unsafe for one and for three.
    """

    code, name, zh = "PU012", "dash", "破折号不规范"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    where = At(STROKES, after=HAN | CLOSERS | BESIDE, before=HAN | OPENERS | BESIDE, run=True)
    says = "{0} instead of ——"
    says_zh = "破折号应为“——”，不是“{0}”"
    good = (
        "他没有说——说了又有什么用呢？",
        "2023—2027年，开放时间为9:00—17:30，编号10-12。",
        "京沪高铁（北京—上海）与中国—东盟博览会。",
        "一月--三月试运行，周一--周五开放。",
        "请加 --help 参数，见 foo--bar。",
        "姓名：----------",
        "“腾讯”-“新版”，甲-乙，“标记--清理”算法。",
        "第─章与统—思想，另有别的毛病。",
    )
    bad = (
        ("这就是答案--改革。", "这就是答案——改革。"),
        ("这就是答案 -- 改革。", "这就是答案——改革。"),
        ("出路只有一条──改革，──别无他法。", "出路只有一条——改革，——别无他法。"),
        ("“路漫漫其修远兮。”—屈原", "“路漫漫其修远兮。”——屈原"),
        ("组件可以运行 — 例如，在服务器上。", "组件可以运行——例如，在服务器上。"),
        ("发光最亮的一种—即超新星，十分罕见。", "发光最亮的一种——即超新星，十分罕见。"),
        ("他犹豫了———终于开口。", "他犹豫了——终于开口。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            strokes = text[start:end]
            if len(strokes) > LONGEST or strokes == "——":
                continue
            low, high = _with_spaces(text, start, end)
            if (low < start) != (high > end):
                continue
            safety = _judge(text, low, high, strokes)
            if safety:
                yield Finding(self, low, high, "——", Detail((strokes,), safety=safety))


def _with_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    return start - (text[start - 1] == " "), end + (text[end] == " ")


def _judge(text: str, low: int, high: int, strokes: str) -> Safety | None:
    """How sure it is that a dash was meant; None if it was not."""
    before, behind = text[low - 1], text[high]
    left = is_han(before) or before in CLOSERS or before in BESIDE
    right = is_han(behind) or behind in OPENERS
    if not left or not right or " " in (before, behind) or before in TIMES:
        return None
    if before in DAYS and behind in WEEK:
        return None
    if _two_terms().match(text, _opened(text, low)):
        return None
    spaced = text[low] == " "
    if len(strokes) == LONGEST:
        return Safety.UNSAFE
    if len(strokes) == LONGEST - 1:
        return Safety.UNSAFE if spaced and before not in HAN else Safety.SAFE
    if strokes != "—":
        return None
    told = spaced or before in "。！？" or (before in CLOSERS and text[low - 2] in "。！？…")
    return Safety.UNSAFE if told or _goes_on().match(text, high) else None


def _opened(text: str, place: int) -> int:
    """Where a short term that ends at `place` begins, with its opening mark."""
    low = place
    while low > place - TERM and is_han(text[low - 1]):
        low -= 1
    return low - 1


@cache
def _two_terms() -> re.Pattern[str]:
    term = f"{HAN.pattern}{{1,{TERM}}}"
    return re.compile(f"{OPENERS.pattern}{term}{STROKES.pattern}+{term}{CLOSERS.pattern}")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(
        "即|就是|这|而|但|因|所以|例如|比如|包括|或者|也|还|却|任何|其|你|我|他|她|它|不"
    )
