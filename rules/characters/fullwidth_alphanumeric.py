"""CH007 fullwidth-alphanumeric."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.lines import OncePerLine
from seedlint.sense.wide_letters import WIDE, joined

NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
NUMERALS = frozenset("〇零一二三四五六七八九十百")


class FullwidthAlphanumeric(Rule):
    """Full-width letter, digit or percent sign.

    １２０ and 120, ＧＤＰ and GDP are the same to a reader and not to a program:
    numbers are not numbers, and no search finds the word. They come from old
    Chinese input methods and from recognition that takes every glyph as wide
    as a Han character.

    The marks inside such a number or name go along: ３．５, ８：３０, １，２００,
    Ａ－１; a dash between numbers, １－３, stays. ％ is looked at behind a digit;
    where a document writes no other percent sign, ％ behind an ordinary digit
    is its style, and only an info. Lines that speak about full-width
    characters are left alone.

    Safe, because only the width changes. Unsafe where ０ or Ｏ follows a Chinese
    numeral: 二００八 has 〇 in mind.
    """

    code, name, zh = "CH007", "fullwidth-alphanumeric", "全角字母数字"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "mapping"
    where = At(WIDE, run=True)
    says = "full-width {0} for {1}"
    says_zh = "全角“{0}”，应为“{1}”"
    good = (
        "2023年A股上涨5%，共3.5万户。",
        "全角字符Ａ比半角字符A宽一倍。",
        "符号％读作百分之。",
        "他说：“一、二、三。”",
    )
    bad = (
        ("２０２３年Ａ股上涨５％", "2023年A股上涨5%"),
        ("共收到稿件１，２００篇，约３．５万字。", "共收到稿件1,200篇，约3.5万字。"),
        ("８：３０分发车，Ａ＆Ｂ两组同行。", "8:30分发车，A&B两组同行。"),
        ("１、２、３号楼，ＧＤＰ增长7％。", "1、2、3号楼，GDP增长7%。"),
        ("第２章；第３，４章；Ａ－１类。", "第2章；第3，4章；A-1类。"),
        ("一九五Ｏ年，二００八年", "一九五〇年，二〇〇八年"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        spoken_of = OncePerLine(view, lambda line: "全角" in line or "全形" in line)
        low = high = 0
        styled = False
        for start, end in joined(text, view.places):
            if spoken_of(start):
                continue
            if start >= high:
                low, high = view.document_at(start)
                styled = text.find("%", low, high) < 0
            old = text[start:end]
            new, safety = old.translate(NARROW), None
            if text[start - 1] in NUMERALS and not old.strip("０Ｏ"):
                new, safety = "〇" * len(old), Safety.UNSAFE
            severity = Severity.INFO if styled and old == "％" else None
            told = (old[:12], new[:12])
            yield Finding(self, start, end, new, Detail(told, safety=safety, severity=severity))
