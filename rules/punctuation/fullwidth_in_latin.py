"""PU003 fullwidth-in-latin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import DIGITS, LATIN
from seedlint.house import Width
from seedlint.sense.lines import OncePerLine
from seedlint.sense.width import HAN_RUN, WORD

NARROW = dict(zip("，：；！？", ",:;!?", strict=True))
INNER = DIGITS | LATIN
LONGEST = 16
FEW = 4
"""Latin words to one Han character, at least, in an English line."""
HOURS, MINUTES = 24, 60
LABELS = "第图表例题附卷册页章节条款步骤案组栏注"


@dataclass(frozen=True)
class FullwidthInLatin(Rule):
    """Full-width punctuation mark inside a number or an English sentence.

    1，200 is two numbers to a program, and 12：30 no time. Recognition widens
    what it takes for Chinese.

    In numbers a comma between groups of three digits is looked at, where the
    first group is shorter or the last is 000, and a colon between hours and
    minutes or in a ratio; behind 图, 第 and the like the colon introduces
    something. Between Latin words the line decides: Firefox，Safari in a
    Chinese sentence is right.

    Unsafe: 50，100 can be two numbers. With `punctuation = "keep"` nothing is
    reported.
    """

    punctuation: Width = "fullwidth"

    code, name, zh = "PU003", "fullwidth-in-latin", "数字或西文中的全角标点"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    where = At(Chars.of("".join(NARROW)), after=INNER, before=INNER | Chars.of(" "))
    says = "full-width {0} inside a number or English"
    says_zh = "数字或西文里用了全角“{0}”"
    good = (
        "常用的浏览器有Firefox，Safari和Chrome。",
        "上午9:00-11:30，13:00-17:30开放；2016年。",
        "图1：2023年产量；步骤2：10分钟后取出。",
        "早期为200，1990年后提高，现为500，600两档。",
        "版本为V2，3月发布，共3；4两项。",
        "作曲是Alexander Bengt，Anders Hansson。",
        "SHA1：已核对；若a>b，b>c，则a>c。",
    )
    bad = (
        ("共1，200件，计12，345，678元。", "共1,200件，计12,345,678元。"),
        ("列车12：30发车。", "列车12:30发车。"),
        ("师生比为1：18。", "师生比为1:18。"),
        ("Hello，world", "Hello, world"),
        ("Start here？ Join us！We wait.", "Start here? Join us! We wait."),
    )

    @property
    def idle(self) -> bool:
        return self.punctuation == "keep"

    def check(self, view: View) -> Iterator[Finding]:
        text, english = view.text, OncePerLine(view, _is_english)
        for start, end in view.places:
            mark, detail = text[start], Detail((text[start],))
            if text[start - 1] in DIGITS and text[end] in DIGITS:
                if _in_number(text, start):
                    yield Finding(self, start, end, NARROW[mark], detail)
            elif _between_words(text, start) and english(start):
                new = NARROW[mark] + ("" if text[end] == " " else " ")
                yield Finding(self, start, end, new, detail)


def _is_english(line: str) -> bool:
    return len(WORD.findall(line)) > FEW * sum(map(len, HAN_RUN.findall(line)))


def _between_words(text: str, place: int) -> bool:
    """Whether Latin words of two letters or more stand on both sides, behind past a space."""
    behind = place + 1 + (text[place + 1] == " ")
    around = (text[place - 2], text[place - 1], text[behind])
    return all(char in LATIN for char in around) and text[behind + 1] in LATIN


def _in_number(text: str, place: int) -> bool:
    mark = text[place]
    return (mark == "，" and _grouped(text, place)) or (mark == "：" and _timed(text, place))


def _grouped(text: str, place: int) -> bool:
    """Whether the comma at `place` parts groups of three digits of one number."""
    low, high = place, place + 1
    while low > place - LONGEST and (text[low - 1] in DIGITS or text[low - 1] in "，,"):
        low -= 1
    while high < place + LONGEST and (text[high] in DIGITS or text[high] in "，,"):
        high += 1
    number = text[low:high].strip("，,")
    if text[low - 1] in LABELS or text[low - 1] in ".[" or not _thousands().fullmatch(number):
        return False
    return number[-3:] == "000" or not number[:3].isdigit()


def _timed(text: str, place: int) -> bool:
    """Whether the colon at `place` stands in a time or a ratio."""
    low, high = place, place + 1
    while low > place - LONGEST and text[low - 1] in DIGITS:
        low -= 1
    while high < place + LONGEST and text[high] in DIGITS:
        high += 1
    hours, minutes, before = text[low:place], text[place + 1 : high], text[low - 1]
    if "比" in text[low - 4 : low].rpartition("，")[2]:
        return True
    clock = len(hours) < 3 and int(hours) <= HOURS and len(minutes) == 2 and int(minutes) < MINUTES
    unit = text[high] in "年月日号个件人分秒天" and text[low - 1] not in "到至从-—~～"
    return clock and not unit and before not in LABELS


@cache
def _thousands() -> re.Pattern[str]:
    return re.compile("[0-9]{1,3}(?:[，,][0-9]{3})+")
