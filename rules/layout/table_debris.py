"""LA014 table-debris."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.core import Span

ROWS, CELLS = 3, 3
"""Rows of a table, and cells of a row, at least."""
CELL = 16
"""Code points of a cell, at most."""
LONGEST = 160
SENTENCE = frozenset("，。！？；")
NUMBERS = 6
"""Lines of one number each that make a column, at least."""


class TableDebris(Rule):
    """Table read as running text.

    A table has no reading order of its own. Read across, its cells stand in a
    row with gaps between; read down, a column becomes a run of lines with one
    figure each. Neither is a sentence, and which figure belongs to which head
    is lost.

    Reported once a block: at least three lines of three short cells parted by
    tabs or wide gaps, or six lines in a row that hold one number each. Lines
    with a stop are running text; Markdown has tables of its own.

    No fix: only the page shows the columns.
    """

    code, name, zh = "LA014", "table-debris", "表格残留"
    severity, reads = Severity.INFO, "body"
    says = "{0} lines that look like a table read as text"
    says_zh = "连续 {0} 行疑为表格残留"
    good = (
        "甲  乙  丙\n\n只有一行不算。\n",
        "鹅  鹅  鹅，\n曲  项  向天歌。\n白  毛  浮绿水，\n红  掌  拨清波。\n",
        "王小明　李小红　张小刚\n",
        "一\n二\n三\n",
    )
    bad = (
        ("地区  人口  面积\n东乡  1204  33.5\n西乡  980  41.0\n", None),
        ("年份\n2015\n2016\n2017\n12.5\n13.1\n14.0\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for lines in view.lines_by_document():
            if len(lines) < ROWS or view.source_at(lines[0][0]).format != "text":
                continue
            for first, last in _blocks(view.text, lines):
                yield Finding(
                    self, lines[first][0], lines[last][1], None, Detail((last - first + 1,))
                )


def _blocks(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """First and last line of each block of rows, or of numbers."""
    kinds = [_kind(text[low:high]) if high - low <= LONGEST else "" for low, high in lines]
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and kinds[index] == kinds[start]:
            continue
        block = [text[low:high] for low, high in lines[start:index]]
        figures = sum(any(map(str.isdigit, line)) for line in block)
        numbers = kinds[start] == "number" and len(block) >= NUMBERS
        rows = kinds[start] == "row" and len(block) >= ROWS and 2 * figures >= len(block)
        if numbers or rows:
            yield start, index - 1
        start = index


def _kind(line: str) -> str:
    if not _hint().search(line):
        return ""
    if _number().fullmatch(line.strip()):
        return "number"
    cells = _gap().split(line.strip())
    short = len(cells) >= CELLS and all(0 < len(cell) <= CELL for cell in cells)
    return "row" if short and SENTENCE.isdisjoint(line) else ""


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(r"\t|  |\u3000\u3000|\A[\s\u3000]*[-+]?\d[\d,.]*%?\s*\Z")


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"\t+| {2,}|\u3000{2,}")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[-+]?\d[\d,.]*[%％]?")
