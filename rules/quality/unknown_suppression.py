"""QU007 unknown-suppression."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Finding, Rule, Severity, View


class UnknownSuppression(Rule):
    """Comment to seedlint that it does not understand.

    A misspelt code silences nothing, and its author believes that it does.

    Found is a word in `<!-- seedlint-disable … -->` that is no code, no name and
    no prefix of codes, and a comment that begins with `seedlint-` and goes on
    otherwise than one of the five there are. What else the comment names holds.
    Behind `--` there is room for a reason. No comment silences this rule.

    No fix: the nearest name is told, but a guess must not silence a rule.
    """

    code, name, zh = "QU007", "unknown-suppression", "无法识别的 seedlint 注释"
    severity, reads, examples_in = Severity.WARNING, "page", "markdown"
    edits = "none"
    says, says_zh = "unknown to seedlint: {0}", "seedlint 不认识 {0}"
    good = (
        "<!-- seedlint-disable RE005, doubled-word -- 这是叠词，不是重复 -->\n",
        "<!-- 与 seedlint-disabel 无关的注释 -->\n",
        "```\n<!-- seedlint-disable RE05 -->\n```\n",
    )
    bad = (
        ("<!-- seedlint-disable-next-line RE05 -->\n这一行照样检查。\n", None),
        ("<!-- seedlint-disabel -->\n\n这一段照样检查。\n", None),
        ("正文。<!-- seedlint-disable-line 叠词 -->\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        """Nothing: rules read a page without its comments, so the engine tells."""
        return iter(())
