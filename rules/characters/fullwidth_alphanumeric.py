"""CH007 fullwidth-alphanumeric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.core import Span
from seedlint.sense.lines import OncePerLine

WIDE = Chars.of("％", (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
BETWEEN_DIGITS = "．／："
BETWEEN_ANY = "＆＋＝＿＠－"
NUMERALS = frozenset("〇零一二三四五六七八九十百")
THOUSANDS = 3


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
        for start, end in _joined(text, view.places):
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


def _joined(text: str, places: Sequence[Span]) -> Iterator[Span]:
    """The places, those that a mark inside a number or name parts as one."""
    low, done = -1, -1
    for start, end in places:
        start += _loose_percent(text, start, end)
        if start == end:
            continue
        if low >= 0 and not (start == done or (start == done + 1 and _inside(text, done))):
            yield low, done
            low = -1
        if low < 0:
            low = start - 1 if _inside(text, start - 1) and start - 1 > done else start
        done = end + 1 if _inside(text, end) and text[end + 1] not in WIDE else end
    if low >= 0:
        yield low, done


def _loose_percent(text: str, start: int, end: int) -> int:
    """How many percent signs at `start` follow no digit."""
    before = text[start - 2] if text[start - 1] in " \u3000" else text[start - 1]
    count = 0
    while not before.isdigit() and start + count < end and text[start + count] == "％":
        count += 1
    return count


def _inside(text: str, place: int) -> bool:
    """Whether the full-width mark at `place` is part of a number or a name."""
    mark, before, behind = text[place], text[place - 1], text[place + 1 : place + 2]
    if mark in BETWEEN_DIGITS:
        return before.isdecimal() and behind.isdecimal()
    if mark == "，":
        group = text[place + 1 : place + 2 + THOUSANDS]
        return before.isdecimal() and group[:THOUSANDS].isdecimal() and not group.isdecimal()
    if mark in BETWEEN_ANY:
        both = before + behind
        alike = all(char in WIDE or (char.isascii() and char.isalnum()) for char in both)
        return alike and not (mark == "－" and both.isdecimal())
    return False
