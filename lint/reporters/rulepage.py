"""The table of rules and the page of one rule."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from seedlint.core import EditClass, Rule
from seedlint.reporters.columns import columns
from seedlint.reporters.excerpt import fold
from seedlint.reporters.jsonl import line as record_line
from seedlint.reporters.look import Look
from seedlint.reporters.phrases import COLORS, phrase
from seedlint.reporters.style import styled
from seedlint.reporters.visible import visible

WORDS = {
    "en": {
        "columns": "code name severity fix default finds",
        "on": "on",
        "off": "off",
        "safe": "safe",
        "unsafe": "unsafe",
        "none": "–",
        "bad": "Found:",
        "good": "Left alone:",
        "default-on": "on by default",
        "default-off": "off by default",
        "off-in": ", off in {}",
        "on-with": ", on with `{}`",
    },
    "zh": {
        "columns": "代码 名称 级别 修正 默认 检查什么",
        "on": "开",
        "off": "关",
        "safe": "安全",
        "unsafe": "需核对",
        "none": "–",
        "bad": "会报告：",
        "good": "不会报告：",
        "default-on": "默认开启",
        "default-off": "默认关闭",
        "off-in": "，{} 除外",
        "on-with": "，设 `{}` 则开",
    },
}

EDITS: Mapping[str, Mapping[EditClass, str]] = {
    "en": {kind: kind for kind in get_args(EditClass)} | {"none": "–"},
    "zh": {
        "none": "–",
        "space": "空白",
        "width": "全半角",
        "punctuation": "标点",
        "mapping": "逐字对换",
        "join": "接行",
        "deletion": "删除",
        "replacement": "替换",
    },
}
"""What fixes may change (`core.EditClass`)."""


def listing(every: Sequence[Rule]) -> Iterator[str]:
    """All rules as one JSON array."""
    records = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity.value,
            "fix": remedy_of(rule),
            "edits": rule.edits,
            "default": rule.default,
            "off_in": rule.off_in,
            "on_with": rule.on_with or None,
            "title": rule.title,
            "zh": rule.zh,
        }
        for rule in every
    ]
    yield "[\n" + ",\n".join(map(record_line, records)) + "\n]"


def table(every: Sequence[Rule], look: Look) -> Iterator[str]:
    """One line a rule."""
    words = WORDS[look.lang]
    rows = [words["columns"].split()]
    for rule in every:
        fix = remedy_of(rule)
        row = [rule.code, rule.name, phrase(look.lang, rule.severity.value)]
        row += [words[fix or "none"], default_of(rule, look.lang)]
        rows.append([*row, rule.zh if look.lang == "zh" else rule.title])
    head, *lines = columns(rows)
    yield styled(look, head, "dim")
    for rule, line in zip(every, lines, strict=True):
        yield styled(look, rule.code, COLORS[rule.severity]) + line.removeprefix(rule.code)


def page(rule: Rule, look: Look) -> Iterator[str]:
    """Title, what kind of rule, why, examples."""
    words = WORDS[look.lang]
    title, _, reason = (inspect.getdoc(rule) or rule.title).partition("\n")
    heads = [title.rstrip("."), rule.zh]
    code = styled(look, rule.code, COLORS[rule.severity], "bold")
    yield f"{code} {styled(look, rule.name, 'bold')}"
    yield from reversed(heads) if look.lang == "zh" else heads
    kind = [phrase(look.lang, rule.severity.value), phrase(look.lang, remedy_of(rule) or "none")]
    kind += [EDITS[look.lang][rule.edits]] if rule.edits != "none" else []
    yield styled(look, " · ".join([*kind, default_of(rule, look.lang, "default-")]), "dim")
    yield reason.rstrip()
    yield from ("", words["bad"])
    for text, after in rule.bad:
        yield from _example(text, "- ", "red", look)
        if after is not None:
            yield from _example(after, "+ ", "green", look)
    yield from ("", words["good"])
    for text in rule.good:
        yield from _example(text, "  ", "", look)


def _example(text: str, mark: str, color: str, look: Look) -> Iterator[str]:
    lines = fold(visible(text, blanks=True), look.width - 4)
    for index, line in enumerate(lines):
        yield "  " + styled(look, (mark if index == 0 else "  ") + line, *filter(None, [color]))


def default_of(rule: Rule, lang: str, key: str = "") -> str:
    """Whether a rule is on by default, and where it is not so."""
    words = WORDS[lang]
    said = words[f"{key}on"] if rule.default else words[f"{key}off"]
    if rule.default and rule.off_in:
        said += words["off-in"].format(", ".join(rule.off_in))
    if not rule.default and rule.on_with:
        said += words["on-with"].format(rule.on_with)
    return said


def remedy_of(rule: Rule) -> str | None:
    """Safe or unsafe as a rule; None where no example has a fix."""
    return rule.safety.value if any(after is not None for _, after in rule.bad) else None
