"""The table of all rules, as both READMEs show it.

`python -m seedlint.rulebook` in the project's folder writes it there, between its markers.
"""

from __future__ import annotations

from pathlib import Path

from seedlint.core import Rule
from seedlint.registry import all_rules

BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"
PAGES = {"en": "README.md", "zh": "README.zh.md"}
HEADS = {
    "en": ("Code", "Name", "Finds", "Fix", "Severity", "Default"),
    "zh": ("代码", "名称", "检查什么", "修正", "级别", "默认"),
}
WORDS = {
    "en": {"default": "on", "asked": "off"},
    "zh": {
        "safe": "安全",
        "unsafe": "需核对",
        "none": "无",
        "error": "错误",
        "warning": "警告",
        "info": "提示",
        "default": "开",
        "asked": "关",
    },
}


def table(lang: str) -> str:
    """The table in Markdown, in English ("en") or Chinese ("zh"), in order of code."""
    heads = HEADS[lang]
    rows = [heads, tuple("---" for _ in heads), *(_row(rule, lang) for rule in all_rules())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(rule: Rule, lang: str) -> tuple[str, ...]:
    fixed = any(after is not None for _, after in rule.bad)
    say = WORDS[lang]
    answers = (
        rule.safety.value if fixed else "none",
        rule.severity.value,
        "default" if rule.default else "asked",
    )
    finds = rule.zh if lang == "zh" else rule.title
    return rule.code, rule.name, finds, *(say.get(word, word) for word in answers)


def between(page: str) -> str:
    """What stands between the markers of a page. Raises ValueError where a marker is missing."""
    return page[page.index(BEGIN) + len(BEGIN) : page.index(END)].strip()


def main(folder: Path = Path()) -> int:
    for lang, name in PAGES.items():
        path = folder / name
        page = path.read_text(encoding="utf-8")
        before, after = page[: page.index(BEGIN)], page[page.index(END) :]
        path.write_text(f"{before}{BEGIN}\n{table(lang)}\n{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
