"""Fixed twice is fixed once, whatever the paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import get_args

from seedlint import Document, Report, Rule
from seedlint.core import Format
from seedlint.engine import fix_many
from seedlint.failures import EngineError
from seedlint.registry import select_rules
from trust.libraries import LIBRARIES, Fix
from trust.mutations import batches, mutated
from trust.programme import Outcome, Programme

KINDS = ["not the same when fixed again", "Oscillation", "Overreach", "RuleFailed"]


def seedlint(size: int) -> Outcome:
    """Each paragraph as plain text and as Markdown, with safe fixes and with all of every rule."""
    failed: Counter[str] = Counter()
    for texts in batches(mutated(size)):
        for form in get_args(Format):
            documents = [Document(text, format=form) for text in texts]
            for unsafe, rules in ((False, None), (True, select_rules(["ALL"]))):
                failed += unsettled(documents, unsafe, rules)
    result = ", ".join(f"{failed[kind]} {kind}" for kind in KINDS)
    return Outcome(f"{size:,} paragraphs fixed in four ways", result, not failed)


def unsettled(
    documents: Sequence[Document], unsafe: bool, rules: Sequence[Rule] | None
) -> Counter[str]:
    """What went wrong, counted."""
    failed: Counter[str] = Counter()
    once = list(fixed(documents, unsafe, rules, failed))
    again = [Document(one.text, format=one.document.format) for one in once]
    for one, other in zip(once, fixed(again, unsafe, rules, failed), strict=False):
        failed[KINDS[0]] += one.text != other.text
    return +failed


def fixed(
    documents: Sequence[Document], unsafe: bool, rules: Sequence[Rule] | None, failed: Counter[str]
) -> Iterable[Report]:
    """The reports of all; one by one where a rule fails on the whole, which is counted."""
    try:
        return list(fix_many(documents, unsafe, rules))
    except EngineError as error:
        if len(documents) == 1:
            failed[type(error).__name__] += 1
            return [Report(documents[0], (), (), documents[0].text)]
        half = len(documents) // 2
        return [
            *fixed(documents[:half], unsafe, rules, failed),
            *fixed(documents[half:], unsafe, rules, failed),
        ]


def peer(fix: Fix, size: int) -> Outcome:
    differ = raised = 0
    for texts in batches(mutated(size)):
        once = [one for one in fix(texts) if one is not None]
        raised += len(texts) - len(once)
        again = fix(once)
        raised += list(again).count(None)
        differ += sum(one != other for one, other in zip(once, again, strict=True) if other)
    result = f"{differ:,} {KINDS[0]}, {raised:,} exceptions"
    return Outcome(f"{size:,} paragraphs", result, not differ and not raised)


IDEMPOTENCE = Programme(
    "idempotence",
    "paragraphs with characters, marks, spaces, newlines and page numbers put in, taken out, "
    "doubled and swapped, with invisible and bidi characters, mojibake and other widths; fixed, "
    "and fixed again",
    "0 differ, 0 oscillate, 0 go beyond what their rule declares, 0 exceptions",
    10_000,
    seedlint,
    {tool: partial(peer, fix) for tool, fix in LIBRARIES.items()},
)
