"""CH011 presentation-form."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, OPENERS, STOPS
from seedlint.sense.width import is_han

OPENING = dict(zip("︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝", "〖（｛〔【《〈「『［（｛〔", strict=True))
CLOSING = dict(zip("︘︶︸︺︼︾﹀﹂﹄﹈﹚﹜﹞", "〗）｝〕】》〉」』］）｝〕", strict=True))
MARKS = dict(zip("︐︑︒︓︔︕︖︙︰﹐﹑﹔﹕﹖﹗", "，、。：；！？…：，、；：？！", strict=True))
SIGNS = dict(zip("﹟﹠﹢﹣﹦﹨﹩﹪﹫﹡﹤﹥", "#&+-=\\$%@*<>", strict=True))
ORDINARY = OPENING | CLOSING | MARKS | SIGNS
NARROW = str.maketrans("，：；！？（）｛｝［］", ",:;!?(){}[]")
ENDS = CLOSERS | STOPS | Chars.of("％%")
DOUBTFUL = "﹡﹤﹥"
"""﹤书名﹥ may have 〈 〉 in mind, and faces are made of all three."""


class PresentationForm(Rule):
    """Vertical or small form of a mark.

    ︵ ﹁ ︻ are the brackets of vertical lines, ﹐ ﹔ ﹕ the small marks of an
    old Taiwanese standard. They belong to fonts; text that came from a PDF or
    an old encoding carries them, and splitters that look for ， and 「 miss
    them. ︰, a vertical pair of dots, stands for ： almost without exception.

    Where both neighbours are ASCII, as in 12﹕30, the ordinary mark is
    half-width. A bracket is looked at only when something readable stands
    inside it: in (︶︿︶) it is part of a face.

    Safe, because only the form changes; ﹡ ﹤ ﹥ unsafe.
    """

    code, name, zh = "CH011", "presentation-form", "竖排或小写标点"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "punctuation"
    where = At(Chars.of("".join(ORDINARY)))
    says = "{0} (U+{1:04X}) for {2}"
    says_zh = "{0}（U+{1:04X}），应为“{2}”"
    good = (
        "（一）《书名》【通知】，完毕。",
        "他发来（︶︿︶）和(︶︿︶)两张脸。",
        "(╯°□°)╯︵ ┻━┻",
        "他笑着说：(´﹃`)馋了，(๑ˆ﹀ˆ๑)好。",
    )
    bad = (
        ("︵一︶总则︻通知︼﹁引文﹂", "（一）总则【通知】「引文」"),
        ("山水﹐花鸟﹔人物﹑走兽。", "山水，花鸟；人物、走兽。"),
        ("掌理事項如下︰", "掌理事項如下："),
        ("﹁他走了。﹂", "「他走了。」"),
        ("上午9﹕30開門﹐占3﹪。", "上午9:30開門，占3%。"),
        ("﹝日﹞黑田著︽画论︾﹗", "〔日〕黑田著《画论》！"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, end in view.places:
            form, before, behind = text[start], text[start - 1], text[end]
            if form in OPENING and not (_letter(behind) or behind in OPENERS):
                continue
            if form in CLOSING and not (_letter(before) or before in ENDS):
                continue
            if form == "︰" and form in (before, behind):
                continue
            plain = ORDINARY[form]
            if _narrow(before) and _narrow(behind):
                plain = plain.translate(NARROW)
            safety = Safety.UNSAFE if form in DOUBTFUL else None
            yield Finding(self, start, end, plain, Detail((form, ord(form), plain), safety=safety))


def _narrow(char: str) -> bool:
    return char.isascii() and char != "\n"


def _letter(char: str) -> bool:
    return is_han(char) or (char.isalnum() and not "\u02b0" <= char <= "\u02ff")
