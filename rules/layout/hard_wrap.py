"""LA003 hard-wrap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import Finding, Rule, Safety, Severity, View
from seedlint.sense.wrap import wrapped, wrapped_markdown


@dataclass(frozen=True)
class HardWrap(Rule):
    """Lines cut at a fixed width.

    PDF extraction and mail keep the lines of the page. Chinese has no spaces
    at which to mend them: words are cut in two, and a program that reads line
    by line sees no sentence.

    A document counts as wrapped when at least five lines of nearly equal width
    (a Han character counts two cells) end in mid-sentence with another right
    below, when these are most of the lines that do so, when they are running
    text and when a fair part of the line ends falls inside a word. Verse, lists
    and tables end their lines with the clause or the cell. Up to three widths of
    one document are told apart, each by such lines of its own; a paragraph has
    one width. A line that ends in a stop at the edge is joined only where every
    paragraph begins with an indent or behind a blank line, one above an indent
    or a number never. Markdown joins its lines itself: it is looked at with the
    option `markdown` only.

    Safe, because the words stay in order and a paragraph that was joined too
    far would have to end without a stop at the very edge.
    """

    markdown: bool = False

    code, name, zh = "LA003", "hard-wrap", "按固定宽度断行"
    severity, safety, reads, shapes = Severity.WARNING, Safety.SAFE, "body", True
    edits = "join"
    says, says_zh = "line cut at a fixed width", "整段被按固定宽度断行"
    good = (
        "一叶扁舟过远滩\n半江渔火照衣单\n归来不问春深浅\n只见梨花落满栏\n一蓑烟雨随流水\n两岸青山送客帆\n",
        "负责古籍的普查和登记，组织业务培训，开展宣传工作\n负责库房的日常管理，检查温湿度，做好防火防虫工作\n"
        "负责数字化立项验收，建立目录数据，提供检索和阅览\n负责展览的策划布置，编写展品说明，安排讲解与接待\n"
        "负责图书的采购编目，联系出版单位，定期公布新书单\n负责馆舍的保洁维修，巡查消防设施，保障水电和网络\n",
        "去哪儿，这么早就出门\n回家，家里来了客人呢\n谁来了，是不是三叔啊\n是他，还带了两只鹅来\n那快走，别让人家久等\n走吧走吧\n",
        "各项准备都已经就绪。\n第二天一早，船队便出海了。\n",
    )
    bad = (
        (
            "清晨的码头上已经站满了人，大家都在等第一班渡轮靠岸。雾气还没有散\n"
            "去，江面上什么都看不清楚，只听见远处传来一两声汽笛。卖早点的老太\n"
            "太把炉子生得很旺，热气裹着油香飘得满街都是，几个赶路的学生围在摊\n"
            "子前面，一边搓手一边催她快些。有人说起昨夜的风浪，说是多年没有见\n"
            "过这样大的，连防波堤上的石头都给掀翻了几块；也有人不信，笑他夸大\n"
            "其词。正说着，渡轮的影子从雾里露了出来，人群里一阵骚动，挑担子\n"
            "的、推车子的、抱孩子的都往栈桥上涌去。\n",
            "清晨的码头上已经站满了人，大家都在等第一班渡轮靠岸。雾气还没有散"
            "去，江面上什么都看不清楚，只听见远处传来一两声汽笛。卖早点的老太"
            "太把炉子生得很旺，热气裹着油香飘得满街都是，几个赶路的学生围在摊"
            "子前面，一边搓手一边催她快些。有人说起昨夜的风浪，说是多年没有见"
            "过这样大的，连防波堤上的石头都给掀翻了几块；也有人不信，笑他夸大"
            "其词。正说着，渡轮的影子从雾里露了出来，人群里一阵骚动，挑担子"
            "的、推车子的、抱孩子的都往栈桥上涌去。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for kind in (wrapped, wrapped_markdown) if self.markdown else (wrapped,):
            for seams in view.once(kind).values():
                for start, end, new in seams:
                    yield Finding(self, start, end, new)
