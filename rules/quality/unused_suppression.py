"""QU006 unused-suppression."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Finding, Rule, Severity, View


class UnusedSuppression(Rule):
    """Comment that silences nothing.

    `<!-- seedlint-disable-next-line RE005 -->` outlives what it was written
    for. What stays behind hides the next defect of its line, and readers take
    it for a warning.

    Found is a comment, or a rule named in it, by which no finding was silenced,
    and a `seedlint-enable` that ends nothing. Of a rule that did not run, or did
    not run on this file, nothing is said. No comment silences this rule.

    No fix: a comment is somebody's word, and the one who wrote it may know
    better. What shows only in many files together is not found in one alone;
    that is why this is no more than a hint.
    """

    code, name, zh = "QU006", "unused-suppression", "没有作用的 seedlint 注释"
    severity, reads, examples_in = Severity.INFO, "page", "markdown"
    edits = "none"
    says, says_zh = "{0} has no effect here", "{0} 在此没有作用"
    good = (
        "<!-- 与 seedlint-disable 无关的注释 -->\n",
        "写作 `<!-- seedlint-disable -->`，整篇不查。\n",
        "<!-- seedlint-disable RE005 -->\n\n这条规则这一次没有运行。\n",
    )
    bad = (
        ("<!-- seedlint-disable-next-line -->\n这一行没有问题。\n", None),
        ("前面没有停用过。\n\n<!-- seedlint-enable RE005 -->\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        """Nothing: the engine tells when it knows what the comments silenced."""
        return iter(())
