"""CH004 bidi-control."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.lines import OncePerLine

RIGHT_TO_LEFT = Chars.of(
    "", (0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF)
)
"""The scripts written from right to left."""
TURNING = "\u202b\u202e\u2067"


class BidiControl(Rule):
    """Mark that sets the direction of text, where nothing runs from right to left.

    Embedding, override and isolate marks come along from web pages and file
    dialogues. They are invisible, cut words for search, and an override makes
    a line read otherwise than a program reads it.

    Only lines without Hebrew, Arabic and their like are looked at; there the
    marks have work to do.

    Safe, because nothing visible changes: the text runs from left to right
    without them. Unsafe for all marks of a line in which one of them turns
    text round (U+202B, U+202E, U+2067), because what is seen changes.
    """

    code, name, zh = "CH004", "bidi-control", "双向文字控制符"
    severity, safety, reads = Severity.ERROR, Safety.SAFE, "page"
    edits = "space"
    where = At(Chars.of("", (0x202A, 0x202E), (0x2066, 0x2069)), run=True)
    says = "direction mark {0}"
    says_zh = "文字方向控制符 {0}"
    good = (
        "希伯来文写作\u2067שלום עולם\u2069，意思是你好。",
        "阿拉伯文\u202bالعربية\u202c从右往左写。",
        "从左往右写，什么标记也不需要。",
        "人名\u2068יוסף\u2069、年份\u20682024\u2069都在同一行。",
    )
    bad = (
        ("保存在\u202aC:\\资料\\总表\u202c里。", "保存在C:\\资料\\总表里。"),
        ("\u2068王小明\u2069回复了你。", "王小明回复了你。"),
        ("文件名是\u202etxt.exe。", "文件名是txt.exe。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        at_work = OncePerLine(view, _runs_leftwards)
        turned = OncePerLine(view, lambda line: any(mark in line for mark in TURNING))
        for start, end in view.places:
            if not at_work(start):
                marks = view.text[start : min(end, start + 4)]
                names = " ".join(f"U+{ord(char):04X}" for char in marks)
                safety = Safety.UNSAFE if turned(start) else None
                yield Finding(self, start, end, "", Detail((names,), safety=safety))


def _runs_leftwards(line: str) -> bool:
    return any(char in RIGHT_TO_LEFT for char in line)
