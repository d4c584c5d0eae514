"""Text that looks broken and is right as it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from seedlint.core import Document
from seedlint.engine import check_many, fix
from seedlint.registry import all_rules, select_rules

FILE = Path(__file__).with_name("negative.txt")
FAILURES = Path(__file__).with_name("known_failures.tsv")


def blocks() -> dict[str, Document]:
    """The blocks by name; those whose name ends in .md are Markdown."""
    found = {}
    for block in FILE.read_text(encoding="utf-8").removeprefix("%% ").split("\n%% "):
        name, _, text = block.partition("\n")
        document = Document(text.rstrip("\n") + "\n", name)
        assert name not in found
        found[name] = replace(document, format="markdown") if name.endswith(".md") else document
    return found


BLOCKS = blocks()


def listed(documents: list[Document]) -> list[list[tuple[str, str]]]:
    """What the default rules find: code and text."""
    return [
        [(one.code, report.text[one.start : one.end]) for one in report.found]
        for report in check_many(documents, select_rules())
    ]


def test_there_are_many() -> None:
    assert len(BLOCKS) >= 60


@pytest.mark.parametrize("name", BLOCKS)
def test_nothing_is_found(name: str) -> None:
    assert listed([BLOCKS[name]]) == [[]]


def test_nothing_is_found_in_company() -> None:
    together = listed(list(BLOCKS.values()))
    assert together == [listed([document])[0] for document in BLOCKS.values()]


def failures() -> list[tuple[str, ...]]:
    r"""Pairs of a text and what it should become; `\n` stands for a newline."""
    rows = FAILURES.read_text(encoding="utf-8").splitlines()
    return [tuple(row.replace("\\n", "\n").split("\t")) for row in rows]


@pytest.mark.xfail(strict=True, reason="not yet")
@pytest.mark.parametrize(("text", "expected"), failures())
def test_what_we_cannot_do_yet(text: str, expected: str) -> None:
    assert fix(text, unsafe=True, rules=all_rules()).text == expected
