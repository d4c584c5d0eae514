"""RE001 duplicate-paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.layer import EDGE
from seedlint.sense.lines import is_enumerated, is_note, is_prose
from seedlint.sense.repeats import Run
from seedlint.sense.width import HAN_RUN

ADJACENT, BARE = 10, 16
DISTANT = 30
INDENT = "\u3000"
CROWD = 50
"""Openings alike in one document past which no further copies are sought: a form, not a slip."""

HABIT = 5
"""Places of one document with distant copies from which on they are meant."""
Copy = tuple[Span, Span, tuple[str, str]]
"""The copy to drop, the one that stays, and why."""

ENDS = frozenset("。！？.!?")
MARKS = ENDS | frozenset("，、；：,;:")
LATER = ("the later copy goes", "删后一处")
QUOTE = (
    "a pull quote: the copy outside the running text goes",
    "疑为摘句，删正文之外的一处",
)


class DuplicateParagraph(Rule):
    """Paragraph that stands twice.

    A pull quote set beside the article, a page recognised twice, a paste that
    went wrong: the same paragraph is indexed twice, and weighs twice in
    training.

    Adjacent copies count from ten Han characters with a mark, or sixteen
    without; distant ones from thirty with a stop. Judged on the flow, so that
    a copy is found although a column break cuts the other, and found inside a
    longer paragraph as well. Of two distant copies the later goes; but where
    the first stands right below the head of an article, or the other is part
    of a longer paragraph, it is a pull quote and goes itself. A document that
    repeats itself in many places, as dialogues and forms do, means it.

    Adjacent copies of at least thirty Han with a stop are safe to drop: the
    same words remain in the same place. Shorter ones can be a refrain, and
    statutes and minutes repeat formulas on purpose: those are unsafe.
    """

    code, name, zh = "RE001", "duplicate-paragraph", "重复段落"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    says = "the same paragraph stands elsewhere in this document; {0}"
    says_zh = "同一段落在文中另有一处；{1}"
    good = (
        "同意。\n\n同意。\n",
        "请各单位认真落实，按时上报。\n\n请各部门认真落实，按时上报。\n",
        "讲解员在线，请提问，马上回答。\n"
        + "".join(
            f"{asked}{room}展厅？\n{room}展厅在大门右手边的小楼里，二层和三层都是，周一不开放，来时记得带证件。\n"
            for asked in ("请问", "再问")
            for room in ("陶瓷", "书画", "织绣", "木器", "钱币")
        ),
    )
    bad = (
        (
            "　　渡口去年秋天修了新的栈桥，又添了两条客船，来往的乡亲再也不用排长队。\n"
            "　　船票不涨价。\n"
            "　　渡口去年秋天修了新的栈桥，又添了两条客船，来往的乡亲再也不用排长队。\n",
            "　　渡口去年秋天修了新的栈桥，又添了两条客船，来往的乡亲再也不用排长队。\n"
            "　　船票不涨价。\n",
        ),
        (
            "图书馆周一闭馆，周二起照常开放。\n\n图书馆周一闭馆，周二起照常开放。\n",
            "图书馆周一闭馆，周二起照常开放。\n",
        ),
        (
            "社区花园的故事\n\n居民们自己动手翻土、播种、浇水，把一块荒了多年的空地变成了花园，人人都说好。\n\n"
            "去年春天，街道把空地交给居民打理。居民们自己动手翻土、播种、浇水，把一块荒了多年的空地变成了花园，人人都说好。\n",
            "社区花园的故事\n\n"
            "去年春天，街道把空地交给居民打理。居民们自己动手翻土、播种、浇水，把一块荒了多年的空地变成了花园，人人都说好。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        dropped = set()
        for first, copy in pairwise(view.lines):
            size = copy[1] - copy[0]
            same = ADJACENT <= size <= first[1] - first[0] and text.startswith(
                text[copy[0] : copy[1]], first[1] - size
            )
            if same and self._adjacent(view, first, copy):
                dropped.add(copy[0])
                twin = (first[1] - size, first[1])
                sure = Safety.SAFE if _worth(text[copy[0] : copy[1]]) else Safety.UNSAFE
                yield self._drop(view, copy, twin, LATER, sure)
        for copy, other, why in _not_by_habit(view, list(self._distant(view, dropped))):
            yield self._drop(view, copy, other, why, Safety.UNSAFE)

    def _distant(self, view: View, dropped: set[int]) -> Iterator[Copy]:
        if not view.twins:
            return
        openings = _openings(view)
        loops = [run for run in view.runs if run.period > DISTANT]
        for group in view.twins:
            if openings.keys().isdisjoint(group):
                continue
            for copy, other, why in _copies(view, openings, group[:CROWD]):
                known = copy[0] in dropped or _in_loop(loops, copy)
                if not known and _same(view, copy, other):
                    dropped.add(copy[0])
                    yield copy, other, why

    def _adjacent(self, view: View, first: Span, copy: Span) -> bool:
        """Whether `copy` repeats the line before it, or, if long enough, the end of that line."""
        paragraph, size = view.text[copy[0] : copy[1]], copy[1] - copy[0]
        if size < first[1] - first[0]:
            enough = DISTANT
        else:
            enough = BARE if MARKS.isdisjoint(paragraph) else ADJACENT
        return (
            _han(paragraph) >= enough
            and EDGE not in view.text[first[1] : copy[0]]
            and _same(view, (first[1] - size, first[1]), copy)
        )

    def _drop(
        self,
        view: View,
        copy: Span,
        other: Span,
        why: tuple[str, str],
        safety: Safety,
    ) -> Finding:
        detail = Detail(why, (other,), view.without_block(*copy), safety)
        return Finding(self, *copy, "", detail)


def _not_by_habit(view: View, copies: list[Copy]) -> Iterator[Copy]:
    """The copies of the documents that do not repeat themselves all over, as dialogues do."""
    copies.sort()
    line = {start: index for index, (start, _) in enumerate(view.lines)} if copies else {}
    for first, last, _ in view.grouped([copy[0] for copy, _, _ in copies]):
        places = [line[copy[0]] for copy, _, why in copies[first:last] if why is LATER]
        blocks = sum(place - 1 not in places for place in places)
        if blocks < HABIT:
            yield from copies[first:last]


def _openings(view: View) -> dict[int, Span]:
    """The lines by where their text begins, behind an indent."""
    text, lines = view.text, view.lines
    behind = {line[0]: line for line in lines if text[line[0]] != INDENT}
    for low, high in lines:
        if text[low] == INDENT:
            behind[high - len(text[low:high].lstrip(INDENT))] = low, high
    return behind


def _copies(view: View, openings: dict[int, Span], group: Sequence[int]) -> Iterator[Copy]:
    """Copies to drop."""
    text = view.text
    first: dict[str, Span] = {}
    for place in group:
        line = openings.get(place)
        if line is None or line[1] - place < DISTANT or not _worth(text[place : line[1]]):
            continue
        paragraph = text[place : line[1]]
        if paragraph in first:
            one = first[paragraph]
            quote = not is_enumerated(paragraph) and _heads_article(view, one[0])
            if quote and not _heads_article(view, line[0]):
                yield one, line, QUOTE
            else:
                yield line, one, LATER
            continue
        first[paragraph] = line
        for other in group:
            whole = openings.get(other)
            inside = whole is None or other + len(paragraph) != whole[1]
            if other != place and inside and text.startswith(paragraph, other):
                yield line, (other, other + len(paragraph)), QUOTE
                break


def _worth(paragraph: str) -> bool:
    return _han(paragraph) >= DISTANT and not ENDS.isdisjoint(paragraph)


def _same(view: View, one: Span, other: Span) -> bool:
    """Whether two stretches that look alike are: equal masks may hide different text."""
    if MASK not in view.text[slice(*one)]:
        return True
    return view.bare(*one).lstrip(INDENT) == view.bare(*other).lstrip(INDENT)


def _han(text: str) -> int:
    return sum(map(len, HAN_RUN.findall(text)))


def _heads_article(view: View, place: int) -> bool:
    """Whether only headings and bylines stand between `place` and the article before it."""
    low, _ = view.document_at(place)
    headings = 0
    while place > low:
        start, end = view.line_at(place - 1)
        line = view.text[start:end]
        if is_note(line):
            return headings > 0
        if is_prose(line):
            return False
        headings += bool(line.strip())
        place = start
    return headings > 0


def _in_loop(loops: Sequence[Run], copy: Span) -> bool:
    """Whether several lines repeat at once there: RE004 takes them together."""
    return any(
        run.period > copy[1] - copy[0] + 2 and run.start <= copy[0] and copy[1] <= run.end
        for run in loops
    )
