"""CH001 replacement-character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.characters import CLOSERS, OPENERS
from seedlint.patterns import lazily
from seedlint.sense.lines import OncePerLine

LOST = "\ufffd"
QUOTES = "\"'()"
CRY = 3
"""烫烫烫！ may be a cry; four of them are uninitialised memory."""
CRIED = "！!，,。～~…、"
_LOST = lazily(f"{LOST}+|(?:锟斤拷)+|烫{{3,}}|屯{{3,}}")
_ABOUT_ENCODINGS = lazily("乱码|亂碼|编码|編碼|字符集|GBK|UTF|Unicode", re.IGNORECASE)


class ReplacementCharacter(Rule):
    """Replacement character: text that was lost.

    Where a decoder met bytes it could not read it put U+FFFD, and the
    characters that stood there are gone. 锟斤拷 is two U+FFFD written as UTF-8
    and read as GBK; 烫烫烫 and 屯屯屯 are memory that was never filled.

    One that stands alone between quotation marks, a line that speaks about
    broken encodings, and a cry of three (烫烫烫！) are left alone.

    No fix: what was lost is not in the text. Read the source once more, in
    the right encoding.
    """

    code, name, zh = "CH001", "replacement-character", "替换字符（内容已丢失）"
    severity, reads = Severity.ERROR, "page"
    edits = "none"
    where = At(Chars.of("\ufffd锟烫屯"), run=True)
    says = "text lost in decoding: {0}"
    says_zh = "解码时丢失的文字：{0}"
    good = (
        "水还很烫，先放一放；皇姑屯在沈阳。",
        "孩子缩回手直喊：“烫烫烫！”",
        "常见的乱码有锟斤拷和烫烫烫两种。",
        "方框“\ufffd”叫做替换字符。",
    )
    bad = (
        ("本次会议共有\ufffd\ufffd名代表参加。", None),
        ("锟斤拷锟斤拷是市里的老厂。", None),
        ("姓名：烫烫烫烫烫烫", None),
        ("屯屯屯屯，合计三项。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        told = OncePerLine(view, _ABOUT_ENCODINGS.search)
        done = 0
        for start, end in view.places:
            for place in range(max(start, done), end):
                match = _LOST.match(view.text, place) if place >= done else None
                if match:
                    low, done = match.span()
                    lost = view.text[low] == LOST
                    if not (_meant(view.text, low, done) or (not lost and told(low))):
                        yield Finding(self, low, done, None, Detail((match[0][:6],)))


def _meant(text: str, start: int, end: int) -> bool:
    """Whether a single mark stands between quotation marks, or somebody cries out."""
    before, behind = text[start - 1], text[end]
    if (before in OPENERS or before in QUOTES) and (behind in CLOSERS or behind in QUOTES):
        return text[start] != LOST or end - start == 1
    cry = end - start == CRY and text[start] in "烫屯"
    return cry and (before in CRIED or behind in CRIED)
