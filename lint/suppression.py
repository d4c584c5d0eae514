"""Which findings the comments of a text silence, and which comments are of no use.

A finding is silenced by where it begins. One that is reported keeps its fix only where that leaves
alone what was told to stay: places in which its rule is silenced, furniture whose removal is
silenced, the comments themselves and the lines they speak of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from seedlint.comments import Comment, Comments, Word
from seedlint.core import NOTHING, Detail, Finding, Rule
from seedlint.edits import moved
from seedlint.registry import UnknownRule, all_rules, nearest_label, select_rules

UNUSED, UNKNOWN = "QU006", "QU007"
DISABLE, ENABLE = "seedlint-disable", "seedlint-enable"
NEXT_LINE, LINE, FILE = f"{DISABLE}-next-line", f"{DISABLE}-line", f"{DISABLE}-file"
VERBS = (DISABLE, NEXT_LINE, LINE, FILE, ENABLE)
SHOWN = 40
"""Code points of an unknown word that are repeated."""


def heed(comments: Comments, found: Sequence[Finding], rules: Collection[Rule]) -> list[Finding]:
    """What is left to report of the findings of a page, in order and in offsets of the text."""
    silence = _Silence(comments)
    heard: list[Finding] = []
    stays: list[int] = []
    for one in found:
        barred = one.fix and any(map(comments.in_the_way, one.fix.edits))
        finding = moved(one, comments.span)
        if not silence.takes(finding):
            heard.append(_without_fix(finding) if barred else finding)
        elif finding.rule.shapes:
            stays.append(finding.start)
    heard = [one if silence.allows(one, stays) else _without_fix(one) for one in heard]
    heard += _complaints(silence, {rule.code: rule for rule in rules})
    return sorted(heard, key=lambda one: (one.start, one.end, one.code))


def _without_fix(finding: Finding) -> Finding:
    return finding._replace(new=None, detail=(finding.detail or NOTHING)._replace(edits=()))


class Order(NamedTuple):
    """A comment, the codes that each of its words means, and all of them: None for every rule."""

    comment: Comment
    meant: Sequence[tuple[Word, frozenset[str]]]
    codes: frozenset[str] | None

    @property
    def verb(self) -> str:
        return self.comment.verb.text

    def names(self, code: str) -> bool:
        return self.codes is None or code in self.codes


class Region(NamedTuple):
    """Where an order holds."""

    start: int
    end: int
    order: Order


class _Silence:
    """Where which rule is silent; `used` are the codes that each order has silenced, by place."""

    def __init__(self, comments: Comments) -> None:
        self.text = comments.text
        self.orders = [_order(comment) for comment in comments.said]
        self.lines = sorted(_lines(comments, self.orders), key=itemgetter(0))
        self.regions: dict[str, tuple[Sequence[Region], ...]] = {}
        self.used: defaultdict[int, set[str]] = defaultdict(set)

    def takes(self, finding: Finding) -> bool:
        order = self._over(finding.code, finding.start, finding.start + 1)
        if order:
            self.used[order.comment.start].add(finding.code)
        return order is not None

    def allows(self, finding: Finding, stays: Sequence[int]) -> bool:
        """Whether the fix leaves alone what it must; `stays` is where silenced furniture begins."""
        for start, end, text, source in finding.fix.edits if finding.fix else ():
            for low, high in [(start, end), source] if source else [(start, end)]:
                if self._over(finding.code, low, max(high, low + 1)):
                    return False
            if finding.rule.shapes and bisect_left(stays, start) < bisect_left(stays, end):
                return False
            if text.count("\n") > self.text.count("\n", start, end) and self._spoken_of(start):
                return False
        return True

    def _spoken_of(self, place: int) -> bool:
        """Whether an order holds for the line of `place`, of which a part would then be free."""
        return place < len(self.text) and _overlapping(self.lines, place, place + 1) is not None

    def _over(self, code: str, start: int, end: int) -> Order | None:
        """The order by which a rule is silent somewhere between; of several the closest."""
        if code not in self.regions:
            named = [order for order in self.orders if order.names(code)]
            lines = [region for region in self.lines if region.order.names(code)]
            everywhere = [Region(0, len(self.text) + 1, one) for one in named if one.verb == FILE]
            self.regions[code] = (lines, list(_blocks(named, len(self.text))), everywhere[:1])
        found = (_overlapping(regions, start, end) for regions in self.regions[code])
        return next((region.order for region in found if region), None)


def _order(comment: Comment) -> Order:
    if comment.verb.text not in VERBS:
        return Order(comment, (), frozenset())
    meant = [(word, _codes(word.text)) for word in comment.words]
    codes = frozenset(code for _, some in meant for code in some)
    return Order(comment, meant, codes if meant else None)


def _codes(word: str) -> frozenset[str]:
    try:
        return frozenset(rule.code for rule in select_rules([word]))
    except UnknownRule:
        return frozenset()


def _lines(comments: Comments, orders: Sequence[Order]) -> Iterator[Region]:
    for order in orders:
        line = None
        if order.verb == LINE:
            line = comments.line_at(order.comment.start)
        elif order.verb == NEXT_LINE:
            line = comments.next_line(order.comment)
        if line:
            yield Region(*line, order)


def _blocks(named: Sequence[Order], length: int) -> Iterator[Region]:
    """From each order that silences to the next that ends it, or to the end of the text."""
    first: Order | None = None
    for order in named:
        if order.verb == DISABLE:
            first = first or order
        elif order.verb == ENABLE and first:
            yield Region(first.comment.start, order.comment.end, first)
            first = None
    if first:
        yield Region(first.comment.start, length + 1, first)


def _overlapping(regions: Sequence[Region], start: int, end: int) -> Region | None:
    """One of sorted regions, which are disjoint or equal, that overlaps a span."""
    at = bisect_left(regions, end, key=itemgetter(0)) - 1
    return regions[at] if at >= 0 and regions[at].end > start else None


def _complaints(silence: _Silence, rules: dict[str, Rule]) -> Iterator[Finding]:
    if rule := rules.get(UNKNOWN):
        for order in silence.orders:
            for word, near in _unknown(order):
                said = word.text if len(word.text) <= SHOWN else f"{word.text[:SHOWN]}…"
                values = (f"{said} ({near}?)" if near else said,)
                yield Finding(rule, word.start, word.end, None, Detail(values))
    if rule := rules.get(UNUSED):
        for word in (*_idle(silence, rules.keys()), *_ends_nothing(silence.orders)):
            yield Finding(rule, word.start, word.end, None, Detail((word.text,)))


def _unknown(order: Order) -> Iterator[tuple[Word, str | None]]:
    """What no rule and no comment is called, and what may be meant."""
    verb = order.comment.verb
    if verb.text not in VERBS:
        from difflib import get_close_matches

        yield verb, next(iter(get_close_matches(verb.text, VERBS, 1)), None)
    for word, codes in order.meant:
        if not codes:
            yield word, nearest_label(word.text)


def _idle(silence: _Silence, ran: Iterable[str]) -> Iterator[Word]:
    """What silences nothing. Of a rule that did not run nothing is known."""
    for order in silence.orders:
        used = silence.used[order.comment.start]
        if order.verb == ENABLE:
            continue
        if order.codes is None and not used:
            yield order.comment.verb
        for word, codes in order.meant:
            if not codes.isdisjoint(ran) and codes.isdisjoint(used):
                yield word


def _ends_nothing(orders: Sequence[Order]) -> Iterator[Word]:
    every = frozenset(rule.code for rule in all_rules())
    silent: frozenset[str] = frozenset()
    for order in orders:
        codes = every if order.codes is None else order.codes
        if order.verb == DISABLE:
            silent |= codes
        elif order.verb == ENABLE:
            if order.codes is None and not silent:
                yield order.comment.verb
            for word, some in order.meant:
                if some and silent.isdisjoint(some):
                    yield word
            silent -= codes
