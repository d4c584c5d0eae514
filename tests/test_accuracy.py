"""A small part of the accuracy benches on a text of our own: no figure may drop."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import columns
import frozen
import inject
import safe
from damage import DAMAGE
from seedlint.engine import check_many

SLACK = 1e-4
FLOORS = frozen.floors()


def test_the_text_is_clean() -> None:
    found = [one for report in check_many(frozen.texts()) for one in report.found]
    assert [(one.code, one.message()) for one in found] == []


@pytest.mark.parametrize("kind", list(frozen.kinds()), ids=" ".join)
def test_no_figure_drops(kind: frozen.Kind) -> None:
    """Raised on purpose? `python tests/accuracy/frozen.py` writes the new floors."""
    found, mended = frozen.reached(kind)
    floor = FLOORS.get(kind, (0.0, 0.0))
    assert (found >= floor[0] - SLACK, mended >= floor[1] - SLACK) == (True, True), (
        f"found {found:.4f} (floor {floor[0]}), mended {mended:.4f} (floor {floor[1]})"
    )


@pytest.mark.parametrize("kind", list(inject.known()), ids=" ".join)
def test_every_safe_fix_is_right(kind: frozen.Kind) -> None:
    tally = frozen.damaged(*kind)
    assert tally.safe_right == tally.safe


@pytest.mark.parametrize("kind", columns.KINDS)
def test_no_end_of_a_paragraph_is_joined_without_asking(kind: str) -> None:
    assert frozen.cut(kind).safe_wrong == 0


@pytest.mark.parametrize("kind", [(code, label) for code in DAMAGE for label in DAMAGE[code]])
def test_damage_is_what_it_says(kind: frozen.Kind) -> None:
    """Undoing the edits gives the clean text, and the records lie within the damaged one."""
    rng = random.Random(0)
    for text in frozen.texts():
        made = DAMAGE[kind[0]][kind[1]](rng, text)
        if made is not None:
            assert made.text != made.clean
            assert made.between(made.clean)
            assert made.between(made.text)
            assert not made.between(made.text + "。")
            assert all(0 <= low <= high <= len(made.text) for low, high in made.spans)


@pytest.mark.parametrize(
    ("fixes", "read", "right", "wrong"), [(8, 0, 0, 8), (8, 8, 6, 2), (8, 4, 3, 2), (8, 4, 4, 0)]
)
def test_what_nobody_has_read_counts_as_wrong(
    fixes: int, read: int, right: int, wrong: float
) -> None:
    assert safe.Clean(fixes, read, right).wrong == wrong


def test_verdicts_are_optional(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.tsv"
    assert safe.verdicts(file) == {}
    file.write_text("file\toffset\trule\tverdict\treason\na/b.txt\t7\tSP001\ttrue\tso\n")
    assert safe.verdicts(file) == {("a/b.txt", 7, "SP001"): "true"}
