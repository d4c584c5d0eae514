"""PU003 fullwidth-in-latin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import DIGITS, LATIN
from seedlint.house import Width
from seedlint.sense.lines import OncePerLine
from seedlint.sense.numbers import in_number
from seedlint.sense.width import HAN_RUN, WORD

NARROW = dict(zip("，：；！？", ",:;!?", strict=True))
INNER = DIGITS | LATIN
FEW = 4
"""Latin words to one Han character, at least, in an English line."""


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
    edits = "punctuation"
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
                if in_number(text, start):
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
