"""How often each rule found something, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from seedlint.core import Report
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import COLORS, phrase
from seedlint.reporters.style import styled
from seedlint.reporters.tally import Count, Tally


def render_terminal(reports: Iterable[Report], look: Look) -> Iterator[str]:
    yield from table(_counts(reports), look)


render_concise = render_terminal


def render_jsonl(reports: Iterable[Report], look: Look) -> Iterator[str]:
    from seedlint.reporters.jsonl import line

    for count in _counts(reports):
        yield line(_record(count)) + "\n"


def render_jsonarray(reports: Iterable[Report], look: Look) -> Iterator[str]:
    from seedlint.reporters.jsonl import line

    lines = ",\n".join(line(_record(count)) for count in _counts(reports))
    yield f"[\n{lines}\n]\n" if lines else "[]\n"


def table(counts: Sequence[Count], look: Look) -> Iterator[str]:
    """One line a rule, in order of code."""
    if not counts:
        return
    from seedlint.reporters.columns import columns

    rows = [phrase(look.lang, "columns").split()]
    rows += [[count.rule.code, count.rule.name, *_figures(count)] for count in counts]
    head, *lines = columns(rows, right=range(2, 6))
    yield styled(look, head, "dim") + "\n"
    for count, line in zip(counts, lines, strict=True):
        code = count.rule.code
        yield styled(look, code, COLORS[count.rule.severity]) + line.removeprefix(code) + "\n"


def _figures(count: Count) -> Iterator[str]:
    for figure in (count.total, count.safe, count.unsafe, count.none):
        yield str(figure or "·")


def _counts(reports: Iterable[Report]) -> Sequence[Count]:
    tally = Tally()
    for _ in tally.watch(reports):
        pass
    return tally.counts


def _record(count: Count) -> dict[str, object]:
    rule = count.rule
    figures = {"safe": count.safe, "unsafe": count.unsafe, "none": count.none}
    return {"code": rule.code, "rule": rule.name, "count": count.total, **figures}
