"""CH005 compatibility-ideograph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View

RADICALS = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""CJK Radicals Supplement to unified ideographs: Unicode's EquivalentUnifiedIdeograph.txt."""

KANGXI = (0x2F00, 0x2FD5)
SUPPLEMENT = ((0x2E81, 0x2E99), (0x2E9B, 0x2EF3))
COMPATIBILITY = (
    (0xF900, 0xFA0D),
    (0xFA10, 0xFA10),
    (0xFA12, 0xFA12),
    (0xFA15, 0xFA1E),
    (0xFA20, 0xFA20),
    (0xFA22, 0xFA22),
    (0xFA25, 0xFA26),
    (0xFA2A, 0xFA6D),
    (0xFA70, 0xFAD9),
    (0x2F800, 0x2FA1D),
)
"""Without the twelve of the block that are unified ideographs in spite of their place."""


class CompatibilityIdeograph(Rule):
    """Radical or compatibility ideograph instead of the ordinary character.

    A PDF whose font names its glyphs badly yields ⾼ (U+2FBC, a Kangxi
    radical) for 高, ⻅ for 见, or a compatibility ideograph. They look the
    same and are another character: search does not find the word.

    Safe, because Unicode gives each of them one unified ideograph of the same
    shape (NFKC, and EquivalentUnifiedIdeograph for the radicals supplement).
    Wrong only in a text that speaks about the radicals as such.
    """

    code, name, zh = "CH005", "compatibility-ideograph", "部首或兼容汉字"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "mapping"
    where = At(Chars.of("", KANGXI, *SUPPLEMENT, *COMPATIBILITY))
    says = "{0} (U+{1:04X}) looks like {2}"
    says_zh = "{0}（U+{1:04X}）形似“{2}”"
    good = ("高质量发展，见实效。", "山﨑先生来访。")
    bad = (
        ("⾼质量发展，⻅实效。", "高质量发展，见实效。"),
        ("数据⽂件共三份。", "数据文件共三份。"),
        ("更\uf901换\uf9d1个", "更更换六个"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start, end in view.places:
            char = view.text[start]
            plain = unicodedata.normalize("NFKC", char.translate(RADICALS))
            yield Finding(self, start, end, plain, Detail((char, ord(char), plain)))
