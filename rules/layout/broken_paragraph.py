"""LA001 broken-paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.house import Profile
from seedlint.sense.joins import joins

DOUBTFUL = ("fiction", "technical")
SURE, UNSURE = Detail(), Detail(safety=Safety.UNSAFE)

_LAKE = (
    "镜湖在城西三里，水面不大，形状像一只倒扣的碗。湖水由两条溪流汇成，一条发源于北坡的松林，另一条来自石桥下的泉眼。"
    "每逢雨季，水位升高半米，岸边的芦苇便只露出梢头。冬天结冰以后，附近的孩子在冰面上抽陀螺、滑木板，老人坐在背风处晒太阳。"
    "湖里产鲫鱼、鲤鱼和一种小虾，味道鲜美，早市上常有人叫卖。环湖步道去年铺成，全长两千余米，沿途设有凉亭三座和码头一处"
)
_PAINTER = (
    "陆文秀，油画家，早年在师范学校任教，后来迁居海滨，专画渔港与船工。她的笔触粗重，用色大胆，善于表现清晨的雾气和劳作者的神态。"
    "三十五岁那年首次举办个人展览，共展出作品六十余幅，引起同行注意。此后十年，她走遍沿海各省，留下速写数千张。"
    "晚年双目失明，仍口授创作心得，由女儿笔录成书，书中谈到构图、光线与取舍，多有独到的见解，至今为初学者所爱读。"
)


@dataclass(frozen=True)
class BrokenParagraph(Rule):
    """Paragraph cut in mid-sentence by a column or page break.

    A newspaper column ends, the sentence does not. The halves look like two
    paragraphs: a splitter makes two chunks of one thought, and a quotation
    that was cut looks unbalanced.

    The first half ends in no stop, colon, dash or bracket and is running text;
    the second is neither numbered nor indented nor a byline, and does not begin
    like the first, as the items of a list do. The character model must find it
    likelier that the sentence goes on than that a line ends, and more must speak
    for it: the seam parts a word or an open pair, a comma stands before it, or
    two long halves have words in common. A page number, a running head or a page
    break between the two is stepped over. Verse, headings and lists have shorter
    lines; Markdown parts its paragraphs itself, and lines cut at a fixed width
    are LA003's.

    Safe where the model is sure, and a word, a pair or a comma speaks for it. In
    fiction and technical text every join is unsafe: speech that was never closed
    and the items of a list lack their stops there. Text can be missing at the
    seam: a join that reads well proves nothing.
    """

    profile: Profile = "formal"

    code, name, zh = "LA001", "broken-paragraph", "段落被分栏或分页切断"
    severity, safety, reads, shapes = Severity.WARNING, Safety.SAFE, "body", True
    edits = "join"
    says = "sentence cut in two; is nothing missing at the seam?"
    says_zh = "句子未完而分段，请核对接缝处有无缺字"
    good = (
        "关于开展夏季防汛工作的通知\n\n各乡镇人民政府，各有关单位：请认真做好巡查值守，发现险情及时报告。\n",
        "水库大坝加固工程已于上月开工，施工单位昼夜赶工，力争汛前完成主体部分。各项准备均已就绪。\n\n"
        "下游群众转移安置预案也已备妥，物资储备充足，通信畅通，随时可以启用。\n",
        _LAKE + "\n\n" + _PAINTER + "\n",
    )
    bad = (
        (
            "水库大坝加固工程已于上月开工。施工单位昼夜赶工，力争在主汛期到来之前完成主体部\n\n"
            "分。下游群众转移安置预案也已备妥，物资储备充足，通信畅通，随时可以启用。\n",
            "水库大坝加固工程已于上月开工。施工单位昼夜赶工，力争在主汛期到来之前完成主体部"
            "分。下游群众转移安置预案也已备妥，物资储备充足，通信畅通，随时可以启用。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        formal = self.profile not in DOUBTFUL
        for join in view.once(joins):
            if not join.block:
                yield Finding(
                    self, join.start, join.end, "", SURE if join.sure and formal else UNSURE
                )
