"""LA004 page-number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import NEWLINE
from seedlint.sense.lines import at_page_break, cuts_sentence, is_prose

FIRST = Chars.of("-—–─－·•~～第共〔【[(（PpIVX", (0x30, 0x39))
LONGEST = 24
SHORTEST_RUN = 3
CUTS = 1 / 3
YEAR = 4
"""Digits of a number that is a year sooner than a page."""


class Number(NamedTuple):
    """A line that can be a page number; `total` where it names one, as in 3/10."""

    line: int
    value: int
    total: int | None


class PageNumber(Rule):
    """Page number left in the text.

    It stands between two pages, often in mid-sentence, and reaches the index
    as part of a paragraph.

    — 12 —, 第3页 and 第3页 共10页 on a line of their own are page numbers. A
    bare number or 3/10 is one only in a row of at least three that count up by
    one with running text between them, when at least a third of them stand at
    a sentence cut in two or at a page break: the chapters of a novel and the
    items of a list count up as well, but cut no sentence.

    Safe, because the line says nothing but its number.
    """

    code, name, zh = "LA004", "page-number", "正文中的页码"
    severity, safety, reads, shapes = Severity.WARNING, Safety.SAFE, "page", True
    where = At(FIRST, after=NEWLINE | Chars.of("\f"))
    says = "page number {0}"
    says_zh = "页码“{0}”"
    good = (
        "1\n\n清晨，船靠了岸。\n\n2\n\n午后，雨停了。\n\n3\n\n夜里，灯亮着。\n",
        "第3页的表格已经更新。\n",
        "1\n2\n3\n4\n",
        "- 5\n- 6\n",
        "— 01 —\n\n清晨，船靠了岸。\n\n— 02 —\n\n午后，雨停了。\n",
        "— 1937 —\n\n那一年，他离开了家乡。\n",
    )
    bad = (
        (
            "上一页到此为止。\n\n— 12 —\n\n下一页从这里开始。\n",
            "上一页到此为止。\n\n下一页从这里开始。\n",
        ),
        ("正文在此。\n第 3 页 共 10 页\n", "正文在此。\n"),
        (
            "登记工作由各街道负责，须在本月底之前\n17\n完成，逾期不再受理，请互相转告。\n"
            "复核由区里统一组织，各单位要抽调\n18\n骨干参加，时间另行通知，请先做准备。\n"
            "公示期为七天，期间接受群众\n19\n来信来访，有问必答，件件有着落。\n",
            "登记工作由各街道负责，须在本月底之前\n完成，逾期不再受理，请互相转告。\n"
            "复核由区里统一组织，各单位要抽调\n骨干参加，时间另行通知，请先做准备。\n"
            "公示期为七天，期间接受群众\n来信来访，有问必答，件件有着落。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        wakes = {start for start, _ in view.places}
        owners = {view.document_at(start) for start in wakes}
        for lines in view.lines_by_document():
            if view.document_at(lines[0][0]) not in owners:
                continue
            texts = [
                view.text[start:end].strip() if end - start <= LONGEST and start in wakes else ""
                for start, end in lines
            ]
            if not any(texts):
                continue
            sure = _decorated(view, lines, texts)
            for index in sorted({*sure, *_running(view, lines, texts)}):
                start, end = lines[index]
                told = (view.text[start:end].strip(),)
                gone = Detail(told, edits=view.without_block(start, end))
                yield Finding(self, start, end, "", gone)


def _decorated(view: View, lines: Sequence[tuple[int, int]], texts: Sequence[str]) -> Sequence[int]:
    """Indices of the lines that are page numbers by their form.

    Numbers in dashes that begin with 1 number the parts of a text, unless one of them cuts a
    sentence or the last ends the text.
    """
    matches = [(index, _sure().fullmatch(text)) for index, text in enumerate(texts) if text]
    named = [index for index, match in matches if match and not match["dashed"]]
    dashed = [(index, match["dashed"]) for index, match in matches if match and match["dashed"]]
    found = [index for index, number in dashed if number[0] != "0" and len(number) < YEAR]
    parts = len(found) > 1 and dashed[0][1] == "1" and found[-1] < len(lines) - 1
    if len(found) < len(dashed) or (parts and not any(_cuts(view, lines, one) for one in found)):
        return named
    return [*named, *found]


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(
        r"(?P<mark>[-—–─－·•~～]{1,3})\s?(?P<dashed>\d{1,4})\s?(?P=mark)"
        r"|(?:第\s?\d{1,4}\s?页|共\s?\d{1,4}\s?页)"
        r"(?:\s?[,，/／|]?\s?(?:第\s?\d{1,4}\s?页|共\s?\d{1,4}\s?页))?"
        r"|[Pp]age\s\d{1,4}(?:\sof\s\d{1,4})?"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"(\d{1,4})(?:\s?[/／]\s?(\d{1,4}))?")


def _running(view: View, lines: Sequence[tuple[int, int]], texts: Sequence[str]) -> Iterator[int]:
    """Indices of bare numbers that count up by one through running text and cut sentences."""
    matches = ((index, _bare().fullmatch(text)) for index, text in enumerate(texts) if text)
    numbers = [
        Number(index, int(match[1]), int(match[2]) if match[2] else None)
        for index, match in matches
        if match
    ]
    row: list[Number] = []
    for number in [*numbers, Number(-1, -1, None)]:
        if row and not _follows(view, lines, row[-1], number):
            cuts = sum(_cuts(view, lines, one.line) for one in row)
            if len(row) >= SHORTEST_RUN and cuts >= CUTS * len(row):
                yield from (one.line for one in row)
            row = []
        row.append(number)


def _follows(view: View, lines: Sequence[tuple[int, int]], last: Number, number: Number) -> bool:
    between = lines[last.line + 1 : max(number.line, 0)]
    return (
        number.value == last.value + 1
        and number.total == last.total
        and any(is_prose(view.text[start:end]) for start, end in between)
    )


def _cuts(view: View, lines: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether the line stands at a form feed, or between the halves of a sentence."""
    document = view.document_at(lines[index][0])
    return at_page_break(view.text, lines, index, document) or cuts_sentence(
        view.text, lines, index
    )
