"""SP005 blank-lines."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Document, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK


class BlankLines(Rule):
    r"""Blank lines that part nothing, or no newline at the end of the file.

    A page begins with blank lines where a banner was, and holds doubled ones
    where a picture was. One blank line parts paragraphs; more say nothing.
    Some tools lose the last line of a file that does not end in a newline.

    A text of a single line is left without a newline: it may be a record, not
    a file. Blank lines around Markdown code stay.

    Safe, because only newlines come and go.
    """

    code, name, zh = "SP005", "blank-lines", "多余空行或文末缺换行"
    severity, safety, reads = Severity.INFO, Safety.SAFE, "page"
    edits = "space"
    good = ("第一段。\n\n第二段。\n", "只有一行的记录。", "")
    bad = (
        ("\n\n标题\n\n正文。\n", "标题\n\n正文。\n"),
        ("第一段。\n\n\n\n第二段。\n", "第一段。\n\n第二段。\n"),
        ("第一段。\n第二段。", "第一段。\n第二段。\n"),
        ("正文。\n\n\n", "正文。\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        yield from self._inside(view)
        for page, (low, high) in zip(view.pages, view.documents, strict=True):
            first, last = low, high
            while first < high and text[first] == "\n":
                first += 1
            if first == high:
                continue
            if first > low:
                yield Finding(self, low, first, new="")
            while text[last - 1] == "\n":
                last -= 1
            if high - last > 1:
                yield Finding(self, last + 1, high, new="")
            elif high == last and (text.find("\n", low, high) > 0 or _is_file(page.document)):
                yield Finding(self, high, high, new="\n")

    def _inside(self, view: View) -> Iterator[Finding]:
        text, end = view.text, 0
        while (start := text.find("\n\n\n", end)) >= 0:
            end = start
            while text[end] == "\n":
                end += 1
            low, high = view.document_at(start)
            if low < start and end < high and MASK not in (text[start - 1], text[end]):
                yield Finding(self, start + 2, end, new="")


def _is_file(source: Document) -> bool:
    return bool(source.path) and source.record is None
