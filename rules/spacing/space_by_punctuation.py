"""SP002 space-by-punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.lines import OncePerDocument
from seedlint.sense.lost_breaks import Breaks, breaks_in, lost_break
from seedlint.sense.mark_gaps import (
    MARKS,
    QUOTES,
    Line,
    is_blank,
    line_of,
    sets_apart,
    superfluous,
)
from seedlint.sense.width import ENDS

NEW_LINE = Detail(safety=Safety.UNSAFE)


class SpaceByPunctuation(Rule):
    """Space beside a full-width mark.

    A full-width mark brings its own white: OCR engines and people who type
    Chinese like English add a second one. A splitter that looks for ，and the
    next character finds neither.

    A space before ，。：）” goes, and one behind （“《. Behind a stop or a
    bracket, and before one that opens, it goes in running text; headings of
    two halves, the number of an article, a label, a speaker's name and a
    reporter's keep theirs, and so do blanks to be filled in and quotations that a whole
    document sets apart, and the space that ends an address. The space of a
    style that parts Chinese and Latin is not judged, nor are characters that
    all stand apart.

    Safe, because nothing but a space goes. Where numbered items or lines of
    verse were run together the space is what is left of a line break: a
    newline is offered there, unsafe.
    """

    code, name, zh = "SP002", "space-by-punctuation", "全角标点旁多余空格"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "space"
    where = At(Chars.of(" \t\u3000"), run=True, beside=Chars.of("".join(MARKS)))
    good = (
        "围绕“四个突出” 高质量建设",
        "第九条 《管制清单》由主管部门制定，并公布。",
        "请在（　　）里填上词语，每空一个。",
        "甲　（站起来）你说什么？",
        "【摘要】 本文讲老街的来历，并附旧图。",
        "大家都来了。 记者 某某",
        "记号 “甲” 与 “乙” 不同，记号 “丙” 与 “丁” 相同。",
        "他说，**要紧的是** （其一）先读，再写。",
        "馄饨（小） 6元，馄饨（大） 8元。",
        "请见 https://example.org/a ，那里可以下载。",
        "今 “ 明 ” 后",
        "**要点： ** 先读，再写。",
    )
    bad = (
        ("会议指出 ，要加强领导 。", "会议指出，要加强领导。"),
        ("天黑了。 他还没有回来， 大家都急。", "天黑了。他还没有回来，大家都急。"),
        ("这本《 县志 》（ 初稿 ）已经付印。", "这本《县志》（初稿）已经付印。"),
        ("**须知** ：先登记，再领取。", "**须知**：先登记，再领取。"),
        ("他读过 《县志》 和“ 山歌 ” 。", "他读过《县志》和“山歌”。"),
        ("用的是 GPS （全球定位系统），很准。", "用的是 GPS（全球定位系统），很准。"),
        (
            "要求如下： （一）守时； （二）守约。",
            "要求如下：\n（一）守时；\n（二）守约。",
        ),
        (
            "山前一片白，山后一声雁。 云去雁还来，不见当年面。",
            "山前一片白，山后一声雁。\n云去雁还来，不见当年面。",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        habit = OncePerDocument(view, sets_apart)
        line, breaks = Line(0, -1, False), Breaks(False, 0)
        for start, end in view.places:
            before, behind = text[start - 1], text[end]
            if before in ENDS or behind in ENDS or is_blank(text, start, end):
                continue
            if start > line.high:
                line = line_of(view, start)
                breaks = breaks_in(text[line.low : line.high])
            if lost_break(text, breaks, start, end):
                yield Finding(self, start, end, "\n", NEW_LINE)
            elif superfluous(view, line, start, end) and not (
                (before in QUOTES or behind in QUOTES) and habit(start)
            ):
                yield Finding(self, start, end, "")
