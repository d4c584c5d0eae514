"""SP007 han-latin-spacing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import DIGITS, LATIN
from seedlint.sense.width import is_han

WORDS = LATIN | DIGITS
STYLES = ("add", "remove")


@dataclass(frozen=True)
class HanLatinSpacing(Rule):
    """Space between Chinese and Latin letters or digits that the house sets otherwise.

    Some houses set a space between 用 and OCR, some none, and GB/T 15834 and
    CLREQ leave it to the typesetter; in a collection both stand side by side.
    `space` is "add" or "remove"; `digits = false` leaves digits out, so that
    第3章 stays while 用 OCR gets its space.

    Only a Han character right beside a letter or digit, or one space away,
    counts; marks, code and addresses are not touched, nor the two sides of a
    line or page break.

    Safe, because only the space changes. Off by default: it is a matter of
    house style.
    """

    space: str = "add"
    digits: bool = True

    code, name, zh = "SP007", "han-latin-spacing", "中西文间距不统一"
    severity, safety, reads, default = Severity.INFO, Safety.SAFE, "flow", False
    edits = "space"
    where = At(WORDS, run=True)
    says = "the house style is to {0} spaces between Chinese and Latin"
    says_zh = "中西文之间的空格应按体例处理（{0}）"
    good = (
        "用 OCR 识别，见第 3 章。",
        "（OCR）“PDF”，2024 年。",
        "see https://example.com/一页 there.",
        "入冬以来，全县整修渠道九条，加固堤防两处，改造泵站 19\n\n· 29 ·\n\n座，明年春灌前完工。\n",
    )
    bad = (
        ("用OCR识别第3章。", "用 OCR 识别第 3 章。"),
        ("版本V2.0发布。", "版本 V2.0 发布。"),
    )

    def __post_init__(self) -> None:
        if self.space not in STYLES:
            raise ValueError(f"space must be one of {', '.join(STYLES)}, not {self.space!r}")

    def check(self, view: View) -> Iterator[Finding]:
        text, told = view.text, Detail((self.space,))
        for start, end in view.places:
            for place, step in ((start, -1), (end, 1)):
                if not self.digits and text[place if step < 0 else place - 1].isdigit():
                    continue
                beside = place - 1 if step < 0 else place
                if self.space == "add":
                    if is_han(text[beside]) and not view.is_seam(place):
                        yield Finding(self, place, place, " ", told)
                elif text[beside] == " " and is_han(text[beside + step]):
                    yield Finding(self, beside, beside + 1, "", told)
