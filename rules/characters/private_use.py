"""CH006 private-use."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, OPENERS, PAUSES, STOPS
from seedlint.sense.private_codes import gb, hkscs

PRIVATE = Chars.of("", (0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
CANTONESE = "嘅咗喺哋啲嘢"
SIMPLIFIED = (
    "们这国说时会为对发过还没开见长问义来东车书马门间个华刘张陈学让经进动业从当实现点与员关条线电"
)
TRADITIONAL = (
    "們這國說時會為對發過還沒開見長問義來東車書馬門間個華劉張陳學讓經進動業從當實現點與員關條線電"
)
BESIDE = HAN | OPENERS | CLOSERS | PAUSES | STOPS | PRIVATE


class PrivateUse(Rule):
    """Private-use character: no one outside its font knows what it means.

    Before Unicode had them, rare characters were given private codes: by GBK
    and GB 18030 (䶮 as U+E863), by the Hong Kong Supplementary Character Set
    (HKSCS), by makers of fonts and of icons. Without that font there is an
    empty box, and no program can search or count it.

    Reported always. Known codes have a fix: those of GB where the document is
    not traditional, those of HKSCS where it is and comes from Hong Kong (it
    says 香港 or writes Cantonese). The two overlap, so no other text gets one.

    Safe between Chinese characters or marks; unsafe beside anything else,
    where it may be an icon, and where 香港 is the only sign of Hong Kong.

    The tables: GBK and GB 18030-2000 against 2005, by the charmaps of the GNU C
    library and of ICU; HKSCS by the order in which code page 950 gave out the
    user-defined codes of Big5. See `seedlint.sense.private_codes`.
    """

    code, name, zh = "CH006", "private-use", "私用区字符"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "mapping"
    where = At(PRIVATE)
    says = "private-use character {0}"
    says_zh = "私用区字符 {0}"
    good = (
        "他叫刘䶮，这个字现在人人都能输入。",
        "佢喺香港食咗嘢。",
        "“𠵱家”这个词出自粤语。",
        "图标★与☎不在私用区。",
    )
    bad = (
        ("他说，刘\ue863时的宫殿还没发现。", "他说，刘䶮时的宫殿还没发现。"),
        ("这种鱼叫\ue858鱼，不是\ue857鱼。", "这种鱼叫䲠鱼，不是䲟鱼。"),
        ("\uf0b7 第一项，材料齐全。", None),
        ("呢件嘢唔係我\uecd0，係佢嘅。", "呢件嘢唔係我㗎，係佢嘅。"),
        ("請按\ue001鍵，說明見後頁。", None),
        ("結果\U000f0001\U000f0002兩字缺字。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, places = view.text, view.starts
        for first, last, (low, high) in view.grouped(places):
            table, safety = _table(text[low:high])
            start, end = places[first], places[first]
            for place in places[first:last]:
                plain = table(text[place])
                if start < end and (plain or place > end):
                    yield _unknown(self, text, start, end)
                    start = place
                if plain:
                    inside = text[place - 1] in BESIDE and text[place + 1] in BESIDE
                    told = (f"U+{ord(text[place]):04X} → {plain}",)
                    detail = Detail(told, safety=safety if inside else Safety.UNSAFE)
                    yield Finding(self, place, place + 1, plain, detail)
                    start = place + 1
                end = place + 1
            if start < end:
                yield _unknown(self, text, start, end)


def _unknown(rule: Rule, text: str, start: int, end: int) -> Finding:
    names = " ".join(f"U+{ord(char):04X}" for char in text[start : min(end, start + 4)])
    return Finding(rule, start, end, None, Detail((names,)))


def _table(document: str) -> tuple[Callable[[str], str], Safety]:
    """What private codes mean in this document, and how sure that is."""
    simplified, traditional = (
        sum(map(document.count, chars)) for chars in (SIMPLIFIED, TRADITIONAL)
    )
    if simplified <= traditional and any(char in document for char in CANTONESE):
        return hkscs, Safety.SAFE
    if simplified >= traditional:
        return gb, Safety.SAFE
    return (hkscs if "香港" in document else _none), Safety.UNSAFE


def _none(_: str) -> str:
    return ""
