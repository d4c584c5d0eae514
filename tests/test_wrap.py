"""Wrapped text is joined where its widths change, and where a line is full and ends in a stop."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest

from seedlint.engine import fix
from seedlint.registry import find_rule

TEXTS = (Path(__file__).parent / "data" / "formal.txt").read_text(encoding="utf-8")
PARAGRAPHS = [line.strip() for line in TEXTS.splitlines() if len(line) > 90][:12]
WRAP = [find_rule("LA003")]
WIDTH = 27
CLOSING = "，。；：、！？”）》"


def lines(paragraph: str, width: int) -> str:
    """The paragraph in lines of one width, with closing marks that hang over the edge."""
    cut = (paragraph[at : at + width] for at in range(0, len(paragraph), width))
    return re.sub(f"\n([{CLOSING}]+)(?!\n)", r"\1\n", "\n".join(cut))


@pytest.mark.parametrize(("parting", "indent"), [("\n", "　　"), ("\n\n", "")])
@pytest.mark.parametrize("widths", [(30,), (24, 33), (18, 26)])
def test_a_paragraph_has_its_own_width(widths: tuple[int, ...], parting: str, indent: str) -> None:
    paragraphs = [indent + one for one in PARAGRAPHS]
    pages = [lines(one, width) for one, width in zip(paragraphs, cycle(widths), strict=False)]
    text, clean = parting.join(pages) + "\n", parting.join(paragraphs) + "\n"
    left = fix(text, rules=WRAP).text.count("\n") - clean.count("\n")
    assert left <= (text.count("\n") - clean.count("\n")) / 2


def test_a_page_of_another_width_follows() -> None:
    narrow, wide = PARAGRAPHS[:6], PARAGRAPHS[6:]
    text = "\n".join([*(lines(one, 22) for one in narrow), *(lines(one, 36) for one in wide)])
    assert fix(text + "\n", rules=WRAP).text.count("\n") < text.count("\n") / 2


@pytest.mark.parametrize("parting", ["\n　　", "\n\n", "\n"])
def test_a_stop_at_the_edge_goes_on_where_paragraphs_are_parted(parting: str) -> None:
    full = "石桥修好以后，两岸的人家来往方便多了，赶集再不必绕道。"
    assert len(full) == WIDTH
    paragraphs = [lines(one[: WIDTH * 4 - 9] + "。", WIDTH) for one in PARAGRAPHS]
    text = parting.join([*paragraphs, f"{full}\n{lines(PARAGRAPHS[0], WIDTH)}"])
    joined = full + PARAGRAPHS[0][:9] in fix(text, rules=WRAP).text
    assert joined == (parting != "\n")
