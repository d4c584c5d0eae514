"""PU014 middle-dot."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import DIGITS
from seedlint.sense.lines import OncePerDocument
from seedlint.sense.scripts import script
from seedlint.sense.width import is_han

DOTS = "•・‧∙"
CAPITALS = Chars.of("", (0x41, 0x5A))
BULLETS = "•・‧∙●▪◦■□-*"


class MiddleDot(Rule):
    """Another dot where the middle dot belongs.

    GB/T 15834 parts the halves of a foreign name, and the month from the day,
    by · (U+00B7). Bullets and the Japanese dot look alike; a search for
    列夫·托尔斯泰 does not find them.

    Looked for between two Han characters, a Han character and a capital, and
    in dates in quotes (“5•12”). Japanese text and lines that begin with a
    bullet keep theirs, and so do formulas. In traditional text ‧ is the middle
    dot that Taiwan's keyboards and laws write, and stays.

    Safe, because one dot becomes another where only a middle dot can stand.
    Unsafe for ・, which in Japanese names and titles also parts items.
    """

    code, name, zh = "PU014", "middle-dot", "间隔号误用"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "punctuation"
    where = At(Chars.of(DOTS), after=HAN | CAPITALS | DIGITS, before=HAN | CAPITALS | DIGITS)
    says = "{0} instead of ·"
    says_zh = "间隔号应为“·”，不是“{0}”"
    good = (
        "列夫·托尔斯泰写过很多书。",
        "• 第一项\n• 第二项\n",
        "•苹果•香蕉•梨\n",
        "歌名是ダニエル・パウター，日语。",
        "设向量a∙b，又3∙5等于15。",
        "项目 • 说明",
        "讀過威廉‧福克納與馬克‧吐溫的書。",
    )
    bad = (
        ("列夫•托尔斯泰与约翰・克利斯朵夫。", "列夫·托尔斯泰与约翰·克利斯朵夫。"),
        ("旺山・高砂线", "旺山·高砂线"),
        ("乔治•R•R•马丁、威廉‧福克纳。", "乔治·R·R·马丁、威廉·福克纳。"),
        ("“5•12”大地震", "“5·12”大地震"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, line_end, listed = view.text, -1, False
        taiwan = OncePerDocument(view, _is_traditional)
        for start, end in view.places:
            before, behind = text[start - 1], text[end]
            if before.isdigit() or behind.isdigit():
                if not _date(text, start):
                    continue
            elif not (is_han(before) or is_han(behind) or text[start - 2] in DOTS + "·"):
                continue
            if start >= line_end:
                line, line_end = view.line_at(start)
                listed = text[line] in BULLETS
            if not listed and not (text[start] == "‧" and taiwan(start)):
                safety = Safety.UNSAFE if text[start] == "・" else None
                yield Finding(self, start, end, "·", Detail((text[start],), safety=safety))


def _is_traditional(text: str, low: int, high: int) -> bool:
    return script(text, low, high) == "traditional"


def _date(text: str, place: int) -> bool:
    """Whether the dot parts a month and a day in quotes."""
    low, high = place, place + 1
    while low > place - 2 and text[low - 1].isdigit():
        low -= 1
    while high < place + 3 and text[high].isdigit():
        high += 1
    return low < place and high > place + 1 and text[low - 1] in "“‘「" and text[high] in "”’」"
