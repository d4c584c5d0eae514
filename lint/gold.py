"""Gold: what careful readers marked in texts, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from seedlint.core import Span
from seedlint.registry import UnknownRule, find_rule
from seedlint.tables import nearest

CLASSES: Mapping[str, str] = {
    "broken-paragraph": "LA001 LA002",
    "interleaved-fragment": "LA002",
    "running-head": "LA005",
    "caption-or-credit": "LA007",
    "glued-byline": "LA008",
    "misplaced-heading": "LA009 RE009 SP001",
    "missing-heading": "",
    "dup-paragraph": "RE001 RE002 RE009",
    "dup-sentence": "RE003 RE004",
    "dup-phrase": "RE005 RE007 RE008 RE009",
    "dup-char": "RE005 RE006",
    "near-miss-redundancy": "WO* RE*",
    "foreign-insert": "WO001",
    "unbalanced-quote": "PU006",
    "wrong-quote": "PU006 PU008 PU009 PU010",
    "halfwidth-punct": "PU001 PU002",
    "odd-punctuation": "PU003 PU004 PU005",
    "wrong-char": "WO* RE*",
    "other": "*",
    "ok-lookalike": "",
    "halfwidth-ok": "",
}
"""Which rules answer for a class: codes, and beginnings of codes with a star."""
LOOKALIKES = frozenset({"ok-lookalike", "halfwidth-ok"})
"""Classes of what looks like a defect and is none."""
CONFIDENCES = ("certain", "likely", "doubtful")
SHOWN = 40
"""Characters of a value that are quoted in a complaint."""


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_offset(value: object) -> bool:
    return type(value) is int and value >= 0


def _is_span(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(map(_is_offset, value))
        and value[0] <= value[1]
    )


FIELDS: tuple[tuple[str, object, Callable[[Any], bool], str], ...] = (
    ("file", ..., lambda value: _is_text(value) and value, "the name of a file"),
    ("start", ..., _is_offset, "an offset in code points, from 0"),
    ("end", ..., _is_offset, "an offset in code points, from 0"),
    ("text", ..., _is_text, "the characters from 'start' to 'end'"),
    ("class", ..., _is_text, "a class, or a rule by code or name"),
    ("record", None, lambda value: value is None or _is_offset(value), "a row, from 0"),
    ("twin", None, lambda value: value is None or _is_span(value), "a pair [start, end]"),
    ("confidence", "certain", CONFIDENCES.__contains__, "certain, likely or doubtful"),
    ("note", "", _is_text, "a remark"),
)
"""Key, value where there is none (... where there must be one), what fits, what it should be."""


class GoldError(ValueError):
    """A line of gold that cannot be used: its number, what is wrong, and the remedy."""

    def __init__(self, line: int, reason: str, remedy: str) -> None:
        super().__init__(f"{line}: {reason}; {remedy}")


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """One line: a place in a text and what is wrong there, or what is right and looks wrong.

    `file` is the name below the folder of the texts, `record` the row of a file that holds many.
    """

    line: int
    file: str
    record: int | None
    span: Span
    text: str
    kind: str
    twin: Span | None = None
    confidence: str = "certain"
    note: str = ""

    @property
    def defect(self) -> bool:
        return self.kind not in LOOKALIKES

    @property
    def counts(self) -> bool:
        """Whether it is to be found."""
        return self.defect and self.confidence != "doubtful"

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.span,) if self.twin is None else (self.span, self.twin)

    def compare(self, text: str) -> None:
        """Raises GoldError where `text` is not what was marked."""
        start, end = self.span
        there = text[start:end]
        if there != self.text:
            reason = f"'text' is {_shown(self.text)}, but {self.file} has {_shown(there)}"
            remedy = "offsets count code points of the decoded text from 0"
            raise GoldError(self.line, f"{reason} at {start} to {end}", remedy)
        if self.twin and self.twin[1] > len(text):
            reason = f"'twin' ends at {self.twin[1]}, {self.file} at {len(text)}"
            raise GoldError(self.line, reason, "correct it")


@cache
def answers(kind: str) -> tuple[str, ...]:
    """With what the code of a rule that answers for a class begins; a class may be a rule."""
    if kind in CLASSES:
        return tuple(code.rstrip("*") for code in CLASSES[kind].split())
    return (find_rule(kind).code,)


def parse(text: str) -> Iterator[GoldRecord | GoldError]:
    """A record, or what is wrong with it, for each line that is not blank."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _record(number, _object(number, line))
            except GoldError as error:
                yield error


def _object(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        problem = f"not JSON: {error.msg} at column {error.colno}"
        raise GoldError(number, problem, "write one object a line") from None
    except (RecursionError, ValueError):
        raise GoldError(number, "JSON beyond measure", "write one flat object a line") from None
    if not isinstance(row, dict):
        raise GoldError(number, f"{_shown(row)} is no object", "write one object a line")
    return row


def _record(number: int, row: Mapping[str, Any]) -> GoldRecord:
    given: dict[str, Any] = {}
    for key, default, fits, what in FIELDS:
        given[key] = row.get(key, default)
        if given[key] is ...:
            raise GoldError(number, f"{key!r} is missing", f"give {what}")
        if not fits(given[key]):
            raise GoldError(number, f"{key!r} is {_shown(given[key])}", f"give {what}")
    kind, span, twin = given["class"], (given["start"], given["end"]), given["twin"]
    if span[0] > span[1]:
        raise GoldError(number, f"'start' {span[0]} lies behind 'end' {span[1]}", "correct them")
    try:
        answers(kind)
    except UnknownRule:
        hint = nearest(kind, CLASSES).removeprefix("; ")
        raise GoldError(number, f"'class' is {_shown(kind)}", f"{hint}, or a rule") from None
    return GoldRecord(
        number, PurePosixPath(given["file"]).as_posix(), given["record"], span, given["text"],
        kind, twin and (twin[0], twin[1]), given["confidence"], given["note"],
    )  # fmt: skip


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
