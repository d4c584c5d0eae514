"""LA016 recogniser-remark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.core import Span
from seedlint.sense.remarks import FENCE, SIGNS, inline, introduces

TOP = 3
"""Lines at either end of a document in which a model begins or ends what it read."""


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
    says, says_zh = "remark of the recogniser: {0}", "识别模型的附言：{0}"
    good = (
        "以下是全文：本办法自公布之日起施行，由市图书馆负责解释。\n",
        "碑文第三行〔字迹漫漶〕，第四行可读。\n",
        "照片有些模糊（见附图），但能看清。\n",
        "代码如下：\n\n```text\n一\n```\n\n运行即可，\n\n不必识别图片。\n",
    )
    bad = (
        ("以下是图片中的文字内容：\n\n本馆每日九时开放。\n", "本馆每日九时开放。\n"),
        ("本馆每日[模糊]时开放，逢周一闭馆。\n", None),
        ("本馆每日[OCR模糊：九]时开放。\n", None),
        ("```markdown\n本馆每日九时开放。\n```\n", "本馆每日九时开放。\n"),
        ("本馆每日九时开放。<|endoftext|>\n", "本馆每日九时开放。\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        if not any(sign in text for sign in SIGNS):
            return
        for match in inline().finditer(text):
            new = "" if match["token"] else None
            yield Finding(self, *match.span(), new, Detail((match[0],)))
        for lines in view.lines_by_document():
            for low, high in _remarks(view, lines):
                told = text[low:high].strip()[:20]
                gone = Detail((told,), edits=view.without_block(low, high))
                yield Finding(self, low, high, "", gone)


def _remarks(view: View, lines: Sequence[Span]) -> Iterator[Span]:
    """The lines at either end of a document that an assistant wrote."""
    ends = sorted({*range(min(TOP, len(lines))), *range(max(0, len(lines) - TOP), len(lines))})
    texts = {index: view.text[slice(*lines[index])].strip() for index in ends}
    plain = view.source_at(lines[0][0]).format == "text"
    first, last = FENCE.fullmatch(texts[0]), texts[len(lines) - 1].strip("`")
    fenced = plain and len(lines) > 2 and first and not last
    for index, line in texts.items():
        if introduces(line) or (fenced and index in (0, len(lines) - 1)):
            yield lines[index]
