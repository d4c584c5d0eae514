"""WO003 known-misspelling."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.sense.misspellings import ENTRIES, found_at
from seedlint.sense.width import is_han
from seedlint.sense.words import words

REACH = 5
"""Han characters on either side that are cut into words."""
GAIN = 5.0
"""Nats by which the right word must make the words around it likelier."""


class KnownMisspelling(Rule):
    """Word that is a known misspelling.

    自已 for 自己, 兔费 for 免费: recognition takes a character for its double,
    a keyboard for one that sounds alike. A search for the right word fails.

    The list holds pairs of which the wrong one is no word. It can still stand
    across two words (周末来访 holds 末来), so the place is cut into words with
    either spelling, and only a clear gain is reported.

    Unsafe: names and old texts spell as they like.
    """

    code, name, zh = "WO003", "known-misspelling", "常见错别字"
    severity, reads = Severity.WARNING, "flow"
    edits = "mapping"
    where = At(Chars.of("".join(ENTRIES)))
    says = "“{0}” is a known misspelling of “{1}”"
    says_zh = "“{0}”应为“{1}”"
    good = (
        "他周末来访，期末能来更好。",
        "几千部手机，几千净重。",
        "大人土里土气，走出深山，老人家收人情。",
        "雨后晴天，眼神明亮，免费入场，自己已经知道。",
    )
    bad = (
        ("他自已也没有想到。", "他自己也没有想到。"),
        ("我们己经知道了。", "我们已经知道了。"),
        ("这套设备由厂家按装调试。", "这套设备由厂家安装调试。"),
        ("凭证可以兔费参观。", "凭证可以免费参观。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start, (wrong, right, _) in found_at(text, view.starts):
            end = start + len(wrong)
            if _gains(text, start, end, right):
                yield Finding(self, start, end, right, Detail((wrong, right)))


def _gains(text: str, start: int, end: int, right: str) -> bool:
    low, high = start, end
    while start - low < REACH and is_han(text[low - 1]):
        low -= 1
    while high - end < REACH and is_han(text[high]):
        high += 1
    known = words()
    before, behind = known.simplified(text[low:start]), known.simplified(text[end:high])
    written, meant = (before + middle + behind for middle in (text[start:end], right))
    return known.cut(written).cost - known.cut(meant).cost > GAIN
