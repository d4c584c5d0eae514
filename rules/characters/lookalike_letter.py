"""CH012 lookalike-letter."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.characters import DIGITS
from seedlint.sense.figures import FIGURES, figures_around, meant_number, zeros_end
from seedlint.sense.lines import OncePerDocument, OncePerLine
from seedlint.sense.lookalikes import CYRILLIC, GREEK, foreign, meant_latin, word_around
from seedlint.sense.width import HAN_RUN


class LookalikeLetter(Rule):
    """Letter that looks like another one.

    Cyrillic а and Latin a, Greek Ο and Latin O cannot be told apart by eye;
    recognition takes one for the other, and now and then somebody does it on
    purpose. O for 0 and l for 1 are the classic slips in a number: 2O24年.

    A Cyrillic or Greek letter counts when it stands in a word with Latin
    letters and all its fellows have a Latin twin, or when one Cyrillic capital
    stands alone beside a Han character (А股). A line with other Cyrillic
    letters is left alone, and so are μm, kΩ and Δt, and a document without a
    Han character. O, l and I count between
    digits and a unit of Chinese, as in 1O0万, and in a year; O between Chinese
    numerals is 〇.

    Unsafe: which of the two was meant is a guess, though a good one.
    """

    code, name, zh = "CH012", "lookalike-letter", "形近字母"
    severity, reads = Severity.WARNING, "page"
    edits = "mapping"
    where = At(Chars.of("".join(CYRILLIC) + "".join(GREEK) + "OlI"))
    says = "{0}: letters that look like {1}"
    says_zh = "“{0}”中有形近字母，应为“{1}”"
    good = (
        "线宽3μm，电阻5kΩ，时间Δt，向量AΒ与αx。",
        "О Москве писали много，Tу-154客机。",
        "O2O模式、B2B、O365、H2O、l1和l2两个列表。",
        "俄文字母В读作“韦”，С读作“艾斯”。",
        "瓶装10l水，5l油，规格XL。",
        "The pаper was printed in 1903.",
    )
    bad = (
        ("使用pаypаl付款。", "使用paypal付款。"),
        ("这是СCTV的节目，ОK。", "这是CCTV的节目，OK。"),
        ("А股与Т恤", "A股与T恤"),
        ("2O24年1O月，l949年以来", "2024年10月，1949年以来"),
        ("共1OO万元，占3O%。", "共100万元，占30%。"),
        ("二OО八年", "二〇〇八年"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        speaks_of = OncePerLine(view, foreign().search)
        chinese = OncePerDocument(view, HAN_RUN.search)
        done = 0
        for start, end in view.places:
            if start < done:
                continue
            low, zeros, new = start, zeros_end(text, start), ""
            if zeros:
                done, new = zeros, "〇" * (zeros - start)
            elif text[start] not in FIGURES:
                low, done = word_around(text, start)
                if not speaks_of(start):
                    new = meant_latin(text, low, done)
            elif text[start - 1] in DIGITS or text[end] in DIGITS:
                low, done = figures_around(text, start)
                new = meant_number(text, low, done)
            if new and chinese(start):
                yield Finding(self, low, done, new, Detail((text[low:done], new)))
