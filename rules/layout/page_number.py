"""LA004 page-number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import NEWLINE
from seedlint.patterns import lazily
from seedlint.sense.lines import is_prose
from seedlint.sense.page_numbers import FIRST, LONGEST, LOST, SHORTEST_ROW, page_number
from seedlint.sense.page_turns import PageTurns, on_pages

PAGE = 120
"""Code points from number to number, at least, in a row that begins with 1."""
YEAR = 4
"""Digits of a number that is a year sooner than a page."""
YEARS = range(1800, 2100)
Texts = Sequence[tuple[int, str]]
"""Lines that may be page numbers, with their numbers."""
_SURE = lazily(
    r"(?P<mark>[-—–─－·•・~～]{1,3})\s?(?P<dashed>\d{1,4})\s?(?P=mark)"
    r"|(?:第\s?\d{1,4}\s?[页頁]|共\s?\d{1,4}\s?[页頁])"
    r"(?:\s?[,，/／|]?\s?(?:第\s?\d{1,4}\s?[页頁]|共\s?\d{1,4}\s?[页頁]))?"
    r"|[Pp]age\s\d{1,4}(?:\sof\s\d{1,4})?"
)


class Number(NamedTuple):
    """A line that can be a page number; `form` is how it is written."""

    line: int
    value: int
    form: str


class PageNumber(Rule):
    """Page number left in the text.

    It stands between two pages, often in mid-sentence, and reaches the index
    as part of a paragraph.

    — 12 —, 第3页 and 第3页 共10页 on a line of their own are page numbers. A
    number in any other form (12, 3/10, xii, 十二, P12, [12]) is one only in a row
    of at least three in this form that count up with running text between them,
    when at least two and a quarter of them stand at a sentence cut in two or at
    a page break: the chapters of a novel and the items of a list count up as
    well, but cut no sentence. Of a recognised row up to two numbers may be missing between
    one and the next. Fewer than three count when they stand inside a word.

    Where the files of a folder, or the records of a file, are the pages of one
    text, which shows in that a quarter of them end inside a sentence, the numbers
    at their heads and feet count up from one to the next.

    Safe, because the line says nothing but its number.
    """

    code, name, zh = "LA004", "page-number", "正文中的页码"
    severity, safety, reads, shapes = Severity.WARNING, Safety.SAFE, "page", True
    edits = "deletion"
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
        "一\n\n清晨，船靠了岸。\n\n二\n\n午后，雨停了。\n\n三\n\n夜里，灯亮着。\n",
        "1\n负责门窗的检修，雨季之前再查一遍\n2\n负责账目的核对，每季度张贴一次\n"
        "3\n负责器材的借还，损坏的照价赔偿\n",
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
        (
            "登记工作由各街道负责，须在本月底之前\nxvii\n完成，逾期不再受理，请互相转告。\n"
            "复核由区里统一组织，时间另行通知。\nxviii\n公示期为七天，期间接受群众来信来访。\n"
            "有问必答，件件有着落，不得推\nxx\n诿，更不得隐瞒。\n",
            "登记工作由各街道负责，须在本月底之前\n完成，逾期不再受理，请互相转告。\n"
            "复核由区里统一组织，时间另行通知。\n公示期为七天，期间接受群众来信来访。\n"
            "有问必答，件件有着落，不得推\n诿，更不得隐瞒。\n",
        ),
        (
            "老人说起当年修渠的事，说那时候没有机器，全凭肩挑手\n十二\n提，一干就是三个冬天。\n",
            "老人说起当年修渠的事，说那时候没有机器，全凭肩挑手\n提，一干就是三个冬天。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        short = _short(view)
        for first, last, document in view.grouped([view.lines[one][0] for one in short]):
            turns = PageTurns(view, view.lines_in(document))
            begin = bisect_left(view.line_starts, document[0])
            indices = [one - begin for one in short[first:last]]
            texts = [(index, turns.line(index).strip()) for index in indices]
            sure = frozenset(_decorated(turns, texts))
            for index in sorted(sure.union(_running(turns, texts, sure))):
                start, end = turns.lines[index]
                gone = Detail((turns.line(index).strip(),), edits=view.without_block(start, end))
                yield Finding(self, start, end, "", gone)


def _short(view: View) -> Sequence[int]:
    """Lines, by number, that may be page numbers by their first character and their length."""
    lines, starts, at = view.lines, view.line_starts, 0
    short = []
    for place in view.starts:
        at = bisect_left(starts, place, at)
        if at < len(lines) and lines[at][0] == place and lines[at][1] - place <= LONGEST:
            short.append(at)
    return short


def _decorated(turns: PageTurns, texts: Texts) -> Sequence[int]:
    """Indices of the lines that are page numbers by their form.

    Numbers in dashes that begin with 1 number the parts of a text, unless one of them cuts a
    sentence or the last ends the text.
    """
    matches = [(index, _SURE.fullmatch(text)) for index, text in texts]
    named = [index for index, match in matches if match and not match["dashed"]]
    dashed = [(index, match["dashed"]) for index, match in matches if match and match["dashed"]]
    found = [index for index, number in dashed if number[0] != "0" and len(number) < YEAR]
    parts = len(found) > 1 and dashed[0][1] == "1" and found[-1] < len(turns.lines) - 1
    if len(found) < len(dashed) or (parts and not turns.among(found)):
        return named
    return [*named, *found]


def _running(turns: PageTurns, texts: Texts, sure: Collection[int]) -> Iterator[int]:
    """Indices of numbers that count up through running text and cut sentences.

    A row of which all are `sure` is not looked at.
    """
    read = ((index, page_number(text)) for index, text in texts)
    numbers = [Number(index, *number) for index, number in read if number]
    if pages := turns.pages:
        found = (one for one in numbers if one.line in turns.edges and one.value in pages.numbers)
        yield from (one.line for one in found)
    for row in _rows(turns, numbers):
        if any(one.line not in sure for one in row) and _of_pages(turns, row):
            yield from (one.line for one in row)


def _rows(turns: PageTurns, numbers: Sequence[Number]) -> Iterator[Sequence[Number]]:
    """Numbers of one form that count up, with running text between them."""
    rows: dict[tuple[str, int], list[Number]] = {}
    for number, prose in zip(numbers, _prose_above(turns, numbers), strict=True):
        for value in range(number.value - 1, number.value - LOST - 1, -1):
            row = rows.get((number.form, value))
            if row and row[-1].line < prose:
                row.append(number)
                rows[number.form, number.value] = rows.pop((number.form, value))
                break
        else:
            if known := rows.get((number.form, number.value)):
                yield known
            rows[number.form, number.value] = [number]
    yield from rows.values()


def _prose_above(turns: PageTurns, numbers: Sequence[Number]) -> Iterator[int]:
    """For each number the nearest line of running text below the first of them and above it."""
    prose = last = -1
    for number in numbers:
        between = range(number.line - 1, last, -1) if last >= 0 else ()
        prose = next((line for line in between if is_prose(turns.line(line))), prose)
        last = number.line
        yield prose


def _of_pages(turns: PageTurns, row: Sequence[Number]) -> bool:
    if row[0].value in YEARS:
        return False
    if len(row) < SHORTEST_ROW:
        return all(turns.parts_word(one.line) for one in row)
    reach = turns.lines[row[-1].line][0] - turns.lines[row[0].line][0]
    if row[0].value == 1 and reach < PAGE * (len(row) - 1):
        return False
    return on_pages(len(turns.among([one.line for one in row])), len(row))
