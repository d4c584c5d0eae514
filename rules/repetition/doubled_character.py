"""RE006 doubled-character."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.doubles import mistaken


class DoubledCharacter(Rule):
    """Character written twice.

    获得得了奖, 我们的的家: one glyph recognised twice. Far more often a double
    is right: 人人, 慢慢, a word that ends as the next begins (全国国际), a
    name. A character model, the cut into words and the rest of the document
    say which reading is the better (see `sense.doubles`); only a clear case is
    reported.

    Unsafe, like all that takes words out: the page alone knows. Stories stammer
    and sing (亲亲切切): off in fiction.
    """

    code, name, zh = "RE006", "doubled-character", "单字重复"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "deletion"
    off_in = ("fiction",)
    says = "“{0}” is doubled"
    says_zh = "“{0}”字重复"
    good = (
        "人人参与，天天坚持，慢慢见效。",
        "制定全国国际化战略，落实财政政策，提升素养养成。",
        "广大大学生投身实践。",
        "“十五五”时期的规划",
        "满5分分别奖励，东北北部与州府府城另行安排。",
        "新新闻学的课堂上，小小学生同同学们坐在一起。",
        "孩子们羞羞涩涩地站成一排，谁也不肯好好玩。",
    )
    bad = (
        ("他获得得了一等奖，大家都很高兴。", "他获得了一等奖，大家都很高兴。"),
        ("我们的的任务是守护好水源。", "我们的任务是守护好水源。"),
        ("志愿者们正在清清理河道。", "志愿者们正在清理河道。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end, _ in mistaken(view, "character"):
            detail = Detail((view.text[start],), related=((start, start + 1),))
            yield Finding(self, start + 1, end, "", detail)
