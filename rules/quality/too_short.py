"""QU003 too-short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.characters import HAN
from seedlint.patterns import lazily

_HAN = lazily(HAN.pattern)
_VISIBLE = lazily(r"\S")


@dataclass(frozen=True)
class TooShort(Rule):
    """Document with hardly any text.

    An empty page, a lone caption or a menu says too little to be searched or
    learned from.

    A document with less than `least` Han characters is found; a blank one is
    not, as there is no character to point at. Off by default: what is too short
    depends on what the text is for. No fix.
    """

    least: int = 20

    code, name, zh = "QU003", "too-short", "篇幅过短"
    severity, reads, default = Severity.INFO, "page", False
    edits = "none"
    says, says_zh = "only {0} Chinese characters, {1} wanted", "只有 {0} 个汉字，不足 {1} 个"
    good = (
        "这一段文字不算长，但也有二十多个汉字，够说明一件事。",
        "山前一片白，山后一声雁。云去雁还来，不见当年面。\n",
        "\n\n",
        "",
    )
    bad = (
        ("首页　关于我们　联系方式\n", None),
        ("Loading…\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for low, high in view.documents:
            count = 0
            for count, _ in enumerate(_HAN.finditer(text, low, high), 1):
                if count >= self.least:
                    break
            first = _VISIBLE.search(text, low, high) if count < self.least else None
            if first:
                yield Finding(self, first.start(), first.end(), None, Detail((count, self.least)))
