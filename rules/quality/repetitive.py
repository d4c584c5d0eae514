"""QU004 repetitive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.patterns import lazily

LEAST = 500
"""Code points of a document, at least."""
TWINS = 0.01
"""Openings alike a code point below which no tenth of the text can be repeated clauses."""
CLAUSE = 6
"""Code points of a clause, at least: shorter ones recur in any text."""
_CLAUSE = lazily(rf"[^，。；：！？,;:!?\s]{{{CLAUSE},}}")


@dataclass(frozen=True)
class Repetitive(Rule):
    """Document that says the same again and again.

    Lists of the same answers, machine-made pages and loops that no other
    check takes for a slip: a filter for training text drops them (Rae et al.
    2021, the rules of Gopher, there for words).

    Counted are the characters of lines and of clauses of six characters and
    more that stood before in the same document; either share may not pass
    `share` (0.3, as for the lines of Gopher). The finding stands at the first
    repeated clause.

    No fix: whether to keep the document is for a person to say.
    """

    share: float = 0.3

    code, name, zh = "QU004", "repetitive", "内容大量重复"
    severity, reads = Severity.INFO, "flow"
    edits = "none"
    says = "{0:.0%} of the text repeats what stood before"
    says_zh = "全文有 {0:.0%} 是前面出现过的内容"
    good = (
        "".join(f"第{number}处泵站运行正常，水位{number * 7}厘米。\n" for number in range(40)),
        "同意。\n" * 20,
    )
    bad = (
        (
            "".join(
                f"问：第{number}号泵站怎么样？\n答：设备运转正常，没有发现异常情况，请继续观察。\n"
                for number in range(1, 21)
            ),
            None,
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        twins = sorted(place for group in view.twins for place in group)
        for first, last, (low, high) in view.grouped(twins):
            if high - low < LEAST or last - first < TWINS * (high - low):
                continue
            known: set[str] = set()
            again = total = 0
            place = -1
            for match in _CLAUSE.finditer(text, low, high):
                clause = match[0]
                total += len(clause)
                if clause in known:
                    again += len(clause)
                    place = match.start() if place < 0 else place
                known.add(clause)
            if again > self.share * total:
                yield Finding(self, place, place + 1, None, Detail((again / total,)))
