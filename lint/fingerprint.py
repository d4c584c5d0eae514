"""What a finding is known by when the rest of its file has changed.

Offsets and line numbers move with every edit above; what is found, and the words beside it, do not.
Places that are alike are counted from the first, so that of five the fifth is new and not all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from seedlint.core import Document, Finding

BESIDE = 12
"""Letters and digits on each side of the finding that belong to it."""
AROUND = 48
"""Code points in which these are looked for."""
NEWLINE = re.compile(r"\r\n?")
LINE = re.compile(r"[\r\n]")
DIGITS = 32


def fingerprints(document: Document, findings: Iterable[Finding]) -> Iterator[str]:
    """One a finding, in their order; no two are equal.

    Neither the name of the file nor the number of the record is in it.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        known = likeness(document, finding)
        seen[known] += 1
        yield f"{known}:{seen[known]}"


def likeness(document: Document, finding: Finding) -> str:
    """What places that are alike have in common."""
    return _digest(finding.code, *_surroundings(document.text, finding.start, finding.end))


def within(document: Document, fingerprint: str) -> str:
    """The fingerprint among those of many files."""
    return _digest(document.path, str(document.record), fingerprint)


def _surroundings(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The words of a finding and those before and behind it in its line.

    Where it is alone in its line, those of the lines around. Blanks and marks beside it do not
    matter, as they may be mended first, nor does the kind of newline.
    """
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    near = _words(LINE.split(before)[-1]), _words(LINE.split(behind, maxsplit=1)[0])
    left, right = near if any(near) else (_words(before), _words(behind))
    return left[-BESIDE:], NEWLINE.sub("\n", text[start:end]), right[:BESIDE]


def _words(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _digest(*parts: str) -> str:
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()[:DIGITS]
