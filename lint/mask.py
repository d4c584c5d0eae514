"""Hide what is not prose: addresses everywhere; code, mark-up and formulas in Markdown.

A masked stretch keeps its length, so that offsets stay true, and its newlines, so that lines do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from seedlint.characters import MASK

if TYPE_CHECKING:
    import regex

    from seedlint.core import Document, Span

ADDRESS = r"""
    \b(?:https?|ftp|file)://[!-~]++
  | \bwww\.[!-~]++
  | -\{[^{}\n]*+\}-                         # MediaWiki's markup for regional variants
"""
MAIL = r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++"
MARKDOWN = r"""
    \A---\n(?s:.*?)\n(?:---|\.\.\.)(?=\n|\Z)                            # front matter
  | ^[ ]{0,3}(?P<fence>`{3,}|~{3,})(?s:.*?)(?:^[ ]{0,3}(?P=fence)[`~]*[ ]*$|\Z)
  | ^[ ]{0,3}\$\$(?s:.*?)\$\$
  | (?P<ticks>`++)(?:(?!\n\n)[^`]|(?!(?P=ticks)(?!`))`++)*+(?P=ticks)(?!`)
  | \$(?=\S)[^$\n]++(?<=\S)\$(?!\d)
  | <!--(?s:.*?)-->
  | </?[A-Za-z][^<>\n]*+>
  | (?<=\])\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s++"[^"\n]*+")?\)  # link target
  | ^[ ]{0,3}\[[^\]\n]++\]:.*+$                                          # link definition
  | \{\#[\w-]++\}
  | &(?:[A-Za-z]++|\#\d++|\#x[0-9A-Fa-f]++);
"""


BEGINS = {"text": "-hfw", "markdown": r"-`~$<&{(\[\ hfw"}
"""What a masked stretch may begin with; a look at it first saves two thirds of the time."""


@cache
def _pattern(kind: str, mail: bool) -> regex.Pattern[str]:
    import regex

    parts = f"{MARKDOWN} | {ADDRESS}" if kind == "markdown" else ADDRESS
    parts = f"(?=[{BEGINS[kind]}])(?:{parts})"
    parts = f"{parts} | {MAIL}" if mail else parts
    return regex.compile(parts, regex.VERBOSE | regex.MULTILINE)


def mask(document: Document, text: str) -> str:
    """`text` of `document` with everything that is not prose replaced by U+FFFC, equally long."""
    if document.format == "text" and not _may_hold_address(text):
        return text
    return _pattern(document.format, "@" in text).sub(_blank, text)


def _may_hold_address(text: str) -> bool:
    """Whether one of the signs is there that stand in every address. (`any` would take thrice.)"""
    return "://" in text or "www." in text or "@" in text or "-{" in text


def comments(text: str) -> Iterator[Span]:
    """The HTML comments of a Markdown text, without those that are shown as code."""
    for match in _pattern("markdown", "@" in text).finditer(text):
        if text.startswith("<!--", match.start()):
            yield match.span()


def _blank(match: regex.Match[str]) -> str:
    return "\n".join(MASK * len(line) for line in match.group().split("\n"))
