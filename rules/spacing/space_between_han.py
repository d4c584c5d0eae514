"""SP001 space-between-han."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, At, Chars, Finding, Rule, Safety, Severity, View


class SpaceBetweenHan(Rule):
    """Space between two Han characters.

    Chinese does not put spaces between words. OCR engines invent them where a
    line, a column or a wide glyph ended, and a tokenizer then sees two words
    where the page had one.

    Headings, bylines and verse are spaced on purpose, so only a paragraph with
    a comma or a full stop in it is looked at, and a name keeps its distance
    from 记者. Spaces beside Latin letters or digits are a matter of style.

    Safe, because nothing but a space goes and the words stay in order. Wrong
    where running text sets two names side by side with only a space.
    """

    code, name, zh = "SP001", "space-between-han", "汉字间多余空格"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    where = At(Chars.of(" \t\u3000"), after=HAN, before=HAN, run=True)
    good = (
        "用 OCR 识别第 3 章，不留空格。",
        "　　段首缩进两格，是版式。",
        "深化产教融合 培养高素质人才",
        "本报讯（记者 某某）昨日，新馆开放。",
    )
    bad = (
        ("识别 结果，仍需核对。", "识别结果，仍需核对。"),
        ("山　水 之 间，有路。", "山水之间，有路。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            if view.in_prose(start) and not view.text.startswith("记者", start - 2):
                yield Finding(self, start, end, new="")
