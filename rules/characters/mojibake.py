"""CH008 mojibake."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.sense.lines import OncePerLine
from seedlint.sense.mojibake import (
    WESTERN_LEADS,
    chinese,
    chinese_leads,
    misread,
    western,
    western_trails,
)

LEADS, TRAILS = chinese_leads(), western_trails()


class Mojibake(Rule):
    """Text decoded with the wrong encoding.

    UTF-8 read as Windows-1252 turns 图书 into å›¾ä¹¦, read as GBK into 鍥句功.
    Nobody reads it, a tokenizer breaks it into rare pieces, and a model
    learns it as a language of its own.

    The run is encoded again as it was misread; if the bytes are strict UTF-8
    and give common Chinese, which costs less by the word table than what
    stands here, or any printable text for the Western misreading, that is
    what was meant. A single such letter (CAFÉ®) counts only where the line
    holds more of them. What was lost on the way (GBK shows it as ?) stays lost:
    the run is taken back up to there.

    Unsafe, for what stands behind a lost byte may be mended wrongly.
    """

    code, name, zh = "CH008", "mojibake", "乱码"
    severity, reads = Severity.ERROR, "page"
    edits = "replacement"
    where = At(WESTERN_LEADS | LEADS, before=TRAILS | Chars.of("", (0x2E80, 0xFFEF)))
    says = "“{0}” was “{1}” before it was decoded wrongly"
    says_zh = "“{0}”疑为“{1}”误解码而成"
    good = (
        "联通公司在café”里开会。",
        "naïve、Übung、Ångström、señor。",
        "洹水、鄱阳湖、瓯江与猗氏县。",
        "价格为５€，温度20°C。",
        "CAFÉ® AU LAIT，5×£3",
    )
    bad = (
        ("å›¾ä¹¦é¦†今日开放。", "图书馆今日开放。"),
        ("a cafÃ© in Paris", "a café in Paris"),
        ("Â\xa0å›¾ä¹¦é¦†Â\xa0ä»Šæ—¥Â\xa0å¼€æ”¾ã€‚", "\xa0图书馆\xa0今日\xa0开放。"),
        ("鍥句功棣嗕粖鏃ュ紑鏀撅紝人人知道。", "图书馆今日开放，人人知道。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, done = view.text, 0
        believed = OncePerLine(view, misread)
        for start in view.starts:
            if start < done:
                continue
            found = (western if text[start] < "\u0100" else chinese)(text, start)
            if found and (found.sure or believed(start)):
                done = found.end
                told = Detail((text[start:done][:12], found.text[:12]))
                yield Finding(self, start, done, found.text, told)
