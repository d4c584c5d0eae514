"""CH009 unnormalized."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View

MOST = 30
"""Marks on one letter, at most: what Unicode's stream-safe format allows. More is decoration."""


class Unnormalized(Rule):
    """Letter that is not in Unicode's composed form.

    é can be one code point or e with an accent behind it, が one or two. They
    look the same and compare unequal, so that search, counting and the removal
    of duplicates miss one of them. File names from a Mac and some PDFs come
    taken apart. The signs for Ångström, Ohm and Kelvin, the angle brackets
    U+2329 and U+232A and the Greek question mark have ordinary twins.

    Looked at: combining marks on any letter, kana, Hangul and Greek, and the
    scripts from Hebrew to Tibetan. Compatibility ideographs belong to CH005,
    spaces to SP004. Letters that no code point composes, as x̂, stay.

    Safe: NFC is what Unicode defines as the same text.
    """

    code, name, zh = "CH009", "unnormalized", "未作 NFC 规范化"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "mapping"
    where = At(
        Chars.of(
            "\u037e\u0387\u2126\u212a\u212b\u2329\u232a\u2adc\u3099\u309a",
            (0x0300, 0x0374),
            (0x0483, 0x0487),
            (0x0591, 0x0FC6),
            (0x102E, 0x1039),
            (0x1161, 0x1175),
            (0x11A8, 0x11C2),
            (0x1AB0, 0x1ACE),
            (0x1DC0, 0x1DFF),
            (0x1F71, 0x1FFD),
            (0x20D0, 0x20F0),
            (0x302A, 0x302F),
            (0xFB1D, 0xFB4E),
            (0xFE20, 0xFE2F),
        ),
        run=True,
    )
    says = "not composed (NFC): {0} for {1}"
    says_zh = "未规范化（NFC）：{0}，应为 {1}"
    good = (
        "咖啡馆名叫Café Ångström，电阻10Ω。",
        "向量x̂与ŷ，变量α、β。",
        "泰文สวัสดี、印地文हिन्दी。",
        "かがみ、パン、한국어。",
    )
    bad = (
        ("咖啡馆名叫Cafe\u0301，在街角。", "咖啡馆名叫Café，在街角。"),
        ("ハ\u309aンと か\u3099くせい", "パンと がくせい"),
        ("电阻为10\u2126，温度为300\u212a。", "电阻为10Ω，温度为300K。"),
        ("Vie\u0323\u0302t Nam", "Việt Nam"),
        ("\u2329书名\u232a", "〈书名〉"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            base = view.text[start - 1]
            low = start - (unicodedata.normalize("NFC", base) == base)
            piece = view.text[low:end]
            if unicodedata.is_normalized("NFC", piece[:MOST]) and len(piece) <= MOST:
                continue
            if _decorated(piece):
                continue
            plain = unicodedata.normalize("NFC", piece)
            if plain != piece:
                head = _same(piece, plain)
                tail = _same(piece[head:][::-1], plain[head:][::-1])
                old, new = piece[head : len(piece) - tail], plain[head : len(plain) - tail]
                told = Detail((_codes(old), _codes(new)))
                yield Finding(self, low + head, end - tail, new, told)


def _same(one: str, other: str) -> int:
    """How many characters the two have in common at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text[:4])


def _decorated(piece: str) -> bool:
    """Whether more marks stand on one letter than any script needs."""
    marks = 0
    for char in piece if len(piece) > MOST else "":
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > MOST:
            return True
    return False
