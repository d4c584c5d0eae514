"""A rule's examples as tests, for us and for plugin authors.

    import pytest
    from seedlint.testing import bad, check_bad, check_good, check_page, good

    RULES = [LongLine(), LongLine(limit=40)]

    @pytest.mark.parametrize("example", good(*RULES), ids=str)
    def test_good(example):
        check_good(*example)

    @pytest.mark.parametrize("example", bad(*RULES), ids=str)
    def test_bad(example):
        check_bad(*example)

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    def test_page(rule):
        check_page(rule)

A check that fails raises AssertionError and says which rule, which example and what was found.
pytest is not needed here: any runner that counts AssertionErrors will do.
"""

from __future__ import annotations

import inspect
import re
import string
from collections.abc import Sequence
from typing import NamedTuple, get_args

from seedlint.characters import HAN
from seedlint.core import Document, EditClass, Finding, Level, Rule, Safety, Severity
from seedlint.engine import check_many, fix_many
from seedlint.failures import Overreach, RuleFailed
from seedlint.house import KEYS, PROFILES

CODE = re.compile("[A-Z]{2,}[0-9]{3}")
PARTS = ("code", "name", "zh", "severity", "good", "bad")
NAME = re.compile("[a-z]+(-[a-z]+)*")


class Good(NamedTuple):
    """A text in which `rule` must find nothing."""

    rule: Rule
    text: str

    def __str__(self) -> str:
        return f"{self.rule.code}-good-{self.rule.good.index(self.text) + 1}"


class Bad(NamedTuple):
    """A text in which `rule` must find something, and the fixed text (None where unknown)."""

    rule: Rule
    text: str
    after: str | None

    def __str__(self) -> str:
        return f"{self.rule.code}-bad-{self.rule.bad.index((self.text, self.after)) + 1}"


def good(*rules: Rule) -> Sequence[Good]:
    """Every text of `good` of the rules."""
    return [Good(rule, text) for rule in rules for text in rule.good]


def bad(*rules: Rule) -> Sequence[Bad]:
    """Every pair of `bad` of the rules."""
    return [Bad(rule, text, after) for rule in rules for text, after in rule.bad]


def check_good(rule: Rule, text: str) -> None:
    """The rule finds nothing in the text."""
    found = _found(rule, text)
    _expect(not found, rule, f"finds something in the good example {text!r}: {_list(text, found)}")


def check_bad(rule: Rule, text: str, after: str | None) -> None:
    """The rule finds something, its fixes give `after`, and nothing is found there any more.

    They do no more than the rule declares by `edits`.
    With `after` None it has no fix, and the text stays as it is.
    """
    found = _found(rule, text)
    _expect(found, rule, f"finds nothing in the bad example {text!r}")
    strange = [one for one in found if one.rule != rule]
    _expect(not strange, rule, f"yields findings of other rules: {strange}")
    try:
        (report,) = fix_many([Document(text, format=rule.examples_in)], unsafe=True, rules=[rule])
    except Overreach as error:
        raise AssertionError(f"{rule.code} {rule.name} on {text!r}: {error.reason}") from error
    fixed = report.text
    wanted = text if after is None else after
    _expect(fixed == wanted, rule, f"makes of {text!r} {fixed!r} and not {wanted!r}")
    if after is not None:
        left = _found(rule, after)
        _expect(
            not left, rule, f"finds something in the fixed text {after!r}: {_list(after, left)}"
        )


def check_page(rule: Rule) -> None:
    """What readers see is there: code, name, title, reason, examples, messages in two languages."""
    missing = [part for part in PARTS if not hasattr(rule, part)]
    if missing:
        raise AssertionError(f"{type(rule).__name__} has no {', '.join(missing)}")
    _expect(CODE.fullmatch(rule.code), rule, "has a code unlike XX001")
    _expect(NAME.fullmatch(rule.name), rule, f"has a name not in kebab-case: {rule.name!r}")
    _expect(any(char in HAN for char in rule.zh), rule, "has no Chinese title `zh`")
    _expect(isinstance(rule.severity, Severity), rule, "has no Severity")
    _expect(isinstance(rule.safety, Safety), rule, "has a `safety` that is no Safety")
    _expect(rule.reads in get_args(Level), rule, f"reads {rule.reads!r}, which is no level")
    classes = get_args(EditClass)
    _expect(rule.edits in classes, rule, f"has edits {rule.edits!r}, which are no class of edits")
    strange = {*rule.off_in} - {*PROFILES}
    _expect(not strange, rule, f"is off in {', '.join(strange)}, which is no profile")
    _expect(rule.on_with in ("", *KEYS), rule, f"is on with {rule.on_with!r}, which is no key")
    title, *rest = inspect.cleandoc(type(rule).__doc__ or "").split("\n")
    _expect(title.endswith("."), rule, "has a docstring whose first line is no title with a stop")
    _expect(len(rest) > 1 and not rest[0], rule, "has a docstring that gives no reason")
    _expect(isinstance(rule.good, tuple) and rule.good, rule, "has no tuple `good` of texts")
    _expect(isinstance(rule.bad, tuple) and rule.bad, rule, "has no tuple `bad` of pairs")
    _expect(bool(rule.says) == bool(rule.says_zh), rule, "says something in one language only")
    for text, _ in rule.bad:
        for finding in _found(rule, text):
            _check_messages(finding)


def _found(rule: Rule, text: str) -> Sequence[Finding]:
    try:
        (report,) = check_many([Document(text, format=rule.examples_in)], [rule])
    except RuleFailed as error:
        raise AssertionError(f"{rule.code} {rule.name}: {error.reason}") from error
    return report.found


def _check_messages(finding: Finding) -> None:
    rule = finding.rule
    for lang, template in (("en", rule.says), ("zh", rule.says_zh)):
        try:
            message = finding.message(lang)
        except (IndexError, KeyError, ValueError) as error:
            values = finding.detail.values if finding.detail else ()
            problem = f"cannot say {template!r} of {values!r}: {error!r}"
            raise AssertionError(f"{rule.code} {rule.name} {problem}") from error
        _expect(message.strip(), rule, f"has nothing to say in {lang!r}")
        fields = [
            field for _, field, _, _ in string.Formatter().parse(template) if field is not None
        ]
        named = all(field[:1].isdigit() for field in fields)
        _expect(named, rule, f"names its values by something else than numbers: {template!r}")


def _expect(holds: object, rule: Rule, problem: str) -> None:
    if not holds:
        raise AssertionError(f"{rule.code} {rule.name} {problem}")


def _list(text: str, found: Sequence[Finding]) -> str:
    return ", ".join(f"{text[one.start : one.end]!r} at {one.start}" for one in found)
