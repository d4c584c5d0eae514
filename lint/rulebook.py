"""The table of all rules, as both READMEs show it, and a page a rule in docs/rules/.

`python -m seedlint.rulebook` in the project's folder writes them; the table goes between its
markers, a page that no rule has any more is removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from seedlint.core import Rule
from seedlint.registry import all_rules
from seedlint.reporters.markdown import page
from seedlint.reporters.rulepage import EDITS, default_of

BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"
RULES = Path("docs", "rules")
PAGES = {"en": "README.md", "zh": "README.zh.md"}
HEADS = {
    "en": ("Code", "Name", "Finds", "Fix", "Edits", "Severity", "Default"),
    "zh": ("代码", "名称", "检查什么", "修正", "改动", "级别", "默认"),
}
WORDS = {
    "en": {},
    "zh": {
        "safe": "安全",
        "unsafe": "需核对",
        "none": "无",
        "error": "错误",
        "warning": "警告",
        "info": "提示",
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
        EDITS[lang][rule.edits],
        rule.severity.value,
        default_of(rule, lang),
    )
    finds = rule.zh if lang == "zh" else rule.title
    return rule.code, rule.name, finds, *(say.get(word, word) for word in answers)


def pages() -> Mapping[str, str]:
    """What each file in docs/rules/ has to hold, in order of code."""
    return {f"{rule.code}-{rule.name}.md": page(rule) for rule in all_rules()}


def between(readme: str) -> str:
    """What stands between the markers of a README. Raises ValueError where a marker is missing."""
    return readme[readme.index(BEGIN) + len(BEGIN) : readme.index(END)].strip()


def main(folder: Path = Path()) -> int:
    for lang, name in PAGES.items():
        path = folder / name
        readme = path.read_text(encoding="utf-8")
        before, after = readme[: readme.index(BEGIN)], readme[readme.index(END) :]
        path.write_text(f"{before}{BEGIN}\n{table(lang)}\n{after}", encoding="utf-8")
    written, rules = pages(), folder / RULES
    rules.mkdir(parents=True, exist_ok=True)
    for path in rules.glob("*.md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (rules / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
