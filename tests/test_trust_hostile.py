"""Smaller runs of the trust programmes about configurations, reports and exit codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trust import configs, exits, terminal
from trust.programme import Outcome


@pytest.mark.parametrize("trial", [configs.seedlint, exits.seedlint])
def test_a_few_hold(trial: Callable[[int], Outcome]) -> None:
    outcome = trial(3)
    assert outcome.held, outcome.result


def test_one_report_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "NAMES", terminal.NAMES[1:3])
    outcome = terminal.seedlint(3)
    assert outcome.held, outcome.result


@pytest.mark.parametrize(
    "name",
    ["plugin that is installed here", "modules of our own names", "deep tables", "a pipe as seeds"],
)
def test_what_did_harm_once(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("attack")
    assert configs.attacked(place / "x", configs.ATTACKS[name]) == ""


def test_there_are_fifty() -> None:
    assert len(configs.ATTACKS) >= 50
