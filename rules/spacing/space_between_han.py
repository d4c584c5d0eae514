"""SP001 space-between-han."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.lines import numbering_ends
from seedlint.sense.words import words

NAME = SPEAKER = 4
NUMERALS = "一二三四五六七八九十百千"
MENTION = re.compile(r"[@#][^\s@#]+\Z")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""The commonest surnames; three characters that begin with one are a name more often than not."""
UNSURE = Detail(safety=Safety.UNSAFE)
_LAST_HAN = re.compile(HAN.pattern + r"+\Z")
_FIRST_HAN = re.compile(HAN.pattern + "+")
CLAUSE_MARKS = "，。；：！？、（）“”,;:!?()"


class SpaceBetweenHan(Rule):
    """Space between two Han characters.

    Chinese does not put spaces between words. OCR engines invent them where a
    line, a column or a wide glyph ended, and a tokenizer then sees two words
    where the page had one.

    Headings, bylines and verse are spaced on purpose, so only a paragraph with
    a comma or a full stop in it is looked at. There a space stays behind the
    number of an article, beside 记者, inside a title in 《》, between a date
    and a weekday, and in a row of names or titles set apart by spaces alone.
    Spaces beside Latin letters or digits are a matter of style.

    Safe, because nothing but a space goes and the words stay in order; unsafe
    where a short stretch beside the space begins with a surname and may be a
    name set apart: 作词者 李宗明.
    """

    code, name, zh = "SP001", "space-between-han", "汉字间多余空格"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    where = At(Chars.of(" \t\u3000"), after=HAN, before=HAN, run=True)
    good = (
        "用 OCR 识别第 3 章，不留空格。",
        "　　段首缩进两格，是版式。",
        "深化产教融合 培养高素质人才",
        "本报讯（记者 某某）昨日，新馆开放。",
        "第四十条 建设单位应当公开承诺，并接受监督。",
        "他读了《远山 近水》，很喜欢。",
        "开放时间为每年十月 周一至周五，节假日除外。",
        "出席的有：王小明 李大同 赵立春，主持人未到。",
    )
    bad = (
        ("识别 结果，仍需核对。", "识别结果，仍需核对。"),
        ("山　水 之 间，有路。", "山水之间，有路。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            if view.in_prose(start) and not _parts(view, start, end):
                names = _may_be_name(view.text, start, end)
                yield Finding(self, start, end, "", UNSURE if names else None)


def _may_be_name(text: str, start: int, end: int) -> bool:
    """Whether the Han next to the space, up to four, can be a name."""
    before = _LAST_HAN.search(text, max(0, start - NAME - 1), start)
    behind = _FIRST_HAN.match(text, end, end + NAME + 1)
    short = [match[0] for match in (before, behind) if match and 1 < len(match[0]) <= NAME]
    return any(one[0] in SURNAMES and (len(one) == 3 or one not in words()) for one in short)


def _parts(view: View, start: int, end: int) -> bool:
    """Whether the space sets something apart on purpose."""
    text = view.text
    low, high = view.line_at(start)
    if text.startswith("记者", start - 2) or numbering_ends(text[low:high], start - low):
        return True
    if text[start] == "\u3000" and end - start > 1:
        return True
    if MENTION.search(text, low, start):
        return True
    if text.rfind("《", low, start) > text.rfind("》", low, start):
        return True
    if text.rfind("『", low, start) > text.rfind("』", low, start):
        return True
    if text[start - 1] in "年月日号时分" and text[end] in "周星礼上下早晚每":
        return True
    clause_start = max(text.rfind(mark, low, start) for mark in CLAUSE_MARKS) + 1
    clause_ends = [text.find(mark, end, high) for mark in CLAUSE_MARKS]
    clause_end = min((place for place in clause_ends if place >= 0), default=high)
    tokens = text[max(clause_start, low) : clause_end].split()
    speaker = text[start] == "\u3000" and start - low <= SPEAKER and len(tokens) == 2
    return speaker or _row(tokens)


def _row(tokens: Sequence[str]) -> bool:
    """Whether what spaces part in a clause are names, numerals, or the two halves of a name."""
    return (
        (len(tokens) > 2 and all(2 <= len(token) <= 4 for token in tokens))
        or all(token in NUMERALS for token in tokens)
        or (len(tokens) == 2 and all(len(token) == 1 for token in tokens))
    )
