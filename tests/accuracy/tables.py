"""Tables of Markdown that can be read in a terminal, too."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from rich.cells import cell_len


def table(rows: Sequence[Sequence[str]], left: Container[int] = (0,)) -> Iterator[str]:
    """The first row is the head; the columns in `left` are flush left, all others right."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - cell_len(cell))
            cells.append(cell + blank if index in left else blank + cell)
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            rule = (
                "-" * width if at in left else "-" * (width - 1) + ":"
                for at, width in enumerate(widths)
            )
            yield f"| {' | '.join(rule)} |"


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "·"
