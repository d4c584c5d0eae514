"""docs/trust.md says what results.tsv holds, and results.tsv what was run."""

from __future__ import annotations

from pathlib import Path

import pytest

import trust
from trust import torture
from trust.programme import Outcome, Programme


def test_the_page_is_written_from_the_results() -> None:
    assert torture.PAGE.read_text("utf-8") == torture.table(torture.kept(torture.RESULTS))


def test_every_result_is_of_a_programme() -> None:
    every = {(one.name, tool) for one in trust.PROGRAMMES for tool in one.trials}
    assert {*torture.kept(torture.RESULTS)} <= every


def test_a_run_keeps_what_was_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def trial(size: int) -> Outcome:
        return Outcome(f"{size} kills", "1 torn", held=False)

    monkeypatch.setattr(torture, "PROGRAMMES", [Programme("crash", "m", "t", 3, trial, {})])
    results, page = tmp_path / "results.tsv", tmp_path / "trust.md"
    assert torture.main(["crash"], results, page) == 1
    assert torture.kept(results) == {("crash", "seedlint"): Outcome("3 kills", "1 torn", False)}
    told = page.read_text("utf-8")
    assert "| [crash](#crash) | **missed** | – | – | – |" in told
    assert "M. Target: t.\n\n" in told
    assert "| seedlint | 3 kills | **missed** 1 torn |" in told
    assert torture.main(["crush"], results, page) == 2
