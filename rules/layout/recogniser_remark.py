"""LA016 recogniser-remark."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.core import Span
from seedlint.sense.remarks import FENCE, inline, introduces

MARK = "```"
TOP = 3
"""Lines at either end of a document in which a model begins or ends what it read."""
FAR = 300
"""Code points from such a line to the end of the document, at most."""


class RecogniserRemark(Rule):
    """Remark of the recognition model.

    Vision-language models that read a page answer like an assistant: 以下是图片
    中的文字, [模糊], a code fence around the page, a token of their own. None of
    it was printed.

    Found are marks in square brackets for what could not be read; sentences
    of an assistant in the first and last lines of a document; a fence around
    a whole page of plain text; and control tokens such as <|endoftext|>.
    Editors of old texts mark gaps as well, in 〔 〕: those stay.

    Unsafe, because a line goes. A mark inside a sentence has no fix: it stands
    for text that was not read.
    """

    code, name, zh = "LA016", "recogniser-remark", "识别模型的附言"
    severity, reads = Severity.WARNING, "page"
    edits = "deletion"
    says, says_zh = "remark of the recogniser: {0}", "识别模型的附言：{0}"
    where = At(Chars.of("[【<`片像件HTB"))
    good = (
        "以下是全文：本办法自公布之日起施行，由市图书馆负责解释。\n",
        "碑文第三行〔字迹漫漶〕，第四行可读。\n",
        "照片有些模糊（见附图），但能看清。\n",
        "代码如下：\n\n```text\n一\n```\n\n运行即可，\n\n不必识别图片。\n",
        "```\n第一段代码\n```\n中间是说明。\n```\n第二段代码\n```\n",
    )
    bad = (
        ("以下是图片中的文字内容：\n\n本馆每日九时开放。\n", "本馆每日九时开放。\n"),
        ("本馆每日[模糊]时开放，逢周一闭馆。\n", None),
        ("本馆每日[OCR模糊：九]时开放。\n", None),
        ("```markdown\n本馆每日九时开放。\n```\n", "本馆每日九时开放。\n"),
        ("```md\n命令如下：\n```\nls\n```\n如此。\n```\n", "命令如下：\n```\nls\n```\n如此。\n"),
        ("本馆每日九时开放。<|endoftext|>\n", "本馆每日九时开放。\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        spoken: dict[Span, None] = {}
        for start in view.starts:
            if text[start] in "[【<":
                if match := inline().match(text, start):
                    new = "" if match["token"] else None
                    yield Finding(self, *match.span(), new, Detail((match[0],)))
            else:
                spoken[view.line_at(start)] = None
        for low, high in spoken:
            line = text[low:high].strip()
            fences = line.startswith(MARK) and low in view.once(_fences)
            if fences or (introduces(line) and _at_an_end(view, low)):
                gone = Detail((line[:20],), edits=view.without_block(low, high))
                yield Finding(self, low, high, "", gone)


def _fences(view: View) -> frozenset[int]:
    """Where the lines start that are a fence around a whole document of plain text."""
    found: set[int] = set()
    for lines in view.lines_by_document():
        if len(lines) < 2 or view.source_at(lines[0][0]).format != "text":
            continue
        head, tail = (view.text[slice(*lines[at])].strip() for at in (0, -1))
        if FENCE.fullmatch(head) and tail.startswith(MARK) and not tail.strip("`"):
            inside = sum(view.text.startswith(MARK, low) for low, _ in lines[1:-1])
            if not inside or (inside % 2 == 0 and head.strip("`")):
                found |= {lines[0][0], lines[-1][0]}
    return frozenset(found)


def _at_an_end(view: View, place: int) -> bool:
    """Whether the line is among the first or last few of its document that are not blank."""
    first, last = view.document_at(place)
    start, end = view.line_at(place)
    at = bisect_left(view.line_starts, start)
    above, below = view.lines[max(0, at - TOP) : at], view.lines[at + 1 : at + 1 + TOP]
    return (
        len(above) < TOP
        or above[0][1] <= max(first, start - FAR)
        or len(below) < TOP
        or below[-1][0] >= min(last, end + FAR)
    )
