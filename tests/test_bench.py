"""The benches run; what they measure is no matter here."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from bench import commands, library, peers, report
from bench.clock import Spent, spend_and_read
from bench.corpora import EVERY, RECORD, corpora, noise, one, size, stream
from bench.shares import REST, SCAN, shares


def test_corpora_are_of_the_size_asked_for() -> None:
    for texts in corpora(0.5).values():
        assert size(texts) == pytest.approx(0.5, rel=0.3)
    assert size([one(0.5)]) == pytest.approx(0.5, rel=0.3)
    records = list(stream(0.2))
    assert size(records) == pytest.approx(0.2, rel=0.02)
    assert max(map(len, records)) == RECORD


def test_noise_is_the_same_every_time_and_everywhere() -> None:
    text = "一年之计在于春，一日之计在于晨。" * 100
    first, second = (noise(random.Random(1), text) for _ in range(2))
    assert first == second != text
    assert all(first[at : at + 2 * EVERY] != text[at : at + 2 * EVERY] for at in (0, 450, 900))


def test_every_tool_has_a_speed_or_refuses() -> None:
    def refuses(texts: object) -> None:
        raise ValueError(texts)

    _, _, speeds = library.speeds_of_one(0.01, 1, {"refuses": refuses, "takes": len})
    assert set(speeds) == {*library.OURS, "takes", "floor"}


def test_growth_has_an_exponent() -> None:
    assert library.exponent([(1, 0.5, 90), (100, 50, 95)]) == pytest.approx(1)


def test_shares_add_up() -> None:
    taken = shares([one(0.01)], 1)
    assert taken[REST] > 0
    assert taken[SCAN] > 0
    assert "RE005" in taken


def test_peak_memory_is_that_of_the_command() -> None:
    held = bytearray(200_000_000)
    spent, said = spend_and_read([sys.executable, "-c", "print(6 * 7)"])
    assert said == "42\n"
    assert spent.peak * 1e6 < len(held) / 2


def test_missing_peers_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "LIBRARIES", {"nobody": ("no_such_module", "fix", ())})
    monkeypatch.setattr(peers, "NODE", Path("nowhere"))
    missing: list[str] = []
    assert [*peers.libraries(missing)] == ["opencc t2s"]
    peers.commands(missing)
    assert {"nobody (no_such_module)", "autocorrect (autocorrect as a command)"} <= {*missing}


def test_a_page_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spent = {"tool": Spent(1, 0.5, 2, 30)}
    for name in ("start_up", "long_file", "small_files", "processes"):
        monkeypatch.setattr(commands, name, lambda *_: spent)
    monkeypatch.setattr(library, "growth", lambda kind, sizes: [(1, 0.1, 90), (2, 0.2, 91)])
    monkeypatch.setattr(peers, "libraries", lambda missing: missing.append("gone") or {})
    monkeypatch.setattr(report, "PAGE", tmp_path / "speed.md")
    monkeypatch.setattr(report, "SHORT", report.QUICK)
    report.main([])
    page = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert "left out: gone" in page
    assert "1500.00" not in page
    assert "75.00" in page
