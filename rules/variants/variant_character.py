"""VA003 variant-character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.scripts import script

ONES = "爲裏牀羣峯衞啓綫麪鷄擡粧竈脣敎説産兑絶温眞汙墻滙祕奬鎭却脚鈎隣衆査銹値閲鋭録緑顔頽"
OTHERS = "為裡床群峰衛啟線麵雞抬妝灶唇教說產兌絕溫真污牆匯秘獎鎮卻腳鉤鄰眾查鏽值閱銳錄綠顏頹"
PARTNER = dict(zip(ONES + OTHERS, OTHERS + ONES, strict=True))


class VariantCharacter(Rule):
    """Two forms of one character in one document.

    爲 and 為, 裏 and 裡 are the same word in two shapes: Hong Kong, Taiwan and
    old prints each have theirs. A document that uses both cannot be searched
    with either.

    Only traditional text is looked at, and only pairs that differ in nothing
    but shape. Where both forms occur the rarer gives way to the commoner, and
    where they are equal the later to the earlier. A document that keeps to one
    form is right, whichever it is.

    Safe, because the other form stands in the same document. Off by default: in
    a quotation of an old print the difference may be meant.
    """

    code, name, zh = "VA003", "variant-character", "异体字混用"
    severity, safety, reads, default = Severity.INFO, Safety.SAFE, "flow", False
    edits = "mapping"
    where = At(Chars.of(ONES + OTHERS))
    says, says_zh = "{0}, elsewhere {1}", "“{0}”在别处写作“{1}”"
    good = (
        "里巷之間，鷄犬相聞；老幼扶攜，往來不絕。",
        "因爲下雨，爲了安全，會議改期。",
        "這裡下雨，那裡放晴。",
        "这里下雨，群众都说脚冷。",
    )
    bad = (
        (
            "因為下雨，為了安全，會議改期，人人以爲奇怪。",
            "因為下雨，為了安全，會議改期，人人以為奇怪。",
        ),
        ("這裏下雨，那裡放晴，東邊還有雲。", "這裏下雨，那裏放晴，東邊還有雲。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, starts = view.text, view.starts
        for first, last, (low, high) in view.grouped(starts):
            counts = Counter(text[place] for place in starts[first:last])
            rarer = {one for one in counts if _gives_way(one, counts)}
            if rarer and script(text, low, high) == "traditional":
                for place in starts[first:last]:
                    one = text[place]
                    if one in rarer:
                        yield Finding(
                            self, place, place + 1, PARTNER[one], Detail((one, PARTNER[one]))
                        )


def _gives_way(one: str, counts: Counter[str]) -> bool:
    """Whether the partner of a form is commoner, or as common and stands first."""
    other = PARTNER[one]
    if counts[one] != counts[other]:
        return counts[one] < counts[other]
    order = list(counts)
    return order.index(other) < order.index(one)
