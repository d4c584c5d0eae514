"""LA007 caption."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.sense.captions import LONGEST, is_caption, is_credit
from seedlint.sense.lines import is_byline, is_enumerated

SHORTEST = 8


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
        for lines in view.lines_by_document():
            texts = [text[low:high] if high - low <= LONGEST else "" for low, high in lines]
            credits_ = [bool(line) and is_credit(line) for line in texts]
            for index, (low, high) in enumerate(lines):
                line = texts[index]
                if credits_[index]:
                    yield Finding(self, low, high, None, Detail(("credit", "图片署名")))
                elif line and (
                    is_caption(line) or (credits_[index + 1 :][:1] == [True] and _may(line))
                ):
                    yield Finding(self, low, high, None, Detail(("caption", "图片说明")))


def _may(line: str) -> bool:
    """Whether a line above a credit can be a caption: a sentence, not a heading or byline."""
    return (
        len(line) >= SHORTEST
        and line.rstrip()[-1] in "。！”"
        and not is_enumerated(line)
        and not is_byline(line)
    )
