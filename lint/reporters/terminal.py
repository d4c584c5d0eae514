"""The report for a person: file by file, then a summary by rule, then what to do next.

Named `rich` on the command line. What draws a finding is imported with the first one found: a run
that finds nothing should cost a commit hook nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from seedlint.core import Report
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import counted, phrase
from seedlint.reporters.statistics import table
from seedlint.reporters.style import styled
from seedlint.reporters.tally import Tally
from seedlint.reporters.visible import inert


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    tally = Tally(recognises=look.recognises)
    marked = (report for report in tally.watch(reports) if report.found)
    for _, group in groupby(marked, key=lambda report: report.document.path):
        from seedlint.reporters.sheet import sheet

        yield from map(inert, sheet(group, look))
    if tally.counts:
        yield from table(tally.counts, look)
        yield "\n"
    if tally.files:
        yield closing(tally, look) + "\n"


def closing(tally: Tally, look: Look) -> str:
    """One line: how much was found, and how much of it can be fixed how."""
    lang = look.lang
    if not tally.counts:
        clean = phrase(lang, "clean", counted(lang, tally.files, "file"))
        return styled(look, clean + _laws(tally, lang), "green")
    safe, unsafe, none = (tally.total(kind) for kind in ("safe", "unsafe", "none"))
    total = counted(lang, safe + unsafe + none, "finding")
    parts = [phrase(lang, "in", total, counted(lang, tally.marked, "file"))]
    if look.unsafe:
        kinds = [("fixable-unsafe", safe + unsafe), ("person", none)]
    else:
        kinds = [("fixable", safe), ("fixable-more", unsafe), ("person", none)]
    parts += [phrase(lang, key, number) for key, number in kinds if number]
    return phrase(lang, "between").join(parts) + phrase(lang, "stop") + _laws(tally, lang)


def _laws(tally: Tally, lang: str) -> str:
    return phrase(lang, "laws", counted(lang, tally.laws, "text")) if tally.laws else ""
