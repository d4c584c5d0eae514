"""RE009 duplicate-heading."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.sense.copies import copies
from seedlint.sense.headings import LEAD_IN, headings, lead_ins


class DuplicateHeading(Rule):
    """Heading, byline or lead-in that stands twice.

    On a page laid out anew a heading can stand over its article and over the
    next one as well, and an author's name at the head of somebody else's text.
    Of 二是 and 三是 with the same words after them, one is wrong.

    A line of four to 40 characters without a stop that stands exactly twice in
    a document, each time over running text or over itself; a byline with a
    bullet; two neighbours of a numbered series. Headings that any book has
    (前言, 附录), contents, forms and Markdown are left alone; what stands three
    times is a running head or a form.

    No fix: which of the two is wrong, and what should stand there, is not in
    the text.
    """

    code, name, zh = "RE009", "duplicate-heading", "重复标题"
    severity, reads = Severity.INFO, "flow"
    where, gated = LEAD_IN, False
    edits = "none"
    says, says_zh = "{0}", "{1}"
    good = (
        "前言\n\n这是上册的话，写在书前。\n\n前言\n\n这是下册的话，写在书前。\n",
        "河边人家\n山里人家\n\n河边人家\n\n河边住着几户人家，靠打鱼为生。\n",
        "一是健全制度。要明确责任，按时检查。二是健全机构。要配齐人手，加强培训。",
        "姓名：\n单位名称\n\n姓名：\n单位名称\n",
        "（一）总体要求\n\n坚持节约优先，保护优先。\n\n（一）主要任务\n\n修复湿地，种树种草。\n",
    )
    bad = (
        (
            "让老街留住烟火气\n\n老街改造，先问居民要什么，再动工。\n\n"
            "让老街留住烟火气\n\n新修的水渠通到了地头，浇地不再发愁。\n",
            None,
        ),
        (
            "□林小禾\n\n春耕时节，农机下田，一派繁忙。\n\n□林小禾\n\n秋收以后，粮食归仓，户户安心。\n",
            None,
        ),
        ("一是健全制度。要明确责任。二是培育人才。要加强培训。三是培育人才。要拓宽渠道。", None),
        (
            "（二）加强组织领导\n\n各乡镇要成立工作专班，逐级负责。\n\n"
            "（三）加强组织领导\n\n各项资金要专款专用，定期公开。\n",
            None,
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        known = {copy.span for copy in view.once(copies)}
        for first, second, why in (*headings(view), *lead_ins(view)):
            if second not in known:
                yield Finding(self, *second, None, Detail(why, (first,)))
