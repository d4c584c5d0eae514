"""RE005 doubled-word."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.doubles import mistaken


class DoubledWord(Rule):
    """Word or phrase written twice in a row.

    改善改善, 图书馆馆员馆员: where a line was cut, or a model hesitated, a word
    comes twice. Chinese also doubles on purpose: 一步一步, 讨论讨论, 全国国际
    only looks doubled.

    A unit of 2 to 12 Han characters that stands twice or thrice is read with
    and without the repeat (see `sense.doubles`). What reduplicates, what
    counts, names and sounds, and what stands whole between quotation marks is
    left alone.

    Unsafe: which of two readings was printed only the page knows, and the
    second copy may stand where another word was. Off in fiction, where people
    talk and things sound (商量商量, 呼噜呼噜).
    """

    code, name, zh = "RE005", "doubled-word", "词语重复"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "deletion"
    off_in = ("fiction",)
    says = "“{0}” stands twice in a row"
    says_zh = "“{0}”连写两次"
    good = (
        "大家一步一步往前走，一件一件去落实。",
        "请坐下来讨论讨论，再研究研究。",
        "大家先讨论讨论",
        "他面向全国国际市场，打开销路。",
        "“请坐请坐”，主人连声说。",
        "他当过三年消防支队支队长，如今是督查小组小组长。",
    )
    bad = (
        ("下半年继续改善改善候车环境。", "下半年继续改善候车环境。"),
        ("这项工作由街道办事处办事处负责实施。", "这项工作由街道办事处负责实施。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end, period in mistaken(view, "word"):
            once = start + period
            detail = Detail((view.text[start:once],), related=((start, once),))
            yield Finding(self, once, end - (end - start) % period, "", detail)
