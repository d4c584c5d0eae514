r"""A document as rules read it: `\n` for every newline, what is not prose masked.

And the way back: offsets of the page to those of the document, `\n` to the newline in use there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from seedlint.breaks import with_breaks
from seedlint.core import Detail, Document, Edit, Finding, Span
from seedlint.mask import mask


class Page(NamedTuple):
    r"""`text` is the masked page, `bare` the same without masks.

    `wide` are the offsets in it of newlines that were `\r\n`.
    """

    document: Document
    text: str
    bare: str
    wide: Sequence[int]

    @property
    def newline(self) -> str:
        """The newline most in use in the document; a new one is written like it."""
        source = self.document.text
        crlf = len(self.wide)
        counts = {"\n": source.count("\n") - crlf, "\r": source.count("\r") - crlf, "\r\n": crlf}
        return max(counts, key=lambda newline: counts[newline])

    def to_document(self, place: int) -> int:
        """The offset in the document's text of an offset in the page."""
        return place + bisect_left(self.wide, place)

    def restore(self, finding: Finding) -> Finding:
        """A finding of the page as one of the document."""
        rule, start, end, new, detail = finding
        fix = finding.fix
        newline = self.newline
        edits = tuple(
            Edit(
                *self._span((edit.start, edit.end)),
                edit.text.replace("\n", newline),
                self._span(edit.moved_from) if edit.moved_from else None,
            )
            for edit in (fix.edits if fix else ())
        )
        detail = detail or Detail()
        related = tuple(self._span(span) for span in detail.related)
        new = None if new is None else new.replace("\n", newline)
        detail = detail._replace(edits=edits, related=related)
        return Finding(rule, *self._span((start, end)), new, detail)

    def _span(self, span: Span) -> Span:
        return self.to_document(span[0]), self.to_document(span[1])


def read_page(document: Document) -> Page:
    """The page of a document. Raises SlowPattern for a `page_break` that takes too long."""
    text = document.text
    wide: list[int] = []
    if "\r" in text:
        for match in re.finditer("\r\n", text):
            wide.append(match.start() - len(wide))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    page = mask(document, text)
    if document.page_break:
        page = with_breaks(page, text, document.page_break)
    return Page(document, page, text, wide)
