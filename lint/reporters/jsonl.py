"""One JSON object a finding, one finding a line.

Written by hand: a noisy page has thousands of findings, and to make a dictionary of each and then
text of that took longer than to find them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring

from seedlint.core import NOTHING, Finding, Report, Rule, Safety
from seedlint.reporters.look import Look
from seedlint.reporters.position import Positions

MOST = 1000
"""Kinds of findings that are remembered."""
SAFETY = {safety: safety.value for safety in Safety}
"""Read from a table: `value` of an `Enum` is a call in Python."""
ENCODE = json.JSONEncoder(ensure_ascii=False).encode
UNRULY = re.compile(
    r"#(?=#\w*\[)|[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)
"""Written as escapes: what UTF-8 cannot hold, what some readers take for the end of a line, and
what acts on a terminal or, in the log of a CI run, on its runner. They read back as they were."""


def render(reports: Iterable[Report], look: Look) -> Iterator[str]:
    for told in lines(reports, look):
        yield told + "\n"


def lines(reports: Iterable[Report], look: Look) -> Iterator[str]:
    """The findings, keys in the order of the contract."""
    kinds = _Kinds(look.lang)
    for report in reports:
        if not report.found:
            continue
        text, positions = report.document.text, Positions(report.document.text)
        path = f'{{"path": {_quoted(report.document.path)}, "record": '
        path += "null" if report.document.record is None else str(report.document.record)
        for finding in report.found:
            _, start, end, _, _ = finding
            rule, said = kinds.of(finding)
            number, column = positions.at(start)
            yield (
                f'{path}, {rule}, "start": {start}, "end": {end}, "line": {number}, "column":'
                f' {column}, "text": {_quoted(text[start:end])}, {said}, "fix": {_fix(finding)}}}'
            )


class _Kinds:
    """What findings have in common that are of one rule and say the same: it is told once."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._known: dict[tuple[Rule, str], tuple[str, str]] = {}

    def of(self, finding: Finding) -> tuple[str, str]:
        values, related, _, _, severity = finding[4] or NOTHING
        if related or severity:
            return self._told(finding)
        key = finding[0], repr(values)
        told = self._known.get(key)
        if told is None:
            if len(self._known) > MOST:
                self._known.clear()
            told = self._known[key] = self._told(finding)
        return told

    def _told(self, finding: Finding) -> tuple[str, str]:
        message, related = finding.message(self._lang), [list(span) for span in finding.related]
        return (
            f'"code": {_quoted(finding.code)}, "rule": {_quoted(finding.name)}, '
            f'"severity": "{finding.severity.value}"',
            f'"message": {_quoted(message)}, "related": {ENCODE(related)}',
        )


def _fix(finding: Finding) -> str:
    rule, start, end, new, detail = finding
    _, _, edits, safety, _ = detail or NOTHING
    if edits:
        told = ", ".join([_edit(start, end, text) for start, end, text, _ in edits])
    elif new is not None:
        told = _edit(start, end, new)
    else:
        return "null"
    return f'{{"safety": "{SAFETY[safety or rule.safety]}", "edits": [{told}]}}'


def _quoted(text: str) -> str:
    """As JSON. Each string is made safe alone: the lines are long, and nothing else is unruly."""
    return _tame(encode_basestring(text))


def _edit(start: int, end: int, text: str) -> str:
    return f'{{"start": {start}, "end": {end}, "text": {_quoted(text)}}}'


def array(records: Iterable[object]) -> Iterator[str]:
    """Records as one JSON array, written as they come."""
    return array_of(map(line, records))


def array_of(told: Iterable[str]) -> Iterator[str]:
    """Lines as one JSON array."""
    before = "[\n"
    for one in told:
        yield before + one
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def line(record: object) -> str:
    return _tame(ENCODE(record))


def _tame(told: str) -> str:
    """All that is unruly cannot be printed, but for signs of a runner."""
    if told.isprintable() and "##" not in told:
        return told
    return UNRULY.sub(lambda match: f"\\u{ord(match[0]):04x}", told)
