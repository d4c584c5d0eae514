"""PU019 corner-quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.house import Quotes
from seedlint.patterns import lazily
from seedlint.sense.turned import loose_lines
from seedlint.sense.width import HAN_RUN, WORD

CORNER = dict(zip("“”‘’", "「」『』", strict=True))
_PAIR = lazily("(?<![A-Za-z])‘((?:[^‘’\n\ufffe]|(?<=[A-Za-z])’(?=[A-Za-z]))*)’(?![A-Za-z])")


@dataclass(frozen=True)
class CornerQuote(Rule):
    """Curly quotation mark where corner ones are wanted.

    Taiwan, Hong Kong and vertical print quote with 「 」 and, inside, 『 』. A
    collection that holds both shapes cannot be searched for quotations with
    one pattern. With `quotes = "corner"` the curly ones become corner ones.

    Each mark takes the shape that goes its way, so whatever was paired stays
    paired. Lines that are more Latin than Chinese keep theirs, and so do
    apostrophes: single marks count only where one opens and another closes.

    Safe, because only the shape of the mark changes. Off by default: `quotes`
    in the configuration says what is wanted.
    """

    quotes: Quotes = "corner"

    code, name, zh = "PU019", "corner-quote", "引号应为直角引号"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "punctuation"
    default, on_with = False, "quotes"
    where = At(Chars.of("“”‘’"))
    says, says_zh = "{0} instead of {1}", "引号“{0}”应为“{1}”"
    good = (
        "他說：「這叫『要素』。」",
        "She said, “你好 means hello,” and left.",
        "歌名是Don’t Cry，寫於’90年代。",
    )
    bad = (
        ("他說：“這叫‘要素’。”", "他說：「這叫『要素』。」"),
        ("“還沒有說完。\n“這下說完了。”\n", "「還沒有說完。\n「這下說完了。」\n"),
        ("他唱的是‘Don’t Cry’，很好聽。", "他唱的是『Don’t Cry』，很好聽。"),
    )

    @property
    def idle(self) -> bool:
        return self.quotes != "corner"

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for line, places in loose_lines(view, view.starts):
            if not _is_chinese(text[slice(*line)]):
                continue
            pairs = [match.span() for match in _PAIR.finditer(text, *line)]
            single = {place for start, end in pairs for place in (start, end - 1)}
            for place in places:
                old = text[place]
                if old in "“”" or place in single:
                    new = CORNER[old]
                    yield Finding(self, place, place + 1, new, Detail((old, new)))


def _is_chinese(line: str) -> bool:
    return sum(map(len, HAN_RUN.findall(line))) > 2 * len(WORD.findall(line))
