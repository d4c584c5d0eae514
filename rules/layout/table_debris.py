"""LA014 table-debris."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.core import Span
from seedlint.patterns import lazily

ROWS, CELLS = 3, 3
"""Rows of a table, and cells of a row, at least."""
CELL = 16
"""Code points of a cell, at most."""
LONGEST = 160
GAPS = ("\t", "  ", "\u3000\u3000")
SENTENCE = frozenset("，。！？；")
FIGURES = frozenset("0123456789+-")
NUMBERS = 6
"""Lines of one number each that make a column, at least."""
_GAP = lazily(r"\t+| {2,}|\u3000{2,}")
_NUMBER = lazily(r"[-+]?\d[\d,.]*[%％]?")


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
    edits = "none"
    where, gated = At(Chars.of("\t \u3000"), run=True, alone=Chars.of("\t")), False
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
        text = view.text
        inside = (start for start in view.starts if text[start - 1] not in "\n\ufffe")
        rows = {view.line_at(place)[0] for place in inside if text.startswith(GAPS, place)}
        hints = {start for start in view.line_starts if text[start] in FIGURES} | rows
        starts = sorted(hints)
        for first, last, document in view.grouped(starts):
            if last - first >= ROWS and view.source_at(document[0]).format == "text":
                lines = view.lines_in(document)
                for first, last in _blocks(text, lines, hints):
                    told = Detail((last - first + 1,))
                    yield Finding(self, lines[first][0], lines[last][1], None, told)


def _blocks(text: str, lines: Sequence[Span], hints: Collection[int]) -> Iterator[Span]:
    """First and last line of each block of rows, or of numbers: of lines that begin in `hints`."""
    kinds = [_kind(text[line[0] : line[1]]) if line[0] in hints else "" for line in lines]
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and kinds[index] == kinds[start]:
            continue
        kind, size = kinds[start], index - start
        numbers = kind == "number" and size >= NUMBERS
        if numbers or (kind == "row" and size >= ROWS and _has_figures(text, lines[start:index])):
            yield start, index - 1
        start = index


def _has_figures(text: str, block: Sequence[Span]) -> bool:
    """Whether half of the lines have a digit."""
    return 2 * sum(any(map(str.isdigit, text[low:high])) for low, high in block) >= len(block)


def _kind(line: str) -> str:
    if len(line) > LONGEST or not SENTENCE.isdisjoint(line):
        return ""
    if _NUMBER.fullmatch(line.strip()):
        return "number"
    cells = _GAP.split(line.strip())
    return "row" if len(cells) >= CELLS and all(0 < len(cell) <= CELL for cell in cells) else ""
