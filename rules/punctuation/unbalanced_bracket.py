"""PU007 unbalanced-bracket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedlint import Detail, Edit, Finding, Rule, Safety, Severity, View
from seedlint.core import Span
from seedlint.patterns import lazily
from seedlint.sense.brackets import BRACKETS, partnerless
from seedlint.sense.pairs import PARTNER
from seedlint.sense.titles import TITLES, mistaken_titles
from seedlint.sense.turned import loose_lines, set_right

CLOSING = {PARTNER[mark]: mark for mark in BRACKETS + TITLES}
FAR = 12
"""Lines over which a bracket may stay open."""
NOTE = 40
_NUMBER = lazily(
    r"[一二三四五六七八九十]{1,3}(?![一二三四五六七八九十年月日个次种条人级、）])|\d{1,2}(?=[\u4e00-\u9fff])(?!年|月|日)"
)
"""The number of an item; behind it a word begins, so that （一年一次 is none."""


class UnbalancedBracket(Rule):
    """Bracket without its partner.

    Recognition drops brackets or reads them as something else; then nobody can
    tell where a note or a title ends.

    （【〔〖［｛《〈 are judged on the flow, where a bracket cut in two by a column
    is whole; one may stay open over some lines. Half-width brackets serve as
    partners. The ） of 1）, a）, 一）, a smile and an interval [0，1） need none.
    Quotation marks, and title marks with a partner of another shape, belong
    to other rules.

    Three fixes are offered, unsafe: the second of two marks alike is turned
    round (某大学（东校区（，), the number of an item (（三落实经费) and a short
    line that is all in brackets get their end. Elsewhere where the partner
    belongs is not known.
    """

    code, name, zh = "PU007", "unbalanced-bracket", "括号不成对"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "punctuation"
    says = "{0} has no partner"
    says_zh = "“{0}”没有配对"
    good = (
        "1）先登记；2）再领取。\na）甲；b）乙。\n一）总则\n",
        "（作者系某某大学教授）\n",
        "世界卫生组织（WHO)宣布，各区(县）执行。",
        "收到：），谢谢。",
        "取值范围是[0，1）和（0，100]。",
        "（编者按：这里的冬天很长。\n雪停了我就回来。）\n",
        "《关于修改〈条例〉的决定》（第三次送审稿【内部】）",
    )
    bad = (
        ("他读了《红楼梦，很喜欢。", None),
        ("各区县（自治县执行本办法。", None),
        ("各区县自治县）执行本办法。", None),
        ("某大学（东校区（，另有别处。", "某大学（东校区），另有别处。"),
        ("（作者系某某大学教授\n", "（作者系某某大学教授）\n"),
        ("（三落实经费，由区里统一拨付。\n", "（三）落实经费，由区里统一拨付。\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        places = view.unpaired(BRACKETS + TITLES + "(")
        for first, last, _ in view.grouped(places):
            opened: dict[str, Span] = {}
            for line, loose in loose_lines(view, places[first:last]):
                yield from self._line(view.text, line, loose, opened)
            for place, high in opened.values():
                yield self._alone(view.text, place, high)

    def _line(
        self, text: str, line: Span, loose: Sequence[int], opened: dict[str, Span]
    ) -> Iterator[Finding]:
        """The findings of a line; `opened` keeps what a later line may close."""
        for kind in sorted({CLOSING.get(text[one], text[one]) for one in loose} - {"(", ")"}):
            alone, pairs = partnerless(text, line, kind)
            if kind in TITLES:
                pairs, elsewhere = (), {one for pair in mistaken_titles(text, line) for one in pair}
                alone = [place for place in alone if place not in elsewhere]
            yield from (self._turned(text, pair, kind) for pair in pairs)
            for place in alone:
                before = opened.pop(kind, None)
                if text[place] == kind:
                    opened[kind] = place, line[1]
                    if before:
                        yield self._alone(text, *before)
                elif not before or text.count("\n", before[0], place) > FAR:
                    yield from (
                        self._alone(text, *one) for one in (before, (place, line[1])) if one
                    )

    def _turned(self, text: str, pair: Span, opening: str) -> Finding:
        wrong = tuple(one for one in set_right(pair, opening) if text[one.start] != one.text)
        told = Detail((text[wrong[0].start],), edits=wrong)
        return Finding(self, wrong[0].start, wrong[-1].end, None, told)

    def _alone(self, text: str, place: int, line_end: int) -> Finding:
        mark = text[place]
        edits = _closed(text, place, line_end) if mark in PARTNER else ()
        return Finding(self, place, place + 1, None, Detail((mark,), edits=edits))


def _closed(text: str, place: int, line_end: int) -> tuple[Edit, ...]:
    """The edit that closes the bracket at `place`: behind the number of an item, or at the end of
    a short line."""
    number = _NUMBER.match(text, place + 1, line_end)
    if number and text[place - 1] in "\n\ufffe":
        return (Edit(number.end(), number.end(), PARTNER[text[place]]),)
    inside = text[place + 1 : min(line_end, place + 2 + NOTE)].rstrip()
    whole = text[place - 1] in "\n\ufffe" and 1 < len(inside) <= NOTE
    if not whole or not set("。！？）】〕").isdisjoint(inside[:-1]):
        return ()
    end = place + 1 + len(inside)
    return (Edit(end, end, PARTNER[text[place]]),)
