"""Undone, edited meanwhile, damaged, special: a few of what `make torture` does by the thousand."""

from __future__ import annotations

import os

import pytest

from trust.concurrent import CONCURRENT
from trust.damaged import DAMAGED
from trust.files import CASES, FILES
from trust.programme import Programme
from trust.undoing import UNDOING

SMALL = [
    pytest.param(UNDOING, 88, id="undo"),
    pytest.param(CONCURRENT, 2, id="concurrent"),
    pytest.param(DAMAGED, 88, id="damaged"),
    pytest.param(
        FILES,
        len(CASES),
        id="files",
        marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root can make them"),
    ),
]


@pytest.mark.parametrize(("programme", "size"), SMALL)
def test_the_target_is_met(programme: Programme, size: int) -> None:
    outcome = programme.seedlint(size)
    assert outcome.held, outcome
