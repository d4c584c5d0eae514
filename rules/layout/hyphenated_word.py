"""LA010 hyphenated-word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import LATIN, NEWLINE
from seedlint.patterns import lazily

SHORTEST = 2
LONGEST = 30
ENDINGS = lazily(
    "ings?|[ts]ions?|tional(?:ly)?|ments?|mental|ness|it(?:y|ies)|[cts]ally|t?ives?|tures?"
    "|olog(?:y|ical)|ously|[ae]nces?|i[sz]ations?|ly|ed|ers?"
)
"""Second halves that are no words themselves."""
PREFIXES = lazily("non|self|co|ex|pre|post|anti|semi|quasi|well|high|low|long|short|half")
"""First halves that often keep their hyphen."""
_LAST = lazily(r"(?<![A-Za-z0-9_.@/-])[A-Za-zÀ-ɏ]+\Z")
_NEXT = lazily(r"\n[ \t\u3000]*(?P<word>[a-zß-ÿ]{2,30})(?![A-Za-z0-9_/@=(-])")


class HyphenatedWord(Rule):
    """Latin word cut at a line end by a hyphen.

    A justified column divides informa-tion at its edge. Left like that, the
    word is two that no dictionary holds.

    Looked at where a letter and a hyphen end a line and the next begins with
    a small letter. Addresses and code keep theirs, and so does a hyphen that
    a compound may need (well-, self-, high-).

    Safe where the joined word surely is one: it stands whole elsewhere in the
    document, or the second half is an ending that cannot stand alone (tion,
    ment). Where the hyphened form stands elsewhere the hyphen stays and only
    the line break goes; that and the rest is unsafe.
    """

    code, name, zh = "LA010", "hyphenated-word", "行末断开的拉丁词"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "page"
    edits = "join"
    where = At(Chars.of("-\u2010\u00ac"), after=LATIN, before=NEWLINE)
    says, says_zh = "word cut at the line end: {0}", "单词在行末断开：{0}"
    good = (
        "型号为 K-\n另行通知。",
        "He is a well-\nknown man.",
        "用 A-\nB 表示。",
        "- one\n- two\n",
    )
    bad = (
        ("该模型用 informa-\ntion 一词。\n", "该模型用 information 一词。\n"),
        ("His data-\nbase, any database.\n", "His database, any database.\n"),
        ("An over-\ncoat hung there.\n", "An overcoat hung there.\n"),
        ("A grass-\nroots or grass-roots plan.\n", "A grass-roots or grass-roots plan.\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        known: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
        for start, end in view.places:
            first = _LAST.search(text, max(0, start - LONGEST), start)
            low, high = view.document_at(start)
            second = _NEXT.match(text, end, high)
            if not first or not second or len(first[0]) < SHORTEST:
                continue
            left, right = first[0].lower(), second["word"].lower()
            if low not in known:
                known[low] = _words(text[low:high])
            whole, compound = known[low]
            stop, told = second.start("word"), Detail((first[0] + second["word"],))
            if f"{left}-{right}" in compound:
                yield Finding(self, end, stop, "", told)
            elif PREFIXES.fullmatch(left):
                continue
            elif left + right in whole or ENDINGS.fullmatch(right):
                yield Finding(self, start, stop, "", told._replace(safety=Safety.SAFE))
            else:
                yield Finding(self, start, stop, "", told)


def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The Latin words of a document, and those with one hyphen."""
    found = {word.lower() for word in re.findall(r"[A-Za-zÀ-ɏ]+(?:-[A-Za-zÀ-ɏ]+)?", text)}
    return frozenset(one for one in found if "-" not in one), frozenset(
        one for one in found if "-" in one
    )
