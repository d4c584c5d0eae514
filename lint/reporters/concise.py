"""One line a finding: `path:line:column: CODE message [safe fix]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedlint.core import Report
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import COLORS, phrase
from seedlint.reporters.position import Positions, name_of
from seedlint.reporters.style import styled
from seedlint.reporters.tally import remedy
from seedlint.reporters.visible import inert, visible


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    for report in reports:
        if report.found:
            positions = Positions(report.document.text)
            name = visible(name_of(report.document))
        for finding in report.found:
            line, column = positions.at(finding.start)
            code = styled(look, finding.code, COLORS[finding.severity])
            message = visible(finding.message(look.lang))
            mark = styled(look, f"[{phrase(look.lang, remedy(finding))}]", "dim")
            yield inert(f"{name}:{line}:{column}: {code} {message} {mark}") + "\n"
