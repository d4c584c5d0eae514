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
MAILBOX = r"[A-Za-z0-9_.+-]++\Z"
HOST = r"@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)++"
LONGEST = 64
"""Characters of a mailbox, at most (RFC 5321)."""
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


OPENING, CLOSING, SHUT = "<!--", "-->", "\uffff!--"
BEGINS = {"text": "-hfw", "markdown": r"-`~$<&{(\[\ hfw"}
"""What a masked stretch may begin with; a look at it first saves two thirds of the time."""


@cache
def _pattern(kind: str) -> regex.Pattern[str]:
    import regex

    parts = f"{MARKDOWN} | {ADDRESS}" if kind == "markdown" else ADDRESS
    return regex.compile(f"(?=[{BEGINS[kind]}])(?:{parts})", regex.VERBOSE | regex.MULTILINE)


def mask(document: Document, text: str) -> str:
    """`text` of `document` with everything that is not prose replaced by U+FFFC, equally long."""
    if document.format == "markdown":
        text = _opened(_pattern("markdown").sub(_blank, _shut(text)), text)
    elif "://" in text or "www." in text or "-{" in text:
        text = _pattern("text").sub(_blank, text)
    return _without_mail(text) if "@" in text else text


def _shut(text: str) -> str:
    """A noncharacter for the `<` of comments that nothing closes: the end of each would be looked
    for all through the text."""
    last = text.rfind(CLOSING) + 1
    return text[:last] + text[last:].replace(OPENING, SHUT) if OPENING in text[last:] else text


def _opened(masked: str, text: str) -> str:
    """What `_shut` has changed, as it was, but for what is masked by now."""
    last = text.rfind(CLOSING) + 1
    pieces: list[str] = []
    done = 0
    at = text.find(OPENING, last)
    while at >= 0:
        if masked[at] == SHUT[0]:
            pieces += (masked[done:at], OPENING[0])
            done = at + 1
        at = text.find(OPENING, at + 1)
    return "".join([*pieces, masked[done:]])


def _without_mail(text: str) -> str:
    """A text with its mail addresses masked: what stands before an @ is looked at backwards."""
    host, mailbox = _mail()
    pieces: list[str] = []
    done = 0
    for match in host.finditer(text):
        at = match.start()
        before = mailbox.search(text, max(done, at - LONGEST), at)
        if before:
            pieces += (text[done : before.start()], MASK * (match.end() - before.start()))
            done = match.end()
    return "".join([*pieces, text[done:]])


@cache
def _mail() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    import regex

    return regex.compile(HOST), regex.compile(MAILBOX)


def comments(text: str) -> Iterator[Span]:
    """The HTML comments of a Markdown text, without those that are shown as code."""
    for match in _pattern("markdown").finditer(_shut(text)):
        if text.startswith("<!--", match.start()):
            yield match.span()


def _blank(match: regex.Match[str]) -> str:
    return "\n".join(MASK * len(line) for line in match.group().split("\n"))
