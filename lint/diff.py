"""A fixed text as a unified diff that `git apply` takes."""

from __future__ import annotations

import io
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, NamedTuple

from seedlint.core import Edit
from seedlint.edits import apply
from seedlint.sources.files import STDIN

if TYPE_CHECKING:
    from seedlint.fixing import Fixed

CONTEXT = 3


class _Block(NamedTuple):
    """Lines from `first` (0 is the first line) that became others."""

    first: int
    old: list[str]
    new: list[str]

    @property
    def end(self) -> int:
        return self.first + len(self.old)


def unified_diff(fixed: Fixed) -> str:
    r"""The change as `git apply` reads it, with names relative to the current folder.

    Empty where nothing changed. Lines end at `\n` only: what stands before it, a carriage return
    too, is part of the line.
    """
    if not fixed.changed:
        return ""
    mark = "\ufeff" if fixed.source.bom and not _is_wide(fixed) else ""
    name = "stdin" if fixed.source.path == STDIN else os.path.relpath(fixed.source.path)
    text = mark + fixed.report.document.text
    lines = _lines(text)
    edits = [Edit(a + len(mark), b + len(mark), new) for a, b, new, _ in fixed.report.edits]
    parts, grown = [f"--- {_quote(f'a/{name}')}\n+++ {_quote(f'b/{name}')}\n"], 0
    for blocks in _hunks(_blocks(text, lines, edits)):
        parts.append(_hunk(lines, blocks, grown))
        grown += sum(len(block.new) - len(block.old) for block in blocks)
    return "".join(parts)


def diff_bytes(fixed: Fixed) -> bytes:
    """The diff in the encoding of the file, whose very bytes `git apply` looks for.

    In UTF-16 a diff cannot be: it is UTF-8, and git applies it where the attribute
    `working-tree-encoding` tells it to convert.
    """
    text = unified_diff(fixed)
    body = text.find("\n", text.find("\n") + 1) + 1
    encoding = "utf-8" if _is_wide(fixed) else fixed.source.encoding
    return text[:body].encode() + text[body:].encode(encoding)


def _is_wide(fixed: Fixed) -> bool:
    return fixed.source.encoding.startswith("utf-16")


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="\n").readlines()


def _quote(name: str) -> str:
    """As git writes names: a tab ends one that has spaces, a difficult one is in quotes."""
    if name.isprintable() and not {'"', "\\"} & set(name):
        return name + "\t" * (" " in name)
    plain = set(range(0x20, 0x7F)) - set(b'"\\')
    return '"' + "".join(chr(b) if b in plain else f"\\{b:03o}" for b in os.fsencode(name)) + '"'


def _blocks(text: str, lines: Sequence[str], edits: Sequence[Edit]) -> Iterator[_Block]:
    """The lines that changed, no more than need be."""
    starts = list(accumulate(map(len, lines), initial=0))
    groups: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        first = min(bisect_right(starts, edit.start), max(len(lines), 1)) - 1
        last = min(bisect_right(starts, edit.end), max(len(lines), 1)) - 1
        if groups and first <= groups[-1][1]:
            first, _, together = groups.pop()
            groups.append((first, last, [*together, edit]))
        else:
            groups.append((first, last, [edit]))
    for first, last, together in groups:
        low, high = starts[first], starts[min(last + 1, len(lines))]
        inner = (Edit(a - low, b - low, new) for a, b, new, _ in together)
        yield from _trim(first, _lines(text[low:high]), _lines(apply(text[low:high], inner)))


def _trim(first: int, old: list[str], new: list[str]) -> Iterator[_Block]:
    """Without the lines that both begin or end with; nothing if nothing is left."""
    head = _alike(old, new)
    old, new = old[head:], new[head:]
    tail = _alike(reversed(old), reversed(new))
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    if old or new:
        yield _Block(first + head, old, new)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many lines the two have in common before they differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _hunks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _hunk(lines: Sequence[str], blocks: Sequence[_Block], grown: int) -> str:
    low, high = max(blocks[0].first - CONTEXT, 0), min(blocks[-1].end + CONTEXT, len(lines))
    body, at = [], low
    for block in blocks:
        body += [" " + line for line in lines[at : block.first]]
        body += ["-" + line for line in block.old] + ["+" + line for line in block.new]
        at = block.end
    body += [" " + line for line in lines[at:high]]
    before = high - low
    after = before + sum(len(block.new) - len(block.old) for block in blocks)
    start, now = low + bool(before), low + grown + bool(after)
    ended = (
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in body
    )
    return f"@@ -{start},{before} +{now},{after} @@\n" + "".join(ended)
