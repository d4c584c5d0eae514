"""RE001 duplicate-paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.copies import copies


class DuplicateParagraph(Rule):
    """Paragraph that stands twice.

    A pull quote set beside the article, a page recognised twice, a paste that
    went wrong: the same paragraph is indexed twice, and weighs twice in
    training.

    Adjacent copies count from ten Han characters with a mark, or sixteen
    without; distant ones from thirty with a stop. Judged on the flow, so that
    a copy is found although a column break cuts the other, and found inside a
    longer paragraph as well. Of two distant copies the later goes; but where
    the first stands right below the head of an article, or the other is part
    of a longer paragraph, it is a pull quote and goes itself. A document that
    repeats itself in many places, as dialogues and forms do, means it.

    Adjacent copies of at least thirty Han with a stop are safe to drop: the
    same words remain in the same place. Shorter ones can be a refrain, and
    statutes and minutes repeat formulas on purpose: those are unsafe.
    """

    code, name, zh = "RE001", "duplicate-paragraph", "重复段落"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "deletion"
    says = "the same paragraph stands elsewhere in this document; {0}"
    says_zh = "同一段落在文中另有一处；{1}"
    good = (
        "同意。\n\n同意。\n",
        "请各单位认真落实，按时上报。\n\n请各部门认真落实，按时上报。\n",
        "讲解员在线，请提问，马上回答。\n"
        + "".join(
            f"{asked}{room}展厅？\n{room}展厅在大门右手边的小楼里，二层和三层都是，周一不开放，来时记得带证件。\n"
            for asked in ("请问", "再问")
            for room in ("陶瓷", "书画", "织绣", "木器", "钱币")
        ),
    )
    bad = (
        (
            "　　渡口去年秋天修了新的栈桥，又添了两条客船，来往的乡亲再也不用排长队。\n"
            "　　船票不涨价。\n"
            "　　渡口去年秋天修了新的栈桥，又添了两条客船，来往的乡亲再也不用排长队。\n",
            "　　渡口去年秋天修了新的栈桥，又添了两条客船，来往的乡亲再也不用排长队。\n"
            "　　船票不涨价。\n",
        ),
        (
            "图书馆周一闭馆，周二起照常开放。\n\n图书馆周一闭馆，周二起照常开放。\n",
            "图书馆周一闭馆，周二起照常开放。\n",
        ),
        (
            "社区花园的故事\n\n居民们自己动手翻土、播种、浇水，把一块荒了多年的空地变成了花园，人人都说好。\n\n"
            "去年春天，街道把空地交给居民打理。居民们自己动手翻土、播种、浇水，把一块荒了多年的空地变成了花园，人人都说好。\n",
            "社区花园的故事\n\n"
            "去年春天，街道把空地交给居民打理。居民们自己动手翻土、播种、浇水，把一块荒了多年的空地变成了花园，人人都说好。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for copy in view.once(copies):
            gone = view.without_block(*copy.span)
            yield Finding(self, *copy.span, "", Detail(copy.why, (copy.stays,), gone, copy.safety))
