"""The table of characters that are taken for others, and that both scans suspect the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint import check, check_many
from seedlint.core import Document, Evidence
from seedlint.layer import EDGE
from seedlint.registry import select_rules
from seedlint.sense.confusables import confusables, find_suspects
from seedlint.sense.lm import LATIN
from seedlint.sense.readings import model
from seedlint.sense.words import words
from seedlint.vector_suspects import find_suspects as vector_suspects

COMMON = "己已未末士土千干日曰目侯候没设恃持壤地自来今天人部期园图书馆的一在"
TRADITIONAL = "雲從歷發觀圖書館"
RARE = "囗戌祟龘㐂𠀀"
CHARS = COMMON + TRADITIONAL + RARE + "，。 a1\n" + EDGE


@pytest.mark.parametrize(
    ("written", "meant"), ["已己", "未末", "士土", "千干", "曰日", "候侯", "戌戍", "字宇"]
)
def test_what_looks_alike(written: str, meant: str) -> None:
    assert meant in confusables().twins[written].looks


@pytest.mark.parametrize(("written", "meant"), ["再在", "做作", "值殖", "以已"])
def test_what_sounds_alike(written: str, meant: str) -> None:
    twins = confusables().twins[written]
    assert meant in twins.looks + twins.sounds


def test_the_table_fits_the_model_and_the_words() -> None:
    known, (twins, behind, _) = model().sections[0], confusables()
    assert all(known[ord(one)] > LATIN for one in {*"".join(map("".join, twins.values()))})
    assert all(words().table.begins(one + other) for one in behind for other in behind[one])
    assert not any(one in "".join(others) for one, others in twins.items())


@given(st.text(st.sampled_from(CHARS), max_size=60))
def test_both_scans_suspect_the_same(text: str) -> None:
    text = f"{EDGE}{text}{EDGE}"
    units = text.replace("𠀀", "\ud840")
    codes = np.frombuffer(units.encode("utf-16-le", "surrogatepass"), "<u2")
    assert list(find_suspects(text)) == list(vector_suspects(text, codes))


def found(texts: Sequence[str], reference: Sequence[Document] = ()) -> list[str]:
    evidence = Evidence({}, reference=reference)
    reports = check_many(texts, select_rules(["WO002"]), evidence)
    return [report.text[one.start : one.end] for report in reports for one in report.found]


def test_what_comes_again_in_a_document_is_meant() -> None:
    once = "图书馆新增了借阅没备。"
    assert found([once]) == ["没"]
    assert found([once, once]) == ["没", "没"]
    assert not found([once + "还有一批借阅没备。"])


def test_another_text_of_the_reference_vouches_for_what_is_written() -> None:
    text = "图书馆新增了借阅没备。"
    assert found([text], [Document("许多借阅没备。", "a.txt")]) == []
    assert found([text], [Document("许多借阅设备，没备好。", "a.txt")]) == ["没"]
    assert found([text], [Document(text, "a.txt")]) == ["没"]


def test_it_is_off_by_default() -> None:
    assert not [one for one in check("图书馆新增了借阅没备。") if one.code == "WO002"]
