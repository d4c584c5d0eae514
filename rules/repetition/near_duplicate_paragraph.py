"""RE002 near-duplicate-paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.near import near_copies


class NearDuplicateParagraph(Rule):
    """Paragraph that stands twice, with slips in one copy.

    A pull quote is set larger than the article it is taken from, and is read
    with other mistakes; a page that was scanned twice is read twice. No two
    characters need differ for a program to see two texts: both are indexed,
    and both weigh in training.

    Thirty Han characters or more that are found again in another paragraph of
    the document: four fifths of the characters in the same order, no more than
    four in one place differing, and no number. The other copy may be cut in
    two by a column break, with a heading between. The part of a longer
    paragraph is a pull quote and goes; of two copies that are equally long the
    later goes, or the one that stands right below the head of the article.
    Numbered lines are left alone, and so is what RE001 and RE004 report.

    Unsafe: which reading is the better one only the page knows.
    """

    code, name, zh = "RE002", "near-duplicate-paragraph", "近似重复段落"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "deletion"
    off_in = ("law", "fiction")
    says = "the same text stands elsewhere in this document, {0}; {2}"
    says_zh = "文中另有一处相同的文字，{1}；{3}"
    good = (
        "甲组负责东区的巡查登记，每周三上午汇总情况，下午三点以前报送办公室存档备查。\n\n"
        "乙组负责西区的巡查登记，每周五上午汇总情况，下午五点以前报送办公室存档备查。\n",
        "商户占道经营的，由街道办事处责令改正；拒不改正的，处以二百元以上一千元以下的罚款。\n\n"
        "商户占道经营的，由街道办事处责令改正；拒不改正的，处以三百元以上二千元以下的罚款。\n",
        "申请人有前款所列情形的，窗口应当当场告知需要补正的全部材料，并出具书面的凭证。\n\n"
        "代理人有前款所列情形的，窗口应当当场告知需要补正的全部材料，并出具书面的凭证。\n",
        "来访的读者请在服务台登记，凭有效证件领取座位号，并按照指引存放随身携带的下列物品：\n\n"
        "来访的学生请在服务台登记，凭有效证件领取座位号，并按照指引存放随身携带的下列物品：\n",
        "（一）河长每月巡河不少于两次，发现问题当场处置，一时处置不了的报上一级河长协调。\n\n"
        "（二）林长每月巡林不少于两次，发现问题当场处置，一时处置不了的报上一级林长协调。\n",
    )
    bad = (
        (
            "河湾新村的书屋\n\n"
            "书屋不大，却是村里最亮的地方，孩子们放了学就来，老人们吃过晚饺也来，一坐就是半天。\n\n"
            "书屋开在祠堂旁边，去年秋天才收拾出来。书屋不大，却是村里最亮的地方，孩子们放了学就来，"
            "老人们吃过晚饭也来，一坐就是半天。\n",
            "河湾新村的书屋\n\n"
            "书屋开在祠堂旁边，去年秋天才收拾出来。书屋不大，却是村里最亮的地方，孩子们放了学就来，"
            "老人们吃过晚饭也来，一坐就是半天。\n",
        ),
        (
            "修渠那年，全村老少都上了工地，挑土的挑土，抬石的抬石，腊月里也没有停过一天。\n\n"
            "第二年开春，渠水流到了村口。\n\n"
            "修渠那年，全村老少都上工地，挑土的挑土，拾石的抬石，腊月里也没有停过一天。\n",
            "修渠那年，全村老少都上了工地，挑土的挑土，抬石的抬石，腊月里也没有停过一天。\n\n"
            "第二年开春，渠水流到了村口。\n",
        ),
        (
            "老街的灯\n\n"
            "灯是一盏一盏装起来的，先照亮巷口，再照亮石阶，最后连河埠头的每一级台介也照得清清楚楚。\n\n"
            "装灯的师傅姓何，在老街住了四十年。灯是一盏一盏装起来的，先照亮巷口，再照亮石阶，最后连河\n\n"
            "老街旧事\n\n"
            "埠头的每一级台阶也照得清清楚楚。街坊说，从此夜里出门不用再打手电，孩子放学也不怕黑了。\n",
            "老街的灯\n\n"
            "装灯的师傅姓何，在老街住了四十年。灯是一盏一盏装起来的，先照亮巷口，再照亮石阶，最后连河\n\n"
            "老街旧事\n\n"
            "埠头的每一级台阶也照得清清楚楚。街坊说，从此夜里出门不用再打手电，孩子放学也不怕黑了。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for copy in view.once(near_copies):
            gone = view.without_block(*copy.span) if copy.whole else ()
            detail = Detail((*_difference(copy.differ), *copy.why), (copy.stays,), gone)
            yield Finding(self, *copy.span, "" if gone else None, detail)


def _difference(characters: int) -> tuple[str, str]:
    if not characters:
        return "word for word", "一字不差"
    return f"but for {characters} character{'s' * (characters > 1)}", f"相差 {characters} 字"
