"""CH003 invisible-character."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import INVISIBLE, MISREAD

JOINERS = Chars.of("\u200c\u200d\u200e\u200f\u061c")
SCRIPTS = Chars.of(
    "",
    (0x0590, 0x08FF),
    (0x0900, 0x0DFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x1800, 0x18AF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFE),
)
"""Right-to-left and Indic scripts, in which joiners and direction marks have work to do."""
PICTURES = Chars.of("\ufe0f", (0x2190, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))


class InvisibleCharacter(Rule):
    """Invisible character inside the text.

    Zero-width spaces, word joiners, soft hyphens and byte order marks come
    along from web pages and PDFs. They cut words for search and tokenizers
    and make equal lines unequal.

    A zero-width joiner inside an emoji, joiners and direction marks in Arabic,
    Hebrew and Indic text, and variation selectors do their work and stay.

    Safe, because nothing visible goes. A soft hyphen behind an accented letter
    may be a byte of a letter that was read in the wrong encoding: no fix.
    """

    code, name, zh = "CH003", "invisible-character", "不可见字符"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "space"
    where = At(INVISIBLE | JOINERS | Chars.of("", (0x2061, 0x2064)), run=True)
    says = "invisible character {0}"
    says_zh = "不可见字符 {0}"
    good = ("全家福 👨\u200d👩\u200d👧 已上传。", "葛\U000e0100城市", "می\u200cخواهم")
    bad = (
        ("人工\u200b智能与\ufeff数据", "人工智能与数据"),
        ("知识\u00ad图谱", "知识图谱"),
        ("目\u200d录", "目录"),
        ("产自RomÃ\xadn河谷。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            marks = view.text[start:end]
            before, behind = view.text[start - 1], view.text[end]
            if all(char in JOINERS for char in marks) and (
                before in SCRIPTS
                or behind in SCRIPTS
                or (before in PICTURES and behind in PICTURES)
            ):
                continue
            names = " ".join(f"U+{ord(char):04X}" for char in marks[:4])
            misread = marks[0] == "\xad" and before in MISREAD
            yield Finding(self, start, end, None if misread else "", Detail((names,)))
