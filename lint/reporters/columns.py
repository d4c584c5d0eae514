"""Rows of text in columns, measured in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from rich.cells import cell_len


def columns(rows: Sequence[Sequence[str]], right: Container[int] = ()) -> Iterator[str]:
    """One line a row; the columns in `right` are flush right, nothing trails."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            cells.append(blank + cell if index in right else cell + blank)
        yield "  ".join(cells).rstrip()
