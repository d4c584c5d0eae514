"""SP001 space-between-han."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.gaps import AROUND, set_apart, uncertain
from seedlint.sense.seams import reads_on

UNSURE = Detail(safety=Safety.UNSAFE)


class SpaceBetweenHan(Rule):
    """Space between two Han characters.

    Chinese does not put spaces between words. OCR engines invent them where a
    line, a column or a wide glyph ended, and a tokenizer then sees two words
    where the page had one.

    Headings, bylines and verse are spaced on purpose, so only a paragraph with
    a comma or a full stop in it is looked at. There a space stays behind the
    number of an article, beside 记者, inside a title in 《》, between a date
    and a weekday, in a row of names or titles, in a list of names and posts, and
    behind the labels of a line in which only labels are set apart. Spaces
    beside Latin letters or digits are a matter of style.

    Safe where the space falls inside a word or beside one that ends or begins
    no sentence (的, 在, 和). Elsewhere it may be what is left of a mark or a
    line break (气候 本县多雨), or set a name apart (作词者 李宗明): unsafe, as
    in a short line that ends in no stop, and where an old text is quoted with
    spaces for its marks.
    """

    code, name, zh = "SP001", "space-between-han", "汉字间多余空格"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "space"
    where = At(Chars.of(" \t\u3000"), after=HAN, before=HAN, run=True)
    good = (
        "用 OCR 识别第 3 章，不留空格。",
        "　　段首缩进两格，是版式。",
        "守护一江清水 共建美丽家园",
        "本报讯（记者 某某）昨日，新馆开放。",
        "第四十条 建设单位应当公开承诺，并接受监督。",
        "他读了《远山 近水》，很喜欢。",
        "开放时间为每年十月 周一至周五，节假日除外。",
        "出席的有：王小明 李大同 赵立春，主持人未到。",
        "参观者在新馆门前排队。本报记者 陈静 摄\n",
        "主任：高明 文化馆馆长\n副主任：田野 图书馆副馆长\n",
        "铁路 已有两条通到市区。公路 以环线为主，今年完工。",
    )
    bad = (
        ("识 别结果，仍需核对。", "识别结果，仍需核对。"),
        ("山　水 之 间，有路。", "山水之间，有路。"),
        ("气候 本县多雨，四季分明。", "气候本县多雨，四季分明。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            if not view.in_prose(start):
                continue
            line = view.near(start, AROUND)
            if not set_apart(text, start, end, line):
                sure = reads_on(text, start, end) and not uncertain(text, start, end, line)
                yield Finding(self, start, end, "", None if sure else UNSURE)
