"""LA005 running-head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.lines import (
    LONGEST,
    NO_HEAD_ENDS,
    at_page_break,
    bare_line,
    cuts_sentence,
    furniture_key,
    is_byline,
    is_prose,
)

DOCUMENTS = 3
TIMES = 3
TOP = 4
CUTS = 1 / 3


class RunningHead(Rule):
    """Running head or column label left in the text.

    The title of a book stands at the head of every page, the label of a
    column above every article. In the text they are noise that recurs, and
    cut sentences in two.

    Spaces, brackets, bullets and digits are set aside before lines are
    compared. A line counts when it recurs in at least three documents of the
    run and stands at the top of this one, or at least three times in this
    document and cuts a sentence there, or stands at a page break, in at least
    a third of its places. A title that opens its own article, with a byline or
    running text right below, is not a running head; neither are numbered
    headings, nor 前言, 附录 and other headings that every book has.

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
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, shared = view.text, view.evidence.lines
        for lines in view.lines_by_document():
            if len(lines) < TIMES and not shared:
                continue
            short = [
                index
                for index, (start, end) in enumerate(lines)
                if end - start <= LONGEST and text[end - 1] not in NO_HEAD_ENDS
            ]
            if len(short) < TIMES and not shared:
                continue
            places = defaultdict(list)
            for index in short:
                places[bare_line(text[slice(*lines[index])])].append(index)
            for key, found in places.items():
                documents = shared.get(key, 0)
                if len(found) < TIMES and documents < DOCUMENTS:
                    continue
                found = [one for one in found if furniture_key(text[slice(*lines[one])])]
                for index in _heads(view, lines, found, documents):
                    start, end = lines[index]
                    gone = Detail((key,), edits=view.without_block(start, end))
                    yield Finding(self, start, end, "", gone)


def _heads(
    view: View,
    lines: Sequence[tuple[int, int]],
    places: Sequence[int],
    documents: int,
) -> Iterator[int]:
    """Which of the `places` of one line are furniture."""
    document = view.document_at(lines[0][0])
    cut = [
        index
        for index in places
        if cuts_sentence(view.text, lines, index)
        or at_page_break(view.text, lines, index, document)
    ]
    recurs = len(places) >= TIMES and len(cut) >= CUTS * len(places)
    for index in places:
        if index in cut:
            if recurs or documents >= DOCUMENTS:
                yield index
        elif recurs:
            if index > places[0] or not _opens_article(view, lines, index):
                yield index
        elif documents >= DOCUMENTS and index < TOP and not _opens_article(view, lines, index):
            yield index


def _opens_article(view: View, lines: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether a byline or running text stands right below, as it does below a title."""
    if index + 1 == len(lines):
        return False
    below = view.text[slice(*lines[index + 1])]
    return is_byline(below) or is_prose(below)
