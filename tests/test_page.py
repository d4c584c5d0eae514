"""The page has one kind of newline; the way back knows which it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.characters import MASK
from seedlint.core import Detail, Document, Edit, Finding, Rule, Severity
from seedlint.page import read_page
from seedlint.view import View


class Nothing(Rule):
    """Finds nothing; lends its name."""

    code, name, zh, severity = "XX001", "nothing", "无", Severity.INFO

    def check(self, view: View) -> Iterator[Finding]:
        return iter(())


RULE = Nothing()


@pytest.mark.parametrize(
    ("text", "page", "newline"),
    [
        ("甲\n乙", "甲\n乙", "\n"),
        ("甲\r\n乙\r\n", "甲\n乙\n", "\r\n"),
        ("甲\r乙\r", "甲\n乙\n", "\r"),
        ("甲\r\r\n乙", "甲\n\n乙", "\r"),
        ("甲\r\n乙\n丙\r\n", "甲\n乙\n丙\n", "\r\n"),
        ("一行", "一行", "\n"),
        ("", "", "\n"),
        ("甲\u2028乙\x0c丙\x85丁", "甲\u2028乙\x0c丙\x85丁", "\n"),
    ],
)
def test_one_kind_of_newline(text: str, page: str, newline: str) -> None:
    one = read_page(Document(text))
    assert one.text == page
    if "\r\r\n" not in text:
        assert one.newline == newline


def test_addresses_are_masked_on_the_page() -> None:
    assert read_page(Document("甲\r\nwww.a.cn")).text == "甲\n" + MASK * 8


@given(st.text("\r\n中a𠀀", max_size=30))
def test_every_offset_leads_back(text: str) -> None:
    page = read_page(Document(text))
    places = [page.to_document(place) for place in range(len(page.text) + 1)]
    assert places == sorted(set(places))
    assert places[0] == 0
    assert places[-1] == len(text)
    for place, char in enumerate(page.text):
        shown = text[places[place] : places[place + 1]]
        assert shown in (("\r\n", "\r", "\n") if char == "\n" else (char,))


@given(st.text("\r\n中a𠀀", min_size=1, max_size=30), st.data())
def test_a_finding_comes_back_whole(text: str, data: st.DataObject) -> None:
    page = read_page(Document(text))
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    found = page.restore(Finding(RULE, start, end, "新\n行"))
    shown = text[found.start : found.end].replace("\r\n", "\n").replace("\r", "\n")
    assert shown == page.text[start:end]
    assert found.fix is not None
    assert found.fix.edits == (Edit(found.start, found.end, f"新{page.newline}行"),)


def test_all_that_has_an_offset_comes_back() -> None:
    page = read_page(Document("一\r\n二\r\n三四\r\n五"))
    detail = Detail(("值",), ((2, 3),), (Edit(0, 1, "\n"), Edit(4, 5, "", (2, 3))))
    found = page.restore(Finding(RULE, 4, 6, None, detail))
    assert (found.start, found.end) == (6, 8)
    assert found.related == ((3, 4),)
    assert found.fix is not None
    assert found.fix.edits == (Edit(0, 1, "\r\n"), Edit(6, 7, "", (3, 4)))
    assert found.detail is not None
    assert found.detail.values == ("值",)


def test_a_finding_without_fix_gets_none() -> None:
    assert read_page(Document("甲\r\n乙")).restore(Finding(RULE, 2, 3)).fix is None
