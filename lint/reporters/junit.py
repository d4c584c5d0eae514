"""JUnit's XML, which most systems show: a suite a file, a failed case a finding.

A file without findings is a case that passed. All text is made visible first, so that nothing is
left that XML 1.0 cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from seedlint.core import Finding, Report
from seedlint.reporters.excerpt import excerpt
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import phrase
from seedlint.reporters.position import Positions, name_of
from seedlint.reporters.tally import remedy
from seedlint.reporters.visible import inert, visible


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="seedlint">\n'
    for report in reports:
        yield from (f"{line}\n" for line in _suite(report, look))
    yield "</testsuites>\n"


def _suite(report: Report, look: Look) -> Iterator[str]:
    name, failed = visible(name_of(report.document)), len(report.found)
    yield _open("testsuite", name=name, tests=failed or 1, failures=failed, errors=0)
    if report.found:
        positions = Positions(report.document.text)
        for finding in report.found:
            yield from _case(report.document.text, name, finding, positions, look)
    else:
        yield _open("testcase", classname=name, name="seedlint") + "</testcase>"
    yield "</testsuite>"


def _case(
    text: str, file: str, finding: Finding, positions: Positions, look: Look
) -> Iterator[str]:
    line, column = positions.at(finding.start)
    name = f"{finding.code} {finding.name} {line}:{column}"
    yield _open("testcase", classname=file, name=name, file=file, line=line)
    message = visible(finding.message(look.lang))
    kind = phrase(look.lang, remedy(finding))
    shown = "".join(excerpt(text, finding.start, finding.end, look.width))
    failure = _open("failure", type=finding.severity.value, message=message)
    told = f"{file}:{line}:{column}: {message} [{kind}] {shown}"
    yield f"{failure}{escape(inert(told, ours=True))}</failure>"
    yield "</testcase>"


def _open(tag: str, **attributes: object) -> str:
    given = (
        f" {name}={quoteattr(inert(str(value), ours=True))}" for name, value in attributes.items()
    )
    return f"<{tag}{''.join(given)}>"
