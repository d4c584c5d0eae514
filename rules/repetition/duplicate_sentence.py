"""RE003 duplicate-sentence."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.copies import copies
from seedlint.sense.loops import loops
from seedlint.sense.near import near_copies
from seedlint.sense.sentences import twice


class DuplicateSentence(Rule):
    """Sentence that stands twice, apart.

    A model that reads a page can lose its line and write a sentence once more
    some lines further on; an editor can paste one twice.

    Writers repeat sentences on purpose: refrains, formulas, answers. So a
    sentence counts only with twenty Han characters and a pause in it, when it
    stands exactly twice in the document, word for word, outside of numbered
    items and articles, and one of the two has other sentences beside it. What RE001,
    RE002 and RE004 report is left to them.

    Unsafe, and only told for information: whoever deletes all that was said
    before deletes answers and refrains.
    """

    code, name, zh = "RE003", "duplicate-sentence", "重复句子"
    severity, safety, reads = Severity.INFO, Safety.UNSAFE, "flow"
    edits = "deletion"
    off_in = ("law", "fiction")
    says = "the same sentence stands {0} characters before"
    says_zh = "往前 {0} 字处已有同一句"
    good = (
        "同意。会议通过。同意。",
        "春天来了。田里的人多起来。夏天来了。田里的人更多。春天来了，春天又走了。",
        "（一）申请人应当如实填写登记表，并对所填内容负责。经办人当场核对。\n\n"
        "（二）申请人应当如实填写登记表，并对所填内容负责。经办人三日内核对。\n",
        "您好，请问这趟车到不到市民中心北门的图书馆？\n到。\n您好，请问这趟车到不到市民中心北门的图书馆？\n不到。\n",
        "雨停了，他们收拾行李上路。山路难走。雨停了，他们又往前走。",
    )
    bad = (
        (
            "老馆年久失修，雨天漏水，书库里的书只好一箱一箱搬到楼下。街道筹了一笔钱。"
            "老馆年久失修，雨天漏水，书库里的书只好一箱一箱搬到楼下。钱不多，先修屋顶。",
            "老馆年久失修，雨天漏水，书库里的书只好一箱一箱搬到楼下。街道筹了一笔钱。"
            "钱不多，先修屋顶。",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        if not view.twins:
            return
        known = [(loop.start, loop.end) for loop in view.once(loops)]
        known += [span for copy in view.once(copies) for span in (copy.span, copy.stays)]
        known += [span for copy in view.once(near_copies) for span in (copy.span, copy.stays)]
        for first, second in twice(view):
            if not any(start < second[1] and second[0] < end for start, end in known):
                detail = Detail((second[0] - first[0],), (first,))
                if view.line_at(second[0]) == second:
                    detail = detail._replace(edits=view.without_block(*second))
                yield Finding(self, *second, "", detail)
