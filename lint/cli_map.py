"""`seedlint map`: from a cleaned copy to its source, and back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import click

from seedlint.cli_shared import (
    Fault,
)

if TYPE_CHECKING:
    from seedlint.core import Span
    from seedlint.origins import Origin

SHOWN = 40
"""So much of a text is shown to a person."""


@click.command()
@click.argument("file")
@click.argument("offset", type=click.IntRange(0))
@click.argument("end", type=click.IntRange(0), required=False)
@click.option("--reverse", is_flag=True, help="OFFSET is one of the source.")
@click.option(
    "--format", "form", type=click.Choice(["concise", "jsonl"]), default="concise",
    show_default=True, help="A line for a person, or a record with both spans and texts.",
)  # fmt: skip
def map(  # noqa: A001 - the name of the command
    file: str, offset: int, end: int | None, reverse: bool, form: str
) -> None:
    """Tell where a place of a cleaned copy stands in its source.

    FILE is a copy, or a file fixed in place, as `fix` wrote it. OFFSET counts code points of its
    text, from 0 and without a byte order mark; with END, the span from OFFSET up to it is mapped,
    else one character. Where that stands is told as line, column and span.
    """
    pair = _pair(file, _origin(file), (offset, end), reverse)
    click.echo(pair.record() if form == "jsonl" else pair.line(reverse))


def _origin(file: str) -> Origin:
    from seedlint.origins import origin
    from seedlint.sources.trouble import SourceError

    try:
        return origin(file)
    except SourceError as error:
        raise Fault(str(error)) from None


class Pair(NamedTuple):
    """A span of a file, and the one that stands for it in its source."""

    file: str
    origin: Origin
    fixed: Span
    source: Span

    def record(self) -> str:
        from seedlint.reporters.jsonl import line

        source = self.origin.source
        there = {
            "source": os.path.relpath(source) if source else None,
            "source_start": self.source[0],
            "source_end": self.source[1],
            "source_text": self.origin.source_text[slice(*self.source)],
            "source_sha256": self.origin.sha256,
        }
        here = {"path": self.file, "start": self.fixed[0], "end": self.fixed[1]}
        return line(here | {"text": self.origin.text[slice(*self.fixed)]} | there)

    def line(self, reverse: bool) -> str:
        """`PATH:LINE:COLUMN: START-END TEXT` of the place that was looked for."""
        from seedlint.reporters.position import Positions
        from seedlint.reporters.visible import inert, visible

        path, text, span = self.file, self.origin.text, self.fixed
        if not reverse:
            source = self.origin.source
            path, text = os.path.relpath(source) if source else "?", self.origin.source_text
            span = self.source
        row, column = Positions(text).at(span[0])
        said = text[slice(*span)]
        said = said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"
        place = f"{visible(path)}:{row}:{column}: {span[0]}-{span[1]}"
        return inert(f"{place} {visible(said)}".rstrip(" "))


def _pair(file: str, origin: Origin, asked: tuple[int, int | None], reverse: bool) -> Pair:
    """Raises Fault for a span that lies outside of the text."""
    start, end = asked
    end = start + 1 if end is None else end
    text = origin.source_text if reverse else origin.text
    if not start <= end <= len(text):
        what = f"the source of {file}" if reverse else file
        raise Fault(f"{start} to {end} is no span of {what}; it has {len(text)} code points")
    if reverse:
        return Pair(file, origin, origin.fixed_span(start, end), (start, end))
    return Pair(file, origin, (start, end), origin.source_span(start, end))
