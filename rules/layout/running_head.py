"""LA005 running-head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.sense.lines import (
    LONGEST,
    OPEN_OR_ENDED,
    bare_line,
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
        for lines in view.lines_by_document():
            turns = PageTurns(view, lines)
            heads = [
                (index, key)
                for key, places in _recurring(view, turns)
                for index in _heads(view, turns, key, places)
            ]
            for index, key in heads:
                start, end = lines[index]
                gone = Detail((key,), edits=view.without_block(start, end))
                yield Finding(self, start, end, "", gone)
            found = {index for index, _ in heads}
            for index in _labels(view, lines):
                if index not in found:
                    start, end = lines[index]
                    label = bare_line(view.text[start:end])
                    yield Finding(self, start, end, None, Detail((label,), severity=Severity.INFO))


def _recurring(view: View, turns: PageTurns) -> Iterator[tuple[str, Sequence[int]]]:
    """Lines that recur here or in other documents, by what their copies have in common."""
    shared, lines, edges = view.evidence.lines, turns.lines, turns.edges
    short = [
        index
        for index, (start, end) in enumerate(lines)
        if end - start <= LONGEST
        and view.text[end - 1] not in OPEN_OR_ENDED
        and (view.text[start] != MASK or view.text.count(MASK, start, end) < end - start)
    ]
    if len(short) < TIMES and not shared and not edges:
        return
    alike = defaultdict(list)
    for index in short:
        alike[bare_line(view.text[slice(*lines[index])])].append(index)
    for key, places in alike.items():
        if key.isascii():
            continue
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


def _labels(view: View, lines: Sequence[Span]) -> Iterator[int]:
    """Lines in 【】 at the top of the text, with a byline soon below: labels of columns."""
    for index, (start, end) in enumerate(lines[:TOP]):
        if view.text[start] == "【" and end - start <= LABEL:
            line = view.text[start:end].strip()
            label = line.endswith("】") and line.count("【") == 1 and furniture_key(line)
            below = (view.text[slice(*span)] for span in lines[index + 1 : index + BELOW])
            if label and any(map(is_byline, below)):
                yield index


def _opens_article(view: View, lines: Sequence[Span], index: int) -> bool:
    """Whether a byline or running text stands right below, as it does below a title."""
    if index + 1 == len(lines):
        return False
    below = view.text[slice(*lines[index + 1])]
    return is_byline(below) or is_prose(below)
