"""PU006 unbalanced-quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.pairs import PARTNER
from seedlint.sense.width import is_han

OPENING = "“「『"
CLOSING = {PARTNER[mark]: mark for mark in OPENING}
NEXT_LINE = re.compile(r"[^\n]*\n[\s\u3000]*")
FAR = 12
"""Lines over which a quotation of several paragraphs may stay open."""


class UnbalancedQuote(Rule):
    """Quotation mark without its partner.

    A mark that recognition dropped or turned round leaves the reader, and
    every program that takes quotations out, in the dark about who speaks.

    Judged on the flow: a quotation cut in two by a column is whole there. A
    quotation of several paragraphs may open each of them anew and close only
    the last, or open the first and close the last.

    Where “ stands twice and the second has a word before it and none behind,
    ” was meant: that fix is offered, unsafe. Elsewhere where the missing mark
    belongs is not known, so there is none.
    """

    code, name, zh = "PU006", "unbalanced-quote", "引号不成对"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    says = "{0} has no partner"
    says_zh = "“{0}”没有配对"
    good = (
        "他说：“走吧。”大家应声：“好！”",
        "“第一段，还没有说完。\n“第二段，说完了。”\n",
        "“信写了很长。\n中间还有一段。\n到这里才完。”\n",
        "「外『内』外」",
    )
    bad = (
        ("他提出“三个转变的要求，大家赞成。", None),
        ("所谓“玻璃“，就是易碎。", "所谓“玻璃”，就是易碎。"),
        ("大家赞成这个要求”，随后散会。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        places = view.unpaired(OPENING)
        for first, last, _ in view.grouped(places):
            yield from self._document(view, places[first:last])

    def _document(self, view: View, places: Sequence[int]) -> Iterator[Finding]:
        text = view.text
        opened: int | None = None
        for place in places:
            if text[place] in CLOSING:
                if opened is not None and _closes(text, opened, place):
                    opened = None
                else:
                    yield self._finding(text, place)
            elif opened is not None and _meant_closing(text, opened, place):
                yield self._finding(text, place, PARTNER[text[place]])
                opened = None
            elif not _repeated(text, place):
                if opened is not None:
                    yield self._finding(text, opened)
                opened = place
        if opened is not None:
            yield self._finding(text, opened)

    def _finding(self, text: str, place: int, new: str | None = None) -> Finding:
        return Finding(self, place, place + 1, new, Detail((text[place],)))


def _repeated(text: str, place: int) -> bool:
    """Whether the next line opens with the mark at `place` once more."""
    match = NEXT_LINE.match(text, place)
    return match is not None and text[match.end()] == text[place]


def _meant_closing(text: str, opened: int, place: int) -> bool:
    """Whether the second opening mark of a line stands where a closing one would."""
    return (
        text[opened] == text[place]
        and "\n" not in text[opened:place]
        and is_han(text[place - 1])
        and not is_han(text[place + 1])
    )


def _closes(text: str, opened: int, place: int) -> bool:
    """Whether the mark at `place` ends a quotation that some earlier line opened."""
    lines = text.count("\n", opened, place)
    return text[opened] == CLOSING[text[place]] and 0 < lines <= FAR
