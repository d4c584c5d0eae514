"""PU002 halfwidth-bracket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK, TO_FULLWIDTH
from seedlint.house import Width
from seedlint.sense.width import CHINESE_MARKS, chinese_line, is_han

OPENING, CLOSING = "(（", ")）"
DEGREES = "°′″"
"""Signs that end the symbol of a quantity: ΔH°(298K)."""
INSIDE = 100
"""Code points of what is between the brackets that are looked at."""


@dataclass(frozen=True)
class HalfwidthBracket(Rule):
    """Half-width round bracket around or beside Chinese.

    The brackets of Chinese text are as wide as its characters. Half-width ones
    come from recognition; a pair of which one is full-width from half a
    correction.

    Both of a pair are judged together: Chinese inside, or Chinese around. A
    function call f(x), a formula, an English aside in an English sentence keep
    theirs, and a lone bracket, as in 1) or :), is left alone.

    Safe, because only the width changes. With `punctuation = "halfwidth"` or
    `"keep"` nothing is reported.
    """

    punctuation: Width = "fullwidth"

    code, name, zh = "PU002", "halfwidth-bracket", "中文语境中的半角括号"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    where = At(Chars.of("()（）"))
    says = "half-width {0} in Chinese text"
    says_zh = "中文里用了半角“{0}”"
    good = (
        "1)先登记；2)再领取。",
        "调用 f(x) 求值，print(总数) 输出，焓变ΔH°(298K)为负值。",
        "The Book of Changes (易经) is old.",
        "全角括号（如此）不动。",
        "笑了:)",
    )
    bad = (
        ("各区县(自治县)执行。", "各区县（自治县）执行。"),
        ("（单位:某大学(东校区))", "（单位:某大学（东校区））"),
        ("世界卫生组织(WHO)宣布。", "世界卫生组织（WHO）宣布。"),
        ("要求如下：(1)守时；(2)守约。", "要求如下：（1）守时；（2）守约。"),
        ("(一)总体要求", "（一）总体要求"),
        ("(2024年)修订", "（2024年）修订"),
    )

    @property
    def idle(self) -> bool:
        return self.punctuation != "fullwidth"

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        waiting: list[int] = []
        line_end = -1
        for place, _ in view.places:
            if place >= line_end:
                waiting, line_end = [], view.line_at(place)[1]
            if text[place] in OPENING:
                waiting.append(place)
            elif waiting:
                start = waiting.pop()
                half = [one for one in (start, place) if text[one] in "()"]
                if half and self._chinese(view, start, place):
                    for one in half:
                        new = text[one].translate(TO_FULLWIDTH)
                        yield Finding(self, one, one + 1, new, Detail((text[one],)))

    def _chinese(self, view: View, start: int, end: int) -> bool:
        text = view.text
        inside = text[start + 1 : min(end, start + INSIDE)]
        before, behind = text[start - 1], text[end + 1]
        han_inside = any(map(is_han, inside))
        if not inside.strip() or MASK in (before, behind):
            return False
        if (text[start], text[end]) != ("(", ")"):
            return True
        if before in DEGREES or (before.isascii() and (before.isalnum() or before in "_.")):
            return han_inside and is_han(behind) and "=" not in inside and "," not in inside
        if is_han(before) or (before in CHINESE_MARKS and before != "—"):
            return han_inside or behind in "\n\ufffe" or not behind.isascii()
        return (han_inside or is_han(behind)) and chinese_line(view, start)
