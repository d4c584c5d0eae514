"""LA007 caption."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.core import Span
from seedlint.sense.captions import LONGEST, is_caption, is_credit
from seedlint.sense.lines import is_byline, is_enumerated
from seedlint.sense.turned import loose_lines

SHORTEST = 8
CREDIT, CAPTION = Detail(("credit", "图片署名")), Detail(("caption", "图片说明"))


class Caption(Rule):
    """Caption or credit of a picture in the body of an article.

    The picture is gone, its caption stays and reads as a paragraph: a search
    answers with a sentence about nothing, and two articles run together
    across it.

    A credit is a short line that says who took or drew the picture. A caption
    says so itself (图为…), or is the short line right above a credit.

    No fix: some collections want captions.
    """

    code, name, zh = "LA007", "caption", "图片说明混入正文"
    severity, reads = Severity.INFO, "body"
    edits = "none"
    where = At(Chars.of("摄攝绘图圖"))
    says = "{0} of a picture"
    says_zh = "{1}"
    good = (
        "他爱好摄影，也爱绘图。\n\n摄制组正在拍摄\n",
        "本报记者 王小明\n\n今天上午，新馆开放。\n",
        "如图所示，水位逐年上升。\n\n图书馆\n",
    )
    bad = (
        ("新馆的大厅里，孩子们正在看书。\n\n本报记者 王小明 摄\n", None),
        ("图为村民在新建的晒场上收谷。\n\n王小明 摄/江城图片社\n", None),
        ("摄影：王小明\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for (low, high), _ in loose_lines(view, view.starts):
            line = text[low:high] if high - low <= LONGEST else ""
            if is_credit(line):
                above = _above(view, low)
                if _may(text[slice(*above)]) and not is_caption(text[slice(*above)]):
                    yield Finding(self, *above, None, CAPTION)
                yield Finding(self, low, high, None, CREDIT)
            elif is_caption(line):
                yield Finding(self, low, high, None, CAPTION)


def _above(view: View, place: int) -> Span:
    """The line above, blank ones left out; empty at the head of a document."""
    low, _ = view.document_at(place)
    while place > low and view.text[place - 1] == "\n":
        place -= 1
    return view.line_at(place) if place > low else (low, low)


def _may(line: str) -> bool:
    """Whether a line above a credit can be a caption: a sentence, not a heading or byline."""
    return (
        len(line) >= SHORTEST
        and line.rstrip()[-1] in "。！”"
        and not is_enumerated(line)
        and not is_byline(line)
    )
