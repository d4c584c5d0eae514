"""LA006 jump-line."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.patterns import lazily

REACH = 12
LONGEST = 40
OPENING = "（(【[〔"
SIGNS = OPENING + "▶►▲△▼▽★☆●◆■→←↓↑ \t\u3000"
STOPS = "。！？；…”）)"
_JUMP = lazily(
    r"(?P<page>[下上紧緊][转轉接]\s?第?\s?[A-Z]?\s?[0-9〇一二三四五六七八九十]{1,3}\s?版)"
    r"(?:[:：·]?\s?《[^》\n]{1,30}》|[·:：][^\s）)】\]〕。，\n]{1,12})?\s?(?P<close>[）)】\]〕])?"
    r"[▲△▼▽◀◄■●◆→]*"
)


class JumpLine(Rule):
    """Jump line of a newspaper left in the text.

    下转第4版 and （上接第1版）tell a reader where an article goes on. In the text
    they stand in the middle of it, often in mid-sentence, and mean nothing.

    Found in brackets anywhere, and without them as a line of its own, at the
    end of a line behind a stop, or at the beginning of one before a gap. The
    title that may follow on the line (上接第1版《…》) belongs to it. A sentence
    that speaks of a page (上接第三版的报道) is left alone.

    Unsafe, because words go, and because the two halves it parted may not be
    next to each other.
    """

    code, name, zh = "LA006", "jump-line", "转版、接版提示"
    severity, safety, reads, shapes = Severity.WARNING, Safety.UNSAFE, "page", True
    edits = "deletion"
    where = At(Chars.of("转轉接"), after=Chars.of("下上紧緊"))
    says, says_zh = "jump line “{0}”", "转接版提示“{0}”"
    good = (
        "本文上接第三版的报道，讲后来的事。\n",
        "列车在此折返，旅客请下转乘大巴。\n",
        "承上接下，第2版即将付印。\n",
        "稿件一共两版，上接头条，下转副刊。\n",
    )
    bad = (
        (
            "新馆今日开放。\n\n（下转第4版）\n\n另一篇文章从这里开始。\n",
            "新馆今日开放。\n\n另一篇文章从这里开始。\n",
        ),
        ("上接第1版\n\n各地代表参观了新馆。\n", "各地代表参观了新馆。\n"),
        ("新馆今日开放，参观者（下转A3版）络绎不绝。\n", "新馆今日开放，参观者络绎不绝。\n"),
        ("▲（紧接第二版《新馆开放》）\n\n参观者不断。\n", "参观者不断。\n"),
        ("大家都很高兴。下转第七版\n", "大家都很高兴。\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start in view.starts:
            low, high = view.line_at(start)
            match = _JUMP.match(text, start - 1, min(high, start + LONGEST))
            if match is None:
                continue
            begin, end = start - 1, match.end()
            while begin > max(low, start - REACH) and text[begin - 1] in SIGNS:
                begin -= 1
            whole = begin == low and not text[end:high].strip(SIGNS)
            bracketed = match["close"] and not set(OPENING).isdisjoint(text[begin:start])
            detail = Detail((text[start - 1 : match.end("page")],))
            if whole:
                detail = detail._replace(edits=view.without_block(low, high))
                yield Finding(self, low, high, "", detail)
            elif bracketed or (end == high and text[begin - 1] in STOPS):
                yield Finding(self, begin, end, "", detail)
            elif begin == low and text[end] in " \u3000":
                end += len(text[end:high]) - len(text[end:high].lstrip())
                yield Finding(self, begin, end, "", detail)
