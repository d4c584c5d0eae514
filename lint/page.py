r"""A document as rules read it: `\n` for every newline, what is not prose masked.

And the way back: offsets of the page to those of the document, `\n` to the newline in use there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from seedlint.breaks import with_breaks
from seedlint.comments import SIGN, Comments, read_comments
from seedlint.core import Document, Finding, Span
from seedlint.edits import moved
from seedlint.mask import mask


class Page(NamedTuple):
    r"""`text` is the masked page, `bare` the same without masks.

    Both are without the `comments` to seedlint, whose offsets those of `restore` and
    `to_document` are; `wide` are the newlines that were `\r\n`. `newline` is the one most in use in
    the document: a new one is written like it.
    """

    document: Document
    text: str
    bare: str
    wide: Sequence[int]
    newline: str = "\n"
    comments: Comments | None = None

    def to_document(self, place: int) -> int:
        """The offset in the document's text of an offset in the page."""
        return place + bisect_left(self.wide, place)

    def restore(self, finding: Finding) -> Finding:
        """A finding of the page as one of the document."""
        return moved(finding, self._span, self.newline)

    def _span(self, span: Span) -> Span:
        return self.to_document(span[0]), self.to_document(span[1])


def read_page(document: Document) -> Page:
    """The page of a document. Raises SlowPattern for a `page_break` that takes too long."""
    text, newline = document.text, "\n"
    wide: Sequence[int] = ()
    if "\r" in text:
        wide = [match.start() - past for past, match in enumerate(re.finditer("\r\n", text))]
        newline = _newline(text, len(wide))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    masked, comments = mask(document, text), None
    if document.page_break:
        masked = with_breaks(masked, text, document.page_break)
    if document.format == "markdown" and SIGN in text and (comments := read_comments(text)):
        masked, text = comments.left_out(masked), comments.left_out(text)
    return Page(document, masked, text, wide, newline, comments)


def _newline(text: str, wide: int) -> str:
    counts = {"\n": text.count("\n") - wide, "\r": text.count("\r") - wide, "\r\n": wide}
    return max(counts, key=lambda newline: counts[newline])
