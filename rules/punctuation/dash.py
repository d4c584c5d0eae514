"""PU012 dash."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, At, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, OPENERS
from seedlint.sense.dashes import BESIDE, LONGEST, STROKES, dash_meant, with_spaces


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
    edits = "punctuation"
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
            low, high = with_spaces(text, start, end)
            safety = dash_meant(text, low, high, strokes)
            if safety and (low < start) == (high > end):
                yield Finding(self, low, high, "——", Detail((strokes,), safety=safety))
