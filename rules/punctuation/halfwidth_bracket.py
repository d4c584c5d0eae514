"""PU002 halfwidth-bracket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import TO_FULLWIDTH
from seedlint.core import Span
from seedlint.house import Width
from seedlint.sense.bracket_width import wide_pair
from seedlint.sense.lines import OncePerDocument

OPENING = "(（"


@dataclass(frozen=True)
class HalfwidthBracket(Rule):
    """Half-width round bracket around or beside Chinese.

    The brackets of Chinese text are as wide as its characters. Half-width ones
    come from recognition; a pair of which one is full-width from half a
    correction.

    Both of a pair are judged together: Chinese inside, or Chinese around. A
    function call f(x), a formula, a pair of coordinates, the target of a link,
    an English aside in an English sentence keep theirs, and a lone bracket, as
    in 1) or :), is left alone. A document that sets most of its brackets
    half-width and apart with a space, as Latin text does, has a style of its
    own there.

    Safe, because only the width changes. With `punctuation = "halfwidth"` or
    `"keep"` nothing is reported.
    """

    punctuation: Width = "fullwidth"

    code, name, zh = "PU002", "halfwidth-bracket", "中文语境中的半角括号"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "width"
    where = At(Chars.of("()（）"))
    says = "half-width {0} in Chinese text"
    says_zh = "中文里用了半角“{0}”"
    good = (
        "1)先登记；2)再领取。",
        "调用 f(x) 求值，print(总数) 输出，焓变ΔH°(298K)为负值。",
        "The Book of Changes (易经) is old.",
        "全角括号（如此）不动。",
        "笑了:)",
        "点的坐标为(3, 5)，向量为(x, y)。",
        "茶壶 (紫砂) 出自宜兴 (江苏)，茶杯 (白瓷) 出自德化。",
        "见[地图](图/全县.png)。",
    )
    bad = (
        ("各区县(自治县)执行。", "各区县（自治县）执行。"),
        ("（单位:某大学(东校区))", "（单位:某大学（东校区））"),
        ("世界卫生组织(WHO)宣布。", "世界卫生组织（WHO）宣布。"),
        ("要求如下：(1)守时；(2)守约。", "要求如下：（1）守时；（2）守约。"),
        ("(一)总体要求", "（一）总体要求"),
        ("(2024年)修订", "（2024年）修订"),
        ("请用 Firefox(火狐)。", "请用 Firefox（火狐）。"),
        (
            "这是*熵*(entropy)，另有**焓(enthalpy)**。",
            "这是*熵*（entropy），另有**焓（enthalpy）**。",
        ),
        ("馆内有茶壶 (紫砂)，有茶杯(白瓷)。", "馆内有茶壶 （紫砂），有茶杯（白瓷）。"),
    )

    @property
    def idle(self) -> bool:
        return self.punctuation != "fullwidth"

    def check(self, view: View) -> Iterator[Finding]:
        text, spaced = view.text, OncePerDocument(view, _spaced)
        for start, end in _pairs(view):
            half = [one for one in (start, end) if text[one] in "()"]
            if len(half) == 2 and text[start - 1] == " " and spaced(start):
                continue
            if wide_pair(view, start, end):
                for one in half:
                    new = text[one].translate(TO_FULLWIDTH)
                    yield Finding(self, one, one + 1, new, Detail((text[one],)))


def _pairs(view: View) -> Iterator[Span]:
    """The brackets that pair in their line, where one of the two is half-width."""
    text, line_end = view.text, -1
    waiting: list[int] = []
    for place in view.starts:
        if place >= line_end:
            waiting, line_end = [], view.line_at(place)[1]
        mark = text[place]
        if mark in OPENING:
            waiting.append(place)
        elif waiting:
            start = waiting.pop()
            if mark == ")" or text[start] == "(":
                yield start, place


def _spaced(text: str, low: int, high: int) -> bool:
    """Whether most brackets of a document are half-width and set off by a space."""
    apart, half, wide = (text.count(one, low, high) for one in (" (", "(", "（"))
    return 2 * apart > half + wide
