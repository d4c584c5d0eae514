"""RE004 repetition-loop."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.loops import loops


class RepetitionLoop(Rule):
    """The recognition model repeating itself at once.

    Language models that read pages fall into loops and write a clause, or
    three lines, again and again, the last copy often cut off.

    Reported: a unit of at least 16 characters, five of them different, that
    stands twice in a row; a unit of 2 to 7 Han, with or without a comma
    between, that stands four times; 8 to 15 characters that stand three times,
    or twice in whole clauses; one character ten times. Sounds (哈哈, 叮当) may
    repeat as they like. One paragraph twice is RE001's.

    Safe, because whichever copies go, the same text remains. Units of 8 to 15
    characters, and single characters, are unsafe: slogans and refrains are
    that long.
    """

    code, name, zh = "RE004", "repetition-loop", "识别模型循环输出"
    severity, safety, reads = Severity.ERROR, Safety.SAFE, "flow"
    edits = "deletion"
    says = "{0} copies of the same {1} characters in a row"
    says_zh = "同样的 {1} 个字连续出现 {0} 次"
    good = (
        "他哈哈哈哈哈哈地笑个不停。",
        "一遍，一遍，又一遍。",
        "图书馆周一闭馆，周二起照常开放。\n\n图书馆周一闭馆，周二起照常开放。\n",
        "好好学习，天天向上。",
    )
    bad = (
        (
            "巡查组每周走访一次困难家庭并记录需求。巡查组每周走访一次困难家庭并记录需求。随后汇总。",
            "巡查组每周走访一次困难家庭并记录需求。随后汇总。",
        ),
        ("会上要求，" + "守住底线，" * 12 + "按期完成。", "会上要求，守住底线，按期完成。"),
        ("统筹统筹统筹统筹统筹推进", "统筹推进"),
        (
            "先登记信息，\n再领取号码，\n后排队等候，\n" * 3 + "最后办理。\n",
            "先登记信息，\n再领取号码，\n后排队等候，\n最后办理。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for loop in view.once(loops):
            once = loop.start + loop.period
            detail = Detail(
                (loop.copies, loop.period),
                related=((loop.start, once),),
                safety=None if loop.sure else Safety.UNSAFE,
                severity=None if loop.sure else Severity.WARNING,
            )
            yield Finding(self, once, loop.end, "", detail)
