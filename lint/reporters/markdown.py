"""The page of one rule in Markdown, in both languages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator

from seedlint.core import Rule
from seedlint.reporters.phrases import phrase
from seedlint.reporters.rulepage import EDITS, WORDS, default_of, remedy_of
from seedlint.reporters.visible import visible

SIGN = re.compile(r"`[^`\n]+`|[\\`*_<>&|\[\]]")
BEGINNING = re.compile(r"^([ \t]*\d*)([-+#.)])(?=\s)", re.MULTILINE)
HEADS = ("Code · 代码", "Severity · 级别", "Fix · 修正", "Edits · 改动", "Default · 默认")


def page(rule: Rule) -> str:
    """Title, kind, reason and examples; blanks and marks in the examples are made visible."""
    _, _, reason = (inspect.getdoc(rule) or rule.title).partition("\n")
    parts = [
        f"# {rule.code} {prose(rule.name)}",
        f"{prose(rule.title)} · {prose(rule.zh)}",
        "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ["---"] * len(HEADS), _kind(rule))),
        prose(reason.strip()),
        f"## {_both('bad')}",
        _fence("diff", [line for pair in rule.bad for line in _pair(*pair)]),
        f"## {_both('good')}",
        _fence("text", [visible(text, blanks=True) for text in rule.good]),
    ]
    return "\n\n".join(parts) + "\n"


def prose(text: str) -> str:
    """Text that means in Markdown what it says; only code between backticks stays."""
    escaped = SIGN.sub(lambda match: match[0] if len(match[0]) > 1 else f"\\{match[0]}", text)
    return BEGINNING.sub(r"\1\\\2", escaped)


def _kind(rule: Rule) -> tuple[str, ...]:
    keys = rule.severity.value, remedy_of(rule) or "none"
    said = (" · ".join(phrase(lang, key) for lang in WORDS) for key in keys)
    edits = "–" if rule.edits == "none" else " · ".join(EDITS[lang][rule.edits] for lang in WORDS)
    return rule.code, *said, edits, " · ".join(default_of(rule, lang) for lang in WORDS)


def _both(key: str) -> str:
    return " · ".join(words[key].rstrip(":：") for words in WORDS.values())


def _pair(text: str, after: str | None) -> Iterator[str]:
    yield f"- {visible(text, blanks=True)}"
    if after is not None:
        yield f"+ {visible(after, blanks=True)}"


def _fence(kind: str, lines: Iterable[str]) -> str:
    """A block that no line of it can end."""
    text = "\n".join(lines)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{kind}\n{text}\n{fence}"
