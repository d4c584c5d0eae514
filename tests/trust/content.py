"""Han, letters and digits stay what they are, but where a rule has said what it does to them.

What `lint/invariant.py` holds fixes to at run time, asked here in another way: of the texts before
and behind, character by character, and of rules let loose a class at a time.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial

from seedlint import Document, Report
from seedlint.core import Format
from seedlint.registry import all_rules, select_rules
from trust.idempotence import fixed
from trust.libraries import LIBRARIES, Fix
from trust.mutations import batches, mutated
from trust.programme import Outcome, Programme

SEED = 1
UNSEEN = "\u115f\u1160\u3164\uffa0"
"""Letters to Unicode, and nothing to see."""
KEEPING = frozenset({"space", "width", "punctuation"})
"""The classes that leave every Han, letter and digit; `invariant` has a list of its own."""

Check = Callable[[str, str], bool]
"""Whether a text may have become another."""


@lru_cache(1 << 16)
def is_letter(char: str) -> bool:
    """Han, other letters, digits; radicals stand for Han.

    So do the code points of Han planes that this Python has not heard of.
    """
    kind = unicodedata.category(char)
    radical = "\u2e80" <= char <= "\u2fdf"
    newer = kind == "Cn" and "\U00020000" <= char <= "\U0003ffff"
    return char not in UNSEEN and (kind[0] in "LN" or radical or newer)


def letters(text: str) -> str:
    return "".join(filter(is_letter, text))


def is_part(new: str, old: str) -> bool:
    """Whether `new` is `old` less some characters."""
    left = iter(old)
    return all(char in left for char in new)


def _as_many(old: str, new: str) -> bool:
    """One for one; a private character may become anything."""
    old, new = (unicodedata.normalize("NFC", text) for text in (old, new))
    private = sum(unicodedata.category(char) == "Co" for char in old)
    return 0 <= len(letters(new)) - len(letters(old)) <= private


def _nothing_new(old: str, new: str) -> bool:
    return not Counter(letters(new)) - Counter(letters(old))


CLASSES: Mapping[frozenset[str], Check] = {
    KEEPING: lambda old, new: letters(old) == letters(new),
    KEEPING | {"mapping"}: _as_many,
    frozenset({"deletion"}): lambda old, new: is_part(new, old),
    frozenset({"join"}): _nothing_new,
}
"""Rules that are let loose together, and what they may do to a text."""


def seedlint(size: int) -> Outcome:
    """Every text with safe fixes, with all of every rule, and with those of one class."""
    broken, edits, failed = 0, 0, Counter[str]()
    kinds = list(CLASSES)
    for number, texts in enumerate(batches(mutated(size, SEED))):
        form: Format = "markdown" if number % 5 == 4 else "text"
        documents = [Document(text, format=form) for text in texts]
        for unsafe, rules in ((False, None), (True, select_rules(["ALL"]))):
            for report in fixed(documents, unsafe, rules, failed):
                broken += not is_told(report)
                edits += len(report.edits)
        kind = kinds[number % len(kinds)]
        broken += _let_loose(documents, kind, failed)
    runs = f"{size:,} texts, {edits:,} edits"
    result = f"{broken} texts changed beyond what was declared, {failed.total()} exceptions"
    return Outcome(runs, result, not broken and not failed)


def _let_loose(documents: Sequence[Document], kind: frozenset[str], failed: Counter[str]) -> int:
    rules = [rule for rule in all_rules() if rule.edits in kind]
    reports = fixed(documents, True, rules, failed)
    return sum(not CLASSES[kind](one.document.text, one.text) for one in reports)


def is_told(report: Report) -> bool:
    """Whether nothing but the edits was done, and each does what its rules declare.

    A join brings what it moves from another edit, so all of them are looked at together; unless
    another rule mapped or replaced something, which may have been on the move.
    """
    source, fixed, at, to = report.document.text, report.text, 0, 0
    gone, brought, plain = [], [], True
    for start, end, new, codes in report.edits:
        kept = source[at:start]
        if fixed[to : to + len(kept) + len(new)] != kept + new:
            return False
        kinds = frozenset(_classes()[code] for code in codes)
        if not _is_declared(kinds, source[start:end], new):
            return False
        gone.append(source[start:end])
        plain = plain and kinds <= KEEPING | {"join", "deletion"}
        if "join" in kinds:
            brought.append(new)
        at, to = end, to + len(kept) + len(new)
    moved = not plain or _nothing_new("".join(gone), "".join(brought))
    return moved and source[at:] == fixed[to:]


def _is_declared(kinds: frozenset[str], old: str, new: str) -> bool:
    if "join" in kinds:
        return True
    return all(may(old, new) for some, may in CLASSES.items() if kinds <= some)


@cache
def _classes() -> Mapping[str, str]:
    return {rule.code: rule.edits for rule in all_rules()}


def peer(fix: Fix, size: int) -> Outcome:
    """Nothing is declared there: Han have to stay; letters and digits but for their width.

    A tenth of the texts shows it.
    """
    size = max(1, size // 10)
    lost = changed = raised = 0
    for texts in batches(mutated(size, SEED)):
        for old, new in zip(texts, fix(texts), strict=True):
            if new is None:
                raised += 1
                continue
            lost += not is_part(_han(old), _han(new))
            changed += _plain(old) != _plain(new)
    result = f"{lost:,} lost Han, {changed:,} have other letters or digits, {raised:,} exceptions"
    return Outcome(f"{size:,} texts", result, not lost and not changed and not raised)


def _han(text: str) -> str:
    return "".join(char for char in text if "\u3400" <= char <= "\u9fff")


def _plain(text: str) -> str:
    return letters(unicodedata.normalize("NFKC", text))


CONTENT = Programme(
    "content",
    "the same mutations; text outside of edits compared, each edit held against what its rules "
    "declare, and the rules of one class let loose alone; of the others a tenth of the texts, "
    "where mended mojibake counts as other letters",
    "Han, letters and digits outside declared edits the same in every text",
    120_000,
    seedlint,
    {tool: partial(peer, fix) for tool, fix in LIBRARIES.items()},
)
