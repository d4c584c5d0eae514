"""WO001 foreign-insert."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import CLOSERS, DIGITS, OPENERS
from seedlint.patterns import lazily

USED = "用写读作输按"
"""Before a word that is named, not meant: 用 and 连接."""
MEANT = {"and": "和", "or": "或"}
WORDS = frozenset(("and", "or", "the", "of", "to"))
FIRST = Chars.of("".join(sorted({word[0] for word in WORDS})))
_INSERT = lazily("[a-z]+(?![A-Za-z0-9_'’-])")
_ABOUT_WORDS = lazily(r"[a-zA-Z]|关键|[介冠连单]词|英文|英语|参数|命令|运算|操作符|语句|逻辑")


class ForeignInsert(Rule):
    """English function word between Chinese words.

    Recognition by a language model slips into English: 布局 and 体系. No
    writer does that with and, of or the.

    Only a function word in lower case, with Chinese or Chinese marks on both
    sides and neither a Latin word nor talk of code or grammar near, is
    reported: for, in, is and the like are keywords more often than slips. A
    word that stands alone between quotation marks is spoken about, not used.

    Unsafe: that and stands for 和 is a guess. Where the Chinese word is not
    known there is no fix.
    """

    code, name, zh = "WO001", "foreign-insert", "夹入的外文虚词"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "replacement"
    where = At(FIRST, after=HAN | CLOSERS | Chars.of(" \t"))
    says = "English “{0}” in Chinese text"
    says_zh = "中文里夹入英文“{0}”"
    good = (
        "英文连词“and”和“or”的用法。",
        "他读了 War and Peace 一书。",
        "查询式用 and 连接，用 or 选择。",
        "开关分 on 和 off 两档。",
    )
    bad = (
        ("优化产业布局 and “三横两纵”交通体系。", "优化产业布局和“三横两纵”交通体系。"),
        ("产业布局and交通体系", "产业布局和交通体系"),
        ("提高质量 or 降低成本。", "提高质量或降低成本。"),
        ("加强学校 of 管理。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for start in view.starts:
            match = _INSERT.match(view.text, start)
            if not match or match[0] not in WORDS:
                continue
            low, high = start, match.end()
            while view.text[low - 1] in " \t":
                low -= 1
            while view.text[high] in " \t":
                high += 1
            if self._between_chinese(view.text, low, high):
                new = MEANT.get(match[0])
                yield Finding(self, low, high, new, Detail((match[0],)))

    def _between_chinese(self, text: str, low: int, high: int) -> bool:
        before, behind = text[low - 1], text[high]
        left = before in HAN or before in CLOSERS
        right = behind in HAN or behind in OPENERS or behind in DIGITS
        around = text[max(0, low - 6) : low], text[high : high + 6]
        spoken_of = before in USED or any(map(_ABOUT_WORDS.search, around))
        return left and right and not spoken_of
