"""LA005 running-head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.core import Span
from seedlint.sense.lines import (
    LONGEST,
    bare_line,
    furniture_key,
    is_byline,
    is_prose,
    numbered_head,
)
from seedlint.sense.page_turns import on_pages, page_turns

DOCUMENTS = 3
TIMES = 2
TOP = 4


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

    Unsafe: a title can recur for a good reason.
    """

    code, name, zh = "LA005", "running-head", "正文中的书眉或栏目名"
    severity, safety, reads, shapes = Severity.WARNING, Safety.UNSAFE, "page", True
    says = "“{0}” recurs as a running head"
    says_zh = "“{0}”反复出现，疑为书眉或栏目名"
    good = (
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
        (
            "第三章 夏汛\n\n入夏以后，上游连下了几场大雨，水位一天比\n第三章 夏汛 31\n一天高，"
            "巡堤的人白天黑夜轮着班。老支书把铺盖搬上了\n第三章 夏汛 32\n大堤，谁劝也不肯下来。\n",
            "第三章 夏汛\n\n入夏以后，上游连下了几场大雨，水位一天比\n一天高，"
            "巡堤的人白天黑夜轮着班。老支书把铺盖搬上了\n大堤，谁劝也不肯下来。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        shared = view.evidence.lines
        for lines in view.lines_by_document():
            heads = [
                (index, key)
                for key, places in _recurring(view, lines, shared)
                for index in _heads(view, lines, places, shared.get(key, 0))
            ]
            for index, key in heads:
                start, end = lines[index]
                gone = Detail((key,), edits=view.without_block(start, end))
                yield Finding(self, start, end, "", gone)


def _recurring(
    view: View, lines: Sequence[Span], shared: Mapping[str, int]
) -> Iterator[tuple[str, Sequence[int]]]:
    """Lines that recur in the document or in others, by what their copies have in common."""
    short = [index for index, (start, end) in enumerate(lines) if end - start <= LONGEST]
    if len(short) < TIMES and not shared:
        return
    alike = defaultdict(list)
    for index in short:
        alike[bare_line(view.text[slice(*lines[index])])].append(index)
    for key, places in alike.items():
        if len(places) < TIMES and shared.get(key, 0) < DOCUMENTS:
            continue
        named = defaultdict(list)
        for index in places:
            line = view.text[slice(*lines[index])]
            name = numbered_head(line) if furniture_key(line) is None else key
            if name is not None:
                named[name].append(index)
        yield from named.items()


def _heads(
    view: View, lines: Sequence[Span], places: Sequence[int], documents: int
) -> Iterator[int]:
    """Which of the `places` of one line are furniture."""
    cut = page_turns(view.text, lines, places, view.document_at(lines[0][0]))
    recurs = len(places) >= TIMES and on_pages(len(cut), len(places))
    for index in places:
        if index in cut:
            if recurs or documents >= DOCUMENTS:
                yield index
        elif recurs:
            if index > places[0] or not _opens_article(view, lines, index):
                yield index
        elif documents >= DOCUMENTS and index < TOP and not _opens_article(view, lines, index):
            yield index


def _opens_article(view: View, lines: Sequence[Span], index: int) -> bool:
    """Whether a byline or running text stands right below, as it does below a title."""
    if index + 1 == len(lines):
        return False
    below = view.text[slice(*lines[index + 1])]
    return is_byline(below) or is_prose(below)
