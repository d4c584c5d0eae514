"""QU001 low-han-ratio."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.characters import HAN, MASK
from seedlint.patterns import lazily
from seedlint.sense.copies import han

LEAST = 200
SAMPLE, GLANCE = 4000, 30
PLAINLY = 0.5
_LETTERS = lazily(r"[^\W_]+")
_OTHER = lazily(rf"(?!{HAN.pattern})[^\W_]")


@dataclass(frozen=True)
class LowHanRatio(Rule):
    """Document with few Chinese characters in it.

    A page that came out as noise, a table of figures or a page in another
    language does not belong in a collection of Chinese text, and most checks
    have little to say about it.

    Han characters are counted against all letters and digits; masked code and
    addresses, marks and spaces do not count, nor do documents of less than 200
    letters: a sentence is no document. Of a long document every n-th character
    is taken. The finding stands at the first letter or digit that is not Han.

    No fix: whether to keep the document is for a person to say.
    """

    share: float = 0.3

    code, name, zh = "QU001", "low-han-ratio", "汉字占比过低"
    severity, reads = Severity.INFO, "page"
    edits = "none"
    says = "only {0:.0%} of the letters are Chinese"
    says_zh = "文字中汉字只占 {0:.0%}"
    good = (
        "A short record: this one holds no more than a sentence, or perhaps two of them.\n",
        "这一段虽然夹着 English words 和数字 12345，但大多数仍然是汉字，"
        "所以读起来还是一段中文，检查也都有话可说，不必另外提醒。",
        "见 https://example.com/a-rather-long-address-that-says-nothing-at-all 一页。",
        "",
    )
    bad = (
        ("目录 " + "This page was scanned together with a Chinese one. " * 6, None),
        ("表一\n" + "1204 3305 88 17.5\n" * 20, None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for low, high in view.documents:
            if high - low < LEAST:
                continue
            glance = text[low : high : 1 + (high - low) // GLANCE]
            if han(glance) >= PLAINLY * len(glance):
                continue
            sample = text[low : high : 1 + (high - low) // SAMPLE]
            chinese = han(sample)
            if chinese >= self.share * (len(sample) - sample.count(MASK)):
                continue
            letters = sum(map(len, _LETTERS.findall(sample)))
            share = chinese / max(1, letters)
            if letters < min(LEAST, len(sample) // 2) or share >= self.share:
                continue
            first = _OTHER.search(text, low, high)
            if first:
                yield Finding(self, first.start(), first.end(), None, Detail((share,)))
