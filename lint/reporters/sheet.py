"""The findings of one file, as a person reads them down the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from seedlint.core import Document, Edit, Finding, Report, Rule
from seedlint.reporters.excerpt import excerpt, fold, shorten
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import COLORS, phrase
from seedlint.reporters.position import Positions
from seedlint.reporters.style import styled
from seedlint.reporters.tally import remedy
from seedlint.reporters.visible import visible

SHOWN = 5
"""Findings of one rule shown for a file. A page may hold hundreds of half-width commas: the rest
are counted, and the report says so."""
MARGIN = 11
"""Cells left of the text; the position stands in them."""
EDITS = 3
"""Edits of one fix that are written out."""
SAMPLE = 30
"""Cells an edit may take on each side of its arrow, where there is room."""
REMEDIES = {"safe": "green", "unsafe": "yellow", "none": "dim"}


def sheet(reports: Iterable[Report], look: Look) -> Iterator[str]:
    """The reports of one file that have findings; several where the file has records."""
    seen: Counter[Rule] = Counter()
    for report in reports:
        if not seen:
            yield styled(look, visible(report.document.path or "-"), "bold") + "\n\n"
        positions = Positions(report.document.text)
        for finding in report.found:
            seen[finding.rule] += 1
            if seen[finding.rule] <= SHOWN:
                yield "\n".join([*_block(report.document, finding, positions, look), "", ""])
    rest = [(count - SHOWN, rule.code) for rule, count in seen.items() if count > SHOWN]
    if rest:
        parts = phrase(look.lang, "between").join(
            phrase(look.lang, "more-of", *part) for part in rest
        )
        for line in fold(phrase(look.lang, "more", parts), look.width - MARGIN):
            yield " " * MARGIN + styled(look, line, "dim") + "\n"
        yield "\n"


def _block(document: Document, finding: Finding, positions: Positions, look: Look) -> Iterator[str]:
    width = look.width - MARGIN
    color = COLORS[finding.severity]
    record = "" if document.record is None else f"#{document.record} "
    line, column = positions.at(finding.start)
    code, text = finding.code, f"{finding.name}: {visible(finding.message(look.lang))}"
    head, *more = fold(f"{code} {text}", width)
    head = styled(look, code, color, "bold") + head.removeprefix(code)
    yield f"{f'{record}{line}:{column}':>{MARGIN - 2}}  {head}"
    row = excerpt(document.text, finding.start, finding.end, width)
    yield from (
        " " * MARGIN + text
        for text in (
            *more,
            row.before + styled(look, row.marked, color, "bold") + row.after,
            styled(look, row.underline, color),
            *_outlook(document, finding, positions, look),
        )
    )


def _outlook(
    document: Document, finding: Finding, positions: Positions, look: Look
) -> Iterator[str]:
    """What can be done, and where else to look."""
    kind, fix = remedy(finding), finding.fix
    mark = styled(look, phrase(look.lang, kind), REMEDIES[kind])
    weight = phrase(look.lang, finding.severity.value)
    if fix:
        count = min(len(fix.edits), EDITS)
        sample = min(SAMPLE, max(4, (look.width - MARGIN - 26 - 10 * count) // (2 * count)))
        shown = [_edit(document.text, edit, sample, look.lang) for edit in fix.edits[:EDITS]]
        if len(fix.edits) > EDITS:
            shown.append(phrase(look.lang, "more-edits", len(fix.edits) - EDITS))
        mark += f": {'; '.join(shown)}"
    yield styled(look, f"{weight} · ", "dim") + mark
    if finding.related:
        places = (":".join(map(str, positions.at(start))) for start, _ in finding.related[:EDITS])
        yield styled(look, phrase(look.lang, "see", ", ".join(places)), "dim")


def _edit(text: str, edit: Edit, cells: int, lang: str) -> str:
    old = shorten(text[edit.start : edit.end], cells, blanks=True)
    new = shorten(edit.text, cells, blanks=True)
    if edit.moved_from:
        return phrase(lang, "move", new)
    if old and new:
        return phrase(lang, "replace", old, new)
    return phrase(lang, "insert", new) if new else phrase(lang, "delete", old)
