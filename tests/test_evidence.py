"""What neighbouring documents say: which of them are pages of one text, and what recurs there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from seedlint.core import Document, Finding
from seedlint.engine import check_many
from seedlint.registry import find_rule
from seedlint.sense.evidence import gather
from seedlint.sense.page_numbers import PageNumber, page_number

BODIES = (
    "入夏以后，上游连下了几场大雨，水位一天比",
    "一天高，巡堤的人白天黑夜轮着班，没有一个人",
    "说累。到了月底，洪峰总算平安过去了。",
    "大家回村收麦，一直忙到立秋。",
)
FURNITURE = [find_rule("LA004"), find_rule("LA005")]
WHOLE = ("入夏以后，上游连下了几场大雨。",) * 4


def found(documents: Sequence[Document]) -> list[list[str]]:
    """The lines of each document that are furniture."""
    reports = check_many(documents, FURNITURE, gather(documents))
    return [[_text(report.document, one) for one in report.found] for report in reports]


def _text(document: Document, finding: Finding) -> str:
    return document.text[finding.start : finding.end]


def in_files(template: str, bodies: Sequence[str] = BODIES) -> list[Document]:
    return [
        Document(template.format(body, 7 + page), f"book/page_{page}.txt")
        for page, body in enumerate(bodies)
    ]


@pytest.mark.parametrize("template", ["{1}\n{0}\n", "{0}\n{1}\n", "堤上人家\n{0}\n\n({1})\n"])
def test_numbers_that_count_up_from_page_to_page(template: str) -> None:
    told = [
        [line for line in lines if line[-1] in "0123456789)"] for lines in found(in_files(template))
    ]
    assert [[line.strip("()") for line in lines] for lines in told] == [["7"], ["8"], ["9"], ["10"]]


@pytest.mark.parametrize("head", ["堤上人家", "第三章 夏汛 {1}", "{1} 堤上人家"])
def test_a_head_that_recurs_from_page_to_page(head: str) -> None:
    documents = in_files(head + "\n{0}\n")
    assert found(documents) == [[one.text.partition("\n")[0]] for one in documents]


def test_records_of_one_file_are_neighbours() -> None:
    documents = [
        Document(f"{7 + page}\n{body}\n", "book.jsonl", page) for page, body in enumerate(BODIES)
    ]
    assert found(documents) == [["7"], ["8"], ["9"], ["10"]]


@pytest.mark.parametrize("template", ["{1}\n{0}\n", "第三章 夏汛\n{0}\n", "堤上人家\n{0}\n"])
def test_whole_texts_are_no_pages(template: str) -> None:
    assert found(in_files(template, WHOLE)) == [[]] * 4


def test_files_of_other_folders_are_no_neighbours() -> None:
    documents = [
        Document(f"{7 + page}\n{body}\n", f"book{page}/page.txt")
        for page, body in enumerate(BODIES)
    ]
    assert found(documents) == [[]] * 4


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("12", (12, "1/")),
        ("— 12 —", (12, "1—/")),
        ("12 ·", (12, "1·/")),
        ("· 13", (13, "1·/")),
        ("3/120", (3, "1/120")),
        ("第十二页", (12, "一第页/")),
        ("一百零五", (105, "一/")),
        ("一〇五", (105, "一/")),
        ("xiv", (14, "i/")),
        ("XIV", (14, "I/")),
        ("P.12", (12, "1.P/")),
        ("３４", (34, "1/")),
        ("[12]", (12, "1[]/")),
    ],
)
def test_what_a_page_number_says(line: str, number: tuple[int, str]) -> None:
    assert page_number(line) == PageNumber(*number)


@pytest.mark.parametrize(
    "line", ["", "12.", "(12", "12)", "第3章", "一、", "iiii", "vic", "一十百", "-"]
)
def test_what_is_no_page_number(line: str) -> None:
    assert page_number(line) is None
