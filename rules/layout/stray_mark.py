"""LA013 stray-mark."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import NEWLINE

SPECKS = "■□▪▫●○▲△▼▽◤◥◢◣◎◉▌▍▎▏█▇▆▅▄▃▂▁丨¦¬‖′″`´¨¸ˇˉ˙"
MARKS = ",;:.·•|'"
FEW = 2


class StrayMark(Rule):
    r"""Line that holds nothing but a stray mark.

    A picture, a rule or a speck on the page comes out as a lone ■ or a comma,
    the line between two columns as 丨.

    One or two such marks make a stray line. Rows of marks are ornaments or
    section breaks (* * *, ———, ◇◇◇), one *, ※ or ◆ alone parts the scenes of a
    novel, ？and …… are things people say, and brackets alone are code: all
    these stay. Full-width commas, stops, brackets and quotation marks are
    left to the rules that look for their partner or their sentence. In
    Markdown only marks that have no meaning there count.

    Unsafe, because a line goes. For ,;:· there is no fix: such a mark may
    belong to some line, and which is not known.
    """

    code, name, zh = "LA013", "stray-mark", "零星符号独占一行"
    severity, safety, reads, shapes = Severity.INFO, Safety.UNSAFE, "page", True
    edits = "deletion"
    where = At(Chars.of(SPECKS + MARKS), after=NEWLINE)
    says, says_zh = "nothing but {0} on the line", "整行只有“{0}”"
    good = (
        "第一节完。\n\n* * *\n\n第二节开始。\n",
        "第一节完。\n\n———\n\n第二节开始。\n",
        "他走了。\n\n※\n\n三年以后，她才回来。\n",
        "“？”\n“……”\n？\n……\n",
        "■林晓峰\n",
        "●●●●●\n",
    )
    bad = (
        ("会议闭幕。\n\n■\n\n另一则消息。\n", "会议闭幕。\n\n另一则消息。\n"),
        ("会议闭幕。\n丨\n另一则消息。\n", "会议闭幕。\n另一则消息。\n"),
        ("会议闭幕。\n\n· ,\n\n另一则消息。\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            if text[end] not in "\n\ufffe" and text[end] not in SPECKS + MARKS + " \u3000":
                continue
            low, high = view.line_at(start)
            held = "".join(text[low:high].split()) if high - low <= 2 * FEW else ""
            if not 0 < len(held) <= FEW or not set(held) <= set(SPECKS + MARKS):
                continue
            if len(held) == FEW and held[0] == held[1]:
                continue
            if set(held) <= set(SPECKS):
                edits = view.without_block(low, high)
                yield Finding(self, low, high, "", Detail((held,), edits=edits))
            elif view.source_at(start).format == "text":
                yield Finding(self, low, high, None, Detail((held,)))
