r"""A document as rules read it: `\n` for every newline, what is not prose masked.

And the way back: offsets of the page to those of the document, `\n` to the newline in use there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from seedlint.comments import SIGN, Comments, read_comments
from seedlint.core import Document, Finding, Span
from seedlint.edits import moved
from seedlint.mask import mask


class Page(NamedTuple):
    r"""`text` is the masked page, `bare` the same without masks.

    Both are without the `comments` to seedlint, whose offsets those of `restore` and
    `to_document` are; `wide` are the newlines that were `\r\n`.
    """

    document: Document
    text: str
    bare: str
    wide: Sequence[int]
    comments: Comments | None = None

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
        return moved(finding, self._span, self.newline)

    def _span(self, span: Span) -> Span:
        return self.to_document(span[0]), self.to_document(span[1])


def read_page(document: Document) -> Page:
    """The page of a document."""
    text = document.text
    wide: list[int] = []
    if "\r" in text:
        for match in re.finditer("\r\n", text):
            wide.append(match.start() - len(wide))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    masked, comments = mask(document, text), None
    if document.format == "markdown" and SIGN in text and (comments := read_comments(text)):
        masked, text = comments.left_out(masked), comments.left_out(text)
    return Page(document, masked, text, wide, comments)
