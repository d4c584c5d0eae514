"""LA005 running-head."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK, NEWLINE
from seedlint.core import Span
from seedlint.sense.lines import (
    LONGEST,
    OPEN_OR_ENDED,
    bare_line,
    bare_lines,
    furniture_key,
    head_key,
    is_byline,
    is_prose,
)
from seedlint.sense.page_turns import PageTurns, on_pages

DOCUMENTS = 3
TIMES = 2
TOP = 4
LABEL = 12
"""Code points of a label, at most, with its brackets."""
BELOW = 4


class RunningHead(Rule):
    """Running head or column label left in the text.

    The title of a book stands at the head of every page, the label of a
    column above every article. In the text they are noise that recurs, and
    cut sentences in two.

    Spaces, brackets, bullets and digits are set aside before lines are
    compared. A line counts when it recurs in at least three documents of the
    run and stands at the top of this one, or when it recurs in this document
    and cuts a sentence there, or stands at a page break, at least twice and in
    at least a quarter of its places. A title that opens its own article, with
    a byline or running text right below, is not a running head; nor are 前言,
    附录 and other headings that every book has. A numbered heading is one only
    where the same number and the same words cut sentences.

    Where the files of a folder, or the records of a file, are the pages of one
    text, which shows in that a quarter of them end inside a sentence, a line that
    recurs in three of them counts at the head and at the foot of each.

    A label in 【】 that stands but once, at the top of a text with a byline soon
    below it, is told as an info, without a fix.

    Unsafe: a title can recur for a good reason.
    """

    code, name, zh = "LA005", "running-head", "正文中的书眉或栏目名"
    severity, safety, reads, shapes = Severity.WARNING, Safety.UNSAFE, "page", True
    edits = "deletion"
    where, gated = At(Chars.of("【"), after=NEWLINE | Chars.of("\f")), False
    says = "“{0}” looks like a running head"
    says_zh = "“{0}”疑为书眉或栏目名"
    good = (
        "【编者按】\n\n小水渠里有大文章。\n\n■何岚\n\n入夏以来，上游连下了几场大雨。\n",
        "远山纪行\n\n那一年春天，我们沿江而上，走了很久。\n\n远山纪行\n\n到了秋天，我们才回来，没有停留。\n",
        "第一章 总则\n\n为了规范管理，制定本办法。\n\n第二章 附则\n\n本办法自发布之日起施行。\n",
    )
    bad = (
        (
            "远山纪行\n\n那一年春天，我们沿江而上，走了很久才看见\n\n远山纪行 7\n\n"
            "第一个村庄，村里没有人，只有几只狗在\n\n【远山纪行】\n\n"
            "路边晒太阳，我们便在村口歇下，等到傍晚。\n\n远山纪行 9\n\n"
            "天黑以后下起了雨，一直到天亮。\n",
            "远山纪行\n\n那一年春天，我们沿江而上，走了很久才看见\n\n"
            "第一个村庄，村里没有人，只有几只狗在\n\n"
            "路边晒太阳，我们便在村口歇下，等到傍晚。\n\n天黑以后下起了雨，一直到天亮。\n",
        ),
        ("【乡村观察】\n\n小水渠里的大文章\n\n■何岚\n\n入夏以来，上游连下了几场大雨。\n", None),
        (
            "第三章 夏汛\n\n入夏以后，上游连下了几场大雨，水位一天比\n第三章 夏汛 31\n一天高，"
            "巡堤的人白天黑夜轮着班。老支书把铺盖搬上了\n第三章 夏汛 32\n大堤，谁劝也不肯下来。\n",
            "第三章 夏汛\n\n入夏以后，上游连下了几场大雨，水位一天比\n一天高，"
            "巡堤的人白天黑夜轮着班。老支书把铺盖搬上了\n大堤，谁劝也不肯下来。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        found = set()
        for turns, key, places in _recurring(view):
            for index in _heads(view, turns, key, places):
                start, end = turns.lines[index]
                found.add(start)
                gone = Detail((key,), edits=view.without_block(start, end))
                yield Finding(self, start, end, "", gone)
        for start, end in _labels(view):
            if start not in found:
                label = bare_line(view.text[start:end])
                yield Finding(self, start, end, None, Detail((label,), severity=Severity.INFO))


def _recurring(view: View) -> Iterator[tuple[PageTurns, str, Sequence[int]]]:
    """Lines that recur in their document or in others, by what their copies have in common."""
    text, known = view.text, bool(view.evidence.lines or view.evidence.pages)
    short = [
        (start, end)
        for start, end in view.lines
        if end - start <= LONGEST
        and text[end - 1] not in OPEN_OR_ENDED
        and (text[start] != MASK or text.count(MASK, start, end) < end - start)
    ]
    keys = list(bare_lines(text[start:end] for start, end in short))
    for first, last, document in view.grouped([start for start, _ in short]):
        if last - first < TIMES and not known:
            continue
        alike = defaultdict(list)
        for (start, _), key in zip(short[first:last], keys[first:last], strict=True):
            alike[key].append(start)
        if known or len(alike) < last - first:
            turns = PageTurns(view, view.lines_in(document))
            yield from ((turns, *one) for one in _named(view, turns, alike))


def _named(
    view: View, turns: PageTurns, alike: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, Sequence[int]]]:
    """Those of the lines of a document, told by where they start, that recur."""
    shared, lines, edges = view.evidence.lines, turns.lines, turns.edges
    starts = [start for start, _ in lines]
    for key, begun in alike.items():
        known = edges or len(begun) >= TIMES or shared.get(key, 0) >= DOCUMENTS
        if key.isascii() or not known:
            continue
        places = [bisect_left(starts, start) for start in begun]
        if len(places) >= TIMES or shared.get(key, 0) >= DOCUMENTS or not edges.isdisjoint(places):
            written: defaultdict[str, list[int]] = defaultdict(list)
            named: defaultdict[str | None, list[int]] = defaultdict(list)
            for index in places:
                written[view.text[slice(*lines[index])]].append(index)
            for line, found in written.items():
                named[head_key(line)] += found
            yield from ((name, sorted(found)) for name, found in named.items() if name)


def _heads(view: View, turns: PageTurns, key: str, places: Sequence[int]) -> Iterator[int]:
    """Which of the `places` of one line are furniture."""
    lines, edges = turns.lines, turns.edges
    of_page = turns.pages is not None and key in turns.pages.heads
    shared = view.evidence.lines.get(key, 0) >= DOCUMENTS
    cut = turns.among(places)
    recurs = len(places) >= TIMES and on_pages(len(cut), len(places))
    for index in places:
        if index in edges:
            found = of_page
        elif index in cut:
            found = recurs or shared
        elif recurs:
            found = index > places[0] or not _opens_article(view, lines, index)
        else:
            found = shared and index < TOP and not _opens_article(view, lines, index)
        if found:
            yield index


def _labels(view: View) -> Iterator[Span]:
    """Lines in 【】 at the top of the text, with a byline soon below: labels of columns."""
    text, starts = view.text, view.line_starts
    for place in view.starts:
        low, high = view.document_at(place)
        at = bisect_left(starts, place)
        if place not in starts[at : at + 1] or at - bisect_left(starts, low) >= TOP:
            continue
        (start, end), *rest = view.lines[at : at + BELOW]
        if end - start <= LABEL:
            line = text[start:end].strip()
            label = line.endswith("】") and line.count("【") == 1 and furniture_key(line)
            below = (text[slice(*span)] for span in rest if span[0] < high)
            if label and any(map(is_byline, below)):
                yield start, end


def _opens_article(view: View, lines: Sequence[Span], index: int) -> bool:
    """Whether a byline or running text stands right below, as it does below a title."""
    if index + 1 == len(lines):
        return False
    below = view.text[slice(*lines[index + 1])]
    return is_byline(below) or is_prose(below)
