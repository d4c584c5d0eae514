"""Hide what is not prose: addresses everywhere; code, mark-up and formulas in Markdown.

A masked stretch keeps its length, so that offsets stay true, and its newlines, so that lines do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from seedlint.characters import MASK

if TYPE_CHECKING:
    from seedlint.core import Document, Span

# Every alternative begins with a character of its own, and what must stand before it comes behind:
# so the search skips to those characters. Repeated groups give back, or begin with all they
# need: before 3.11.5 Python keeps what a round has read that fails (python/cpython#106052).
ADDRESS = r"""
    h(?<![0-9A-Za-z_]h)ttps?://[!-~]++      # right behind Han, too
  | f(?<![0-9A-Za-z_]f)(?:ile|tp)://[!-~]++
  | w(?<![0-9A-Za-z_]w)ww\.[!-~]++
  | -\{[^{}\n]*+\}-                         # MediaWiki's markup for regional variants
"""
MAILBOX = r"[A-Za-z0-9_.+-]++\Z"
HOST = r"@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+"
LONGEST = 64
"""Characters of a mailbox, at most (RFC 5321)."""


def _fence(mark: str, name: str, before: str = "") -> str:
    """A fenced block, up to the line that closes it, or to the end."""
    close = rf"\n[ ]{{0,3}}{mark}(?P={name})[`~]*+[ ]*+"
    lines = r".*+(?:(?=\n[^ `~])\n.*+)*+"
    body = rf"{lines}(?:(?!{close}$)\n{lines})*(?:{close})?"
    return rf"{mark}{before}(?P<{name}>{mark[0]}*+){body}"


FORMULA = r"(?s:.*?)\$\$"
DEFINITION = r"[^\]\n]++\]:.*+"
LINES = r"[^`\n]*+(?:(?=\n[^`\n])\n[^`\n]++)*+"
MARKDOWN = rf"""
    ---\n(?<=\A---\n)(?s:.*?)\n(?:---|\.\.\.)$                          # front matter
  | {_fence("```", "ticks", "(?<=^```)")}
  | {_fence("~~~", "tildes", "(?<=^~~~)")}
  | \$\$(?<=^\$\$){FORMULA}
  | \[(?<=^\[){DEFINITION}
  | \ (?<=^\ )[ ]{{0,2}}(?:
        {_fence("```", "ticks_in")} | {_fence("~~~", "tildes_in")}
      | \$\${FORMULA} | \[{DEFINITION}
    )
  | `(?P<more>`*+){LINES}(?:(?:(?!\n\n)\n|(?!`(?P=more)(?!`))`++){LINES})*`(?P=more)(?!`)
  | \$(?=\S)[^$\n]++(?<=\S)\$(?!\d)
  | <!--(?s:.*?)-->
  | </?[A-Za-z][^<>\n]*+>
  | \((?<=\]\()[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*(?:\s++"[^"\n]*+")?\)  # link target
  | \{{\#(?:[^\W①-⓿❶-➓]|-)++\}}           # name of a heading
  | &(?:[A-Za-z]++|\#\d++|\#x[0-9A-Fa-f]++);
"""


OPENING, CLOSING, SHUT = "<!--", "-->", "\uffff!--"


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    parts = f"{MARKDOWN} | {ADDRESS}" if kind == "markdown" else ADDRESS
    return re.compile(parts, re.VERBOSE | re.MULTILINE)


def mask(document: Document, text: str) -> str:
    """`text` of `document` with everything that is not prose replaced by U+FFFC, equally long."""
    if document.format == "markdown":
        text = _opened(_pattern("markdown").sub(_blank, _shut(text)), text)
    elif _addressed(text):
        text = _pattern("text").sub(_blank, text)
    return _without_mail(text) if "@" in text else text


def _addressed(text: str) -> bool:
    """Whether there may be an address. One character is found ten times as fast as a word, so it is
    looked for first."""
    return (
        ("/" in text and "://" in text)
        or ("w" in text and "www." in text)
        or ("{" in text and "-{" in text)
    )


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
def _mail() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(HOST), re.compile(MAILBOX)


def comments(text: str) -> Iterator[Span]:
    """The HTML comments of a Markdown text, without those that are shown as code."""
    for match in _pattern("markdown").finditer(_shut(text)):
        if text.startswith("<!--", match.start()):
            yield match.span()


def _blank(match: re.Match[str]) -> str:
    hidden = match[0]
    if "\n" not in hidden:
        return MASK * len(hidden)
    return "\n".join([MASK * len(line) for line in hidden.split("\n")])
