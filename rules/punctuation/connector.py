"""PU013 connector."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import DIGITS, HAN

MARKS = "~～-–—―－"
NO_UNITS = "[号型期版路章节条款页集季和与的在为是或及]"
"""Behind two numbers these make a name or go on with the sentence: they are no units."""


@dataclass(frozen=True)
class Connector(Rule):
    """Connector of a range that is not the one of the house.

    GB/T 15834 joins the two ends of a range of numbers by ～ or by —; text
    from many hands has ~, -, – and － as well, and a search for 3～5天 misses
    the others. `mark` names the connector that is wanted.

    Only numbers with a unit behind them are looked at (3-5天, 10%~20%).
    Dates, telephone numbers, codes, scores and pages keep theirs.

    Safe, because only the shape of the mark changes. Off by default: it is a
    matter of house style.
    """

    mark: str = "～"

    code, name, zh = "PU013", "connector", "数值范围的连接号不统一"
    severity, safety, reads, default = Severity.INFO, Safety.SAFE, "flow", False
    edits = "punctuation"
    where = At(Chars.of(MARKS), after=DIGITS | Chars.of("%％℃°"), before=DIGITS)
    says = "{0} joins a range; the house style is {1}"
    says_zh = "数值范围用了“{0}”，应为“{1}”"
    good = (
        "每次服用3～5片。",
        "日期是2024-05-01，电话010-62781234，型号A3-5型。",
        "标准号GB 9001-2015，比分3-1。",
        "第3-1号文件。",
    )
    bad = (
        ("每次服用3-5片，间隔6~8小时。", "每次服用3～5片，间隔6～8小时。"),
        ("含量为10%—20%左右。", "含量为10%～20%左右。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            mark = view.text[start]
            if mark == self.mark:
                continue
            low, high = view.near(start, 12)
            if _range().search(view.text[low:start] + "～" + view.text[end:high]):
                yield Finding(self, start, end, self.mark, Detail((mark, self.mark)))


@cache
def _range() -> re.Pattern[str]:
    number = r"\d+(?:\.\d+)?"
    unit = rf"(?:[%％℃°]|(?!{NO_UNITS}){HAN.pattern})"
    return re.compile(
        rf"(?<![A-Za-z0-9.第\-–—－/:：]){number}[%％℃°]?～{number}{unit}(?![A-Za-z0-9]*[-–—])"
    )
