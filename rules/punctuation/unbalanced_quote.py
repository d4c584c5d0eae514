"""PU006 unbalanced-quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.layer import EDGE
from seedlint.patterns import lazily
from seedlint.sense.pairs import PARTNER
from seedlint.sense.quotes import FAR, QUOTES, quotes

CLOSING = {PARTNER[mark]: mark for mark in QUOTES}
NEXT_LINE = lazily(f"[^\n{EDGE}]*(\n)[ \t\u3000\n]*")


class UnbalancedQuote(Rule):
    """Quotation mark without its partner.

    A mark that recognition dropped or turned round leaves the reader, and
    every program that takes quotations out, in the dark about who speaks.

    Judged on the flow: a quotation cut in two by a column is whole there. A
    quotation of several paragraphs may open each of them anew and close only
    the last, or open the first and close the last.

    Where the partner is there but turned round, as in “甲“, it is named as
    reversed by another rule. Here where the missing mark belongs is not known,
    so there is no fix. Copies of novels open speech and never close it: off in
    fiction.
    """

    code, name, zh = "PU006", "unbalanced-quote", "引号不成对"
    severity, reads = Severity.WARNING, "flow"
    edits = "none"
    off_in = ("fiction",)
    says = "{0} has no partner"
    says_zh = "“{0}”没有配对"
    good = (
        "他说：“走吧。”大家应声：“好！”",
        "“第一段，还没有说完。\n“第二段，说完了。”\n",
        "“信写了很长。\n中间还有一段。\n到这里才完。”\n",
        "「外『内』外」",
        "所谓“玻璃“，就是易碎。",
    )
    bad = (
        ("他提出“三个转变的要求，大家赞成。", None),
        ("大家赞成这个要求”，随后散会。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for loose, turned in view.once(quotes):
            elsewhere = {place for pair, _ in turned for place in pair}
            for place in _alone(view.text, [one for one in loose if one not in elsewhere]):
                yield Finding(self, place, place + 1, None, Detail((view.text[place],)))


def _alone(text: str, places: Sequence[int]) -> Iterator[int]:
    """The marks of a document that no line before or behind completes."""
    opened: int | None = None
    line_end, next_opens = -1, ""
    for place in places:
        if text[place] in CLOSING:
            if opened is not None and text.count("\n", opened, place) > FAR:
                yield opened
                opened = None
            if opened is not None and _closes(text, opened, place):
                opened = None
            else:
                yield place
            continue
        if place > line_end:
            line_end, next_opens = _next_line(text, place)
        if text[place] != next_opens:
            if opened is not None:
                yield opened
            opened = place
    if opened is not None:
        yield opened


def _next_line(text: str, place: int) -> tuple[int, str]:
    """Where the line at `place` ends, and the mark that opens the next one."""
    match = NEXT_LINE.match(text, place)
    return (match.start(1), text[match.end()]) if match else (len(text), "")


def _closes(text: str, opened: int, place: int) -> bool:
    """Whether the mark at `place` ends a quotation that some earlier line opened."""
    return text[opened] == CLOSING[text[place]] and "\n" in text[opened:place]
