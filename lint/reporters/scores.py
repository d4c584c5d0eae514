"""How well the rules did on gold: tables for a person, one object for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from seedlint.core import Document, Span
from seedlint.evaluate import Row, Score, Scored
from seedlint.gold import CLASSES
from seedlint.reporters.columns import columns
from seedlint.reporters.excerpt import excerpt
from seedlint.reporters.jsonl import line
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import counted
from seedlint.reporters.position import Positions, name_of
from seedlint.reporters.style import styled
from seedlint.reporters.visible import inert, visible

WORDS = {
    "en": {
        "class": "class",
        "rule": "rule",
        "figures": "found/of right false precision false/100KB",
        "asked": "rules",
        "total": "all",
        "looks": "{0} of {1} places that only look like a defect were reported.",
        "texts": "{0}, {1} KB.",
        "misses": "Not found: {}",
        "alarms": "False alarms: {}",
    },
    "zh": {
        "class": "类别",
        "rule": "规则",
        "figures": "查出/应查 正确 误报 准确率 误报/100KB",
        "asked": "所属规则",
        "total": "合计",
        "looks": "看似有误、其实无误的 {1} 处中，误报 {0} 处。",
        "texts": "{0}，{1} KB。",
        "misses": "未查出：{}",
        "alarms": "误报：{}",
    },
}


def render(score: Score, look: Look, misses: bool = False, alarms: bool = False) -> Iterator[str]:
    """A table by class and one by rule, then what was asked for in full."""
    words = WORDS[look.lang]
    yield from _tables(score, look)
    if misses:
        yield (
            "\n"
            + words["misses"].format(sum(1 for text in score.texts for _ in text.misses))
            + "\n"
        )
        for text in score.texts:
            places = ((*one.span, f"{one.kind}  {one.note}".rstrip()) for one in text.misses)
            yield from _places(text.document, places, look)
    if alarms:
        yield "\n" + words["alarms"].format(score.whole.false) + "\n"
        for text in score.texts:
            places = (
                (one.start, one.end, f"{one.code}  {one.message(look.lang)}") for one in text.alarms
            )
            yield from _places(text.document, places, look)


def _tables(score: Score, look: Look) -> Iterator[str]:
    words = WORDS[look.lang]
    figures = words["figures"].split()
    rows = [[words["class"], *figures, words["asked"]]]
    rows += [
        [kind, *_cells(score, row), CLASSES.get(kind, "")] for kind, row in score.by_class.items()
    ]
    rows.append([words["total"], *_cells(score, score.whole), ""])
    yield from _table(rows, look)
    yield "\n"
    rows = [[words["rule"], *figures]]
    rows += [[code, *_cells(score, row)] for code, row in score.by_rule.items() if any(row)]
    yield from _table(rows, look)
    yield "\n"
    hit, of = score.lookalikes
    size = f"{score.size / 1000:.1f}"
    files = counted(look.lang, len(score.texts), "file")
    yield words["texts"].format(files, size) + "\n"
    if of:
        yield words["looks"].format(hit, of) + "\n"


def _table(rows: Sequence[Sequence[str]], look: Look) -> Iterator[str]:
    head, *lines = columns(rows, right=range(1, 6))
    yield styled(look, head, "dim") + "\n"
    for text in lines:
        yield text + "\n"


def _cells(score: Score, row: Row) -> Iterator[str]:
    yield f"{row.found}/{row.total}" if row.total else "·"
    yield str(row.right or "·")
    yield str(row.false or "·")
    yield "·" if row.precision is None else f"{row.precision:.3f}"
    yield f"{score.rate(row.false):.2f}" if row.false else "·"


def _places(
    document: Document, places: Iterable[tuple[int, int, str]], look: Look
) -> Iterator[str]:
    """Where it is, what is said of it, and the line it stands in."""
    positions = Positions(document.text)
    for start, end, about in places:
        number, column = positions.at(start)
        place = styled(look, visible(f"{name_of(document)}:{number}:{column}"), "bold")
        yield inert(f"{place}  {visible(about)}\n")
        row = excerpt(document.text, start, end, look.width - 4)
        marked = styled(look, row.marked, "red") if look.color else f"[{row.marked}]"
        yield inert(f"  {row.before}{marked}{row.after}\n")


def render_json(
    score: Score, look: Look, misses: bool = False, alarms: bool = False
) -> Iterator[str]:
    hit, of = score.lookalikes
    whole: dict[str, Any] = {"files": len(score.texts), "bytes": score.size}
    whole |= _figures(score, score.whole)
    whole |= {
        "lookalikes": {"reported": hit, "total": of},
        "classes": _named("class", score, score.by_class),
        "rules": _named("code", score, score.by_rule),
    }
    if misses:
        whole["misses"] = [one for text in score.texts for one in _misses(text)]
    if alarms:
        whole["false_alarms"] = [one for text in score.texts for one in _alarms(text, look.lang)]
    yield line(whole) + "\n"


def _named(key: str, score: Score, rows: Mapping[str, Row]) -> list[dict[str, Any]]:
    return [{key: name, **_figures(score, row)} for name, row in rows.items()]


def _figures(score: Score, row: Row) -> dict[str, Any]:
    return {
        **row._asdict(),
        "precision": None if row.precision is None else round(row.precision, 4),
        "false_per_100_kb": round(score.rate(row.false), 4),
    }


def _misses(text: Scored) -> Iterator[dict[str, Any]]:
    positions = Positions(text.document.text)
    for one in text.misses:
        about = {"class": one.kind, "gold_line": one.line, "note": one.note}
        yield _located(text.document, positions, one.span) | about


def _alarms(text: Scored, lang: str) -> Iterator[dict[str, Any]]:
    positions = Positions(text.document.text)
    for one in text.alarms:
        about = {"code": one.code, "rule": one.name, "severity": one.severity.value}
        place = _located(text.document, positions, (one.start, one.end))
        yield place | about | {"message": one.message(lang)}


def _located(document: Document, positions: Positions, span: Span) -> dict[str, Any]:
    start, end = span
    number, column = positions.at(start)
    return {
        "path": document.path, "record": document.record, "start": start, "end": end,
        "line": number, "column": column, "text": document.text[start:end],
    }  # fmt: skip
