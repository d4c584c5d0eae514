"""CH002 control-character."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MISREAD

LINE_BREAKS = "\x0b\x85"
C1 = Chars.of("", (0x80, 0x9F))


class ControlCharacter(Rule):
    r"""Control character in the text.

    Extraction from a PDF leaves NUL, backspace and other C0 and C1 codes
    behind. Nobody sees them; databases refuse them, terminals obey them, and
    a word with one inside is found by no search.

    Tab, line feed, carriage return and form feed are text: a form feed marks a
    page break. A vertical tab and NEL break a line and become a line feed.

    Safe, because nothing visible goes. Unsafe from U+0080 to U+009F: there the
    code page 1252 has quotation marks and an ellipsis, and read as Latin-1 they
    are what was wanted. Behind an accented letter such a code is a byte of a
    letter that was read in the wrong encoding, and NEL with a space behind it
    breaks no line: no fix.
    """

    code, name, zh = "CH002", "control-character", "控制字符"
    severity, safety, reads = Severity.ERROR, Safety.SAFE, "page"
    edits = "space"
    where = At(
        Chars.of("\x0b", (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x9F)),
        run=True,
    )
    says = "control character {0}"
    says_zh = "控制字符 {0}"
    good = ("第一页末尾。\f第二页开头。", "列一\t列二")
    bad = (
        ("数据\x00清洗完毕。", "数据清洗完毕。"),
        ("上一行\x0b下一行", "上一行\n下一行"),
        ("他说\x93好\x94。", "他说好。"),
        ("上一行\x85下一行", "上一行\n下一行"),
        ("to be continued\x85 再见。", None),
        ("一家cafÃ\x83Â©，在街角。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            marks = view.text[start:end]
            new: str | None = "\n" if any(char in LINE_BREAKS for char in marks) else ""
            latin = any(char in C1 for char in marks)
            if (latin and view.text[start - 1] in MISREAD) or (
                "\x85" in marks and view.text[end] == " "
            ):
                new = None
            names = " ".join(f"U+{ord(char):04X}" for char in marks[:4])
            guess = Safety.UNSAFE if latin else None
            yield Finding(self, start, end, new, Detail((names,), safety=guess))
