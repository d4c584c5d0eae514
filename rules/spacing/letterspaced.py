"""SP008 letterspaced."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, At, Chars, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, OPENERS
from seedlint.sense.words import words

LONGEST = 40
MOST = 12
ROWS = (
    "〇零一二三四五六七八九十百千万",
    "甲乙丙丁戊己庚辛壬癸",
    "子丑寅卯辰巳午未申酉戌亥",
    "东南西北中",
    "東南西北中",
    "春夏秋冬",
    "上中下左右前后後内内外里",
    "日一二三四五六月火水木金土",
    "大中小高低长短多少",
    "男女老少父母子夫妻",
    "是否有无對错对錯",
    "红橙黄绿青蓝紫黑白",
    "年月日时分秒",
    "宫商角徵羽",
    "德智体美劳",
)
EDGES = OPENERS | CLOSERS | Chars.of("#*：: ")


class Letterspaced(Rule):
    """Short line whose characters are set apart.

    A title of two or three characters is often set wide: 通 知, 目　录. Searched
    for, the word is not found, and a table of contents does not match its
    headings.

    Only a whole short line of single Han characters is looked at, and only
    if together they are words: 目录, 会议纪要. A row of numerals, directions,
    days or table heads stays, and so does what the word list does not know,
    above all names of two characters.

    Unsafe, because names and words look alike: 高 明.
    """

    code, name, zh = "SP008", "letterspaced", "字间拉开的短行"
    severity, safety, reads = Severity.INFO, Safety.UNSAFE, "flow"
    edits = "space"
    where = At(Chars.of(" \t\u3000\u00a0\u2002\u2003"), after=HAN, before=HAN, run=True)
    good = (
        "陈　静\n",
        "甲 乙 丙\n",
        "一 二 三 四\n",
        "速归 母病 兄字\n",
        "男　女\n",
        "高 度 不 够，难 以 看 清。\n",
    )
    bad = (
        ("通 知\n", "通知\n"),
        ("目　　录\n\n第一章\n", "目录\n\n第一章\n"),
        ("会 议 纪 要\n", "会议纪要\n"),
        ("　　【摘 要】\n", "　　【摘要】\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, done = view.text, -1
        for start in view.starts:
            if start < done or not _stands_alone(text, start - 1):
                continue
            low, done = view.line_at(start)
            if done - low > LONGEST:
                continue
            first, last = low, done
            while first < last and (text[first] in EDGES or text[first].isspace()):
                first += 1
            while last > first and (text[last - 1] in EDGES or text[last - 1].isspace()):
                last -= 1
            single = text[first:last].split()
            if _is_title(single):
                yield Finding(self, first, last, "".join(single))


def _stands_alone(text: str, place: int) -> bool:
    """Whether the character is the first of its line, or what is before it may be taken off."""
    before = text[place - 1]
    return before in EDGES or before.isspace() or before == "\ufffe"


def _is_title(single: list[str]) -> bool:
    if not 2 <= len(single) <= MOST or any(len(one) > 1 or one not in HAN for one in single):
        return False
    joined = "".join(single)
    if any(set(joined) <= set(row) for row in ROWS):
        return False
    known = words()
    joined = known.simplified(joined)
    if len(joined) <= 3:
        return joined in known
    ends = known.cut(joined).ends
    return max(end - start for start, end in zip((0, *ends), ends, strict=False)) > 1 and (
        2 * len(ends) <= len(joined)
    )
