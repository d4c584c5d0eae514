"""What a finding is known by stays when the rest of its file changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seedlint import Document, Finding, Rule, Severity, View
from seedlint.fingerprint import fingerprints, within

LINE = "坚持统筹发展与安全，稳步推进各项改革,促进经济社会协调发展，为人民群众谋取更大福祉。"


class Comma(Rule):
    """A comma of the wrong width."""

    code, name, zh = "XX001", "wrong-comma", "逗号宽度不对"
    severity = Severity.WARNING
    good, bad = (), ()

    def check(self, view: View) -> Iterator[Finding]:
        yield from ()


class Other(Comma):
    """The same by another name."""

    code, name = "XX002", "other"


COMMA, OTHER = Comma(), Other()


def known(text: str, sought: str = ",", rule: Rule = COMMA) -> list[str]:
    """The fingerprints of every place where `sought` stands."""
    starts = [at for at in range(len(text)) if text.startswith(sought, at)]
    found = [Finding(rule, start, start + len(sought)) for start in starts]
    return list(fingerprints(Document(text, "页.txt"), found))


@pytest.mark.parametrize(
    "text",
    [
        f"新的一行。\n\n{LINE}",
        f"{LINE}\n新的一行。",
        f"\r\n{LINE}\r\n",
        f"前面另有一句，说得很长。{LINE}后面也有一句。",
        LINE.replace("改革,促进", "改革 ,\u3000促进"),
        LINE.replace("社会", "“社会”").replace("安全，", "安全；"),
    ],
)
def test_it_survives_edits_elsewhere(text: str) -> None:
    assert known(text) == known(LINE)


@pytest.mark.parametrize("text", [LINE.replace("改革,", "变革,"), LINE.replace(",促进", ",推动")])
def test_it_changes_with_the_words_beside(text: str) -> None:
    assert known(text) != known(LINE)


def test_rule_and_span_belong_to_it() -> None:
    assert known(LINE, rule=OTHER) != known(LINE)
    assert known(LINE, "革,") != known(LINE)


def test_a_span_is_the_same_with_either_newline() -> None:
    assert known("甲\r\n乙", "\r\n") == known("甲\n乙", "\n") == known("甲\r乙", "\r")


def test_equal_places_are_counted() -> None:
    first, second, third = known(f"{LINE}\n{LINE}\n{LINE}")
    assert len({first, second, third}) == 3
    assert [first, second] == known(f"{LINE}\n{LINE}")
    assert {one.partition(":")[0] for one in (first, second, third)} == {first.partition(":")[0]}


def test_alone_in_its_line_it_is_known_by_the_lines_around() -> None:
    one, other = known("第一段。\n,\n第二段。\n,\n第三段。")
    assert one.partition(":")[0] != other.partition(":")[0]


def test_parts_do_not_run_together() -> None:
    one = fingerprints(Document("甲乙丙"), [Finding(COMMA, 0, 1)])
    other = fingerprints(Document("甲乙丙"), [Finding(COMMA, 0, 2)])
    assert list(one) != list(other)


def test_text_that_is_no_unicode_has_one() -> None:
    assert len(known("\ud800,\udfff")) == 1


def test_among_many_files_the_name_and_the_record_count() -> None:
    (mark,) = known(LINE)
    documents = [Document(LINE, "a"), Document(LINE, "b"), Document(LINE, "a", 0)]
    assert len({within(document, mark) for document in documents}) == 3
