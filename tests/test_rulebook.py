"""The pages under docs/rules/ are what the rules say, and mean in Markdown what they say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seedlint import Finding, Rule, Severity, View
from seedlint.registry import all_rules
from seedlint.reporters.markdown import page, prose
from seedlint.rulebook import PAGES, RULES, main, pages

ROOT = Path(__file__).parents[1]


class Hostile(Rule):
    """A <b>title</b> with *stars*.

    One says [this](that), `<code>` and a
    - dash; see
    1. nothing.
    """

    code, name, zh = "XX001", "hostile", "标题|竖线"
    severity = Severity.INFO
    default = False
    good = ("```\n一 二",)
    bad = (("````\u202e", None), ("甲\x1b", "甲"))

    def check(self, view: View) -> Iterator[Finding]:
        yield from ()


def test_pages_are_those_of_the_rules() -> None:
    there = {file.name: file.read_bytes().decode("utf-8") for file in (ROOT / RULES).iterdir()}
    assert there == pages(), "run: python -m seedlint.rulebook"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_page_says_what_a_rule_is(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.code} {rule.name}\n\n{prose(rule.title)} · {prose(rule.zh)}\n")
    assert f"| {rule.code} | {rule.severity.value} · " in text
    assert all(char.isprintable() or char in "\n\u3000" for char in text)


def test_a_page_means_what_it_says() -> None:
    assert page(Hostile()) == (
        "# XX001 hostile\n\n"
        "A \\<b\\>title\\</b\\> with \\*stars\\* · 标题\\|竖线\n\n"
        "| Code · 代码 | Severity · 级别 | Fix · 修正 | Edits · 改动 | Default · 默认 |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| XX001 | info · 提示 | unsafe fix · 修正需核对 | replacement · 替换 | off · 关 |\n\n"
        "One says \\[this\\](that), `<code>` and a\n\\- dash; see\n1\\. nothing.\n\n"
        "## Found · 会报告\n\n"
        "`````diff\n- ````<U+202E>\n- 甲<ESC>\n+ 甲\n`````\n\n"
        "## Left alone · 不会报告\n\n"
        "````text\n```⏎一␣二\n````\n"
    )


def test_rulebook_writes_pages_and_removes_stale_ones(tmp_path: Path) -> None:
    for name in PAGES.values():
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / RULES).mkdir(parents=True)
    (tmp_path / RULES / "ZZ999-gone.md").write_text("", encoding="utf-8")
    main(tmp_path)
    assert {file.name for file in (tmp_path / RULES).iterdir()} == set(pages())
