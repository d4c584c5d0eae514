"""What kind of text a document is, when nobody said it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from seedlint.core import Document
from seedlint.house import DEFAULT, MARKDOWN, Profile
from seedlint.patterns import lazily
from seedlint.sense.page_numbers import number_value

ARTICLES = 5
"""Articles of a law, at least."""
APART = 600
"""Code points from article to article, at most, taken together."""
IN_ORDER = 0.8
INDENT = " \t\u3000#*"
_ARTICLE = lazily(
    "第[ \u3000]?([0-9０-９]{1,4}|[〇零一二三四五六七八九十百千]{1,7})[ \u3000]?[条條]"
)


def kind_of(document: Document) -> Profile:
    """The profile of a document of which nothing is said."""
    if is_law(document.text):
        return "law"
    return MARKDOWN if document.format == "markdown" else DEFAULT


def is_law(text: str) -> bool:
    """Whether articles that count up (第…条) begin the lines of most of the text."""
    if not any(char in text and text.count(char) >= ARTICLES for char in "条條"):
        return False
    found = list(_articles(text))
    if len(found) < ARTICLES or (len(text) - found[0][0]) > APART * len(found):
        return False
    steps = sum(one is not None and later == one + 1 for (_, one), (_, later) in pairwise(found))
    return steps >= IN_ORDER * (len(found) - 1)


def _articles(text: str) -> Iterator[tuple[int, int | None]]:
    """Where 第…条 begins a line, and its number."""
    done = 0
    for match in _ARTICLE.finditer(text):
        start = match.start()
        line = text.rfind("\n", done, start) + 1
        if (line or not done) and not text[line:start].strip(INDENT):
            yield start, number_value(match[1])
        done = start
