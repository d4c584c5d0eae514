"""What a Markdown text says to seedlint: `<!-- seedlint-disable RE005 -->`.

Rules read the page as if these comments were not there: one above a paragraph parts it from
nothing, one at the end of a line does not end it otherwise. So a comment silences what would be
found without it, and none makes a defect of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from seedlint.core import Edit, Span
from seedlint.mask import comments
from seedlint.patterns import lazily

SIGN = "seedlint-"
"""Stands in every comment to seedlint; a text without it is not searched."""
OPENING, CLOSING, REASON = "<!--", "-->", "--"
WORD = lazily(r"[^\s,，、]+")
BLANKS = lazily(r"[ \t]*+")
LINE_END = lazily(r"[ \t]*+(?:\n|\Z)")
VISIBLE = lazily(r"\S")
SEPARATOR = "\n\n"


class Word(NamedTuple):
    start: int
    end: int
    text: str


class Comment(NamedTuple):
    """What it asks for (`seedlint-disable`) and of which rules; none means all."""

    start: int
    end: int
    verb: Word
    words: tuple[Word, ...]


class Gap(NamedTuple):
    """`text[start:end]` is not on the page, but before the character at `place`.

    `opens`: it begins a line.
    """

    start: int
    end: int
    place: int
    opens: bool


@dataclass(frozen=True)
class Comments:
    r"""The comments of `text`, whose newlines are `\n`."""

    text: str
    said: Sequence[Comment]

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        gaps, gone = [], 0
        for start, end in _blocks(self.text, self.said):
            opens = _opens(self.text, start)
            if opens:
                start, end = _whole(self.text, start, end)
            gaps.append(Gap(start, end, start - gone, opens))
            gone += end - start
        return gaps

    @cached_property
    def _places(self) -> Sequence[int]:
        return [gap.place for gap in self.gaps]

    @cached_property
    def _page(self) -> str:
        return self.left_out(self.text)

    def left_out(self, text: str) -> str:
        """The page of a text as long as ours: what is not in a gap."""
        pieces, place = [], 0
        for gap in self.gaps:
            pieces.append(text[place : gap.start])
            place = gap.end
        return "".join([*pieces, text[place:]])

    def span(self, span: Span) -> Span:
        """A span of the page as one of the text.

        An empty one stands before a comment, but behind one that begins a line or ends the text.
        """
        start, end = span
        first = bisect_left(self._places, start)
        if start < end:
            return self._behind(start), self._before(end)
        gap = self.gaps[first] if first < len(self.gaps) else None
        if gap and gap.place == start and (gap.opens or gap.end == len(self.text)):
            return self._behind(start), self._behind(start)
        return self._before(start), self._before(start)

    def _before(self, place: int) -> int:
        return self._shifted(place, bisect_left(self._places, place))

    def _behind(self, place: int) -> int:
        return self._shifted(place, bisect_right(self._places, place))

    def _shifted(self, place: int, passed: int) -> int:
        gap = self.gaps[passed - 1] if passed else None
        return place + gap.end - gap.place if gap else place

    def line_at(self, place: int) -> Span:
        """The line of the text that holds `place`, its newline included."""
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, (len(self.text) if end < 0 else end) + 1

    def next_line(self, comment: Comment) -> Span | None:
        """The line behind a comment, blank ones and those of other comments stepped over."""
        gap = self.gaps[bisect_right(self.gaps, comment.start, key=itemgetter(0)) - 1]
        start = gap.place
        if not gap.opens or self.text[gap.end - 1] != "\n":
            start = self._page.find("\n", start)
        found = VISIBLE.search(self._page, start) if start >= 0 else None
        return self.line_at(self._behind(found.start())) if found else None

    def in_the_way(self, edit: Edit) -> bool:
        """Whether an edit of the page would take a comment out or into another line."""
        low, high = bisect_left(self._places, edit.start), bisect_right(self._places, edit.end)
        for gap in self.gaps[low:high]:
            if gap.opens:
                if edit.start < gap.place:
                    return True
            elif gap.place < edit.end or (edit.start == edit.end and gap.end < len(self.text)):
                return True
        return False


def read_comments(text: str) -> Comments | None:
    r"""The comments to seedlint in a Markdown text with newlines `\n`, None if there are none."""
    said = [comment for span in comments(text) if (comment := _comment(text, *span))]
    return Comments(text, said) if said else None


def _comment(text: str, start: int, end: int) -> Comment | None:
    inside = text[start + len(OPENING) : end - len(CLOSING)]
    orders, place = inside.split(REASON, 1)[0], start + len(OPENING)
    words = [
        Word(place + match.start(), place + match.end(), match[0])
        for match in WORD.finditer(orders)
    ]
    if not words or not words[0].text.startswith(SIGN):
        return None
    return Comment(start, end, words[0], tuple(words[1:]))


def _blocks(text: str, said: Sequence[Comment]) -> Iterator[Span]:
    """Comments with the blanks before them; those with nothing but blanks between are one.

    But not across lines where the first stands behind other text.
    """
    start = end = 0
    for comment in said:
        between = text[end : comment.start]
        if end and not between.strip(" \t\n" if _opens(text, start) else " \t"):
            end = comment.end
            continue
        if end:
            yield start, end
        start, end = comment.start - (len(between) - len(between.rstrip(" \t"))), comment.end
    yield start, end


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _whole(text: str, start: int, end: int) -> Span:
    """What to leave out with a block that begins a line, so that no blank line comes of it."""
    rest = LINE_END.match(text, end)
    if rest is None:
        indent = BLANKS.match(text, end)
        return start, indent.end() if indent else end
    end = rest.end()
    if start < len(SEPARATOR) or text.startswith(SEPARATOR, start - len(SEPARATOR)):
        if text.startswith("\n", end):
            return start, end + 1
        if end == len(text) and start >= len(SEPARATOR):
            return start - 1, end
    return start, end
