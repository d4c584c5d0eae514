"""`seedlint log`: what was done, by whom, and what became of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from seedlint import __version__
from seedlint.cli import main
from seedlint.history import runs

TEXT = "为方便郊 区读者,图书 馆增设还书点。\n"
ONLY = ("--select", "SP001,PU001", "--unsafe-fixes")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "seedlint.toml").write_text("", encoding="utf-8")
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/clean.txt").write_text("此处无误。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def records(capsys: pytest.CaptureFixture[str], *paths: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["log", "--format", "jsonl", *paths]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_nothing_written_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log"]) == 0
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("No runs")


def test_runs_are_told_newest_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["fix", "in", "-o", "out", *ONLY]) == 0
    assert main(["fix", "in/a.txt", "--in-place", *ONLY]) == 0
    second, first = records(capsys)
    assert first["command"] == "fix in -o out --unsafe-fixes --select SP001,PU001"
    assert (first["files"], first["unchanged"], first["edits"]) == (2, 1, 6)
    assert first["rules"] == {"SP001": 4, "PU001": 2}
    assert first["ledgers"] == ["out/.seedlint/ledger.jsonl"]
    assert (second["files"], second["edits"], second["seedlint"]) == (1, 3, __version__)
    assert [one["run"] for one in records(capsys, "out")] == [first["run"]]
    assert [one["run"] for one in records(capsys, "in/a.txt")] == [second["run"]]
    assert records(capsys, "in/b.txt") == []
    monkeypatch.chdir("in")
    assert [one["run"] for one in records(capsys)] == [second["run"], first["run"]]


def test_a_line_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "in", "-o", "out", *ONLY]) == 0
    assert main(["undo", "out/a.txt"]) == 0
    capsys.readouterr()
    assert main(["log"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    run, when, rest = line.split(" ", 2)
    assert when.endswith("Z")
    assert when[:10].replace("-", "") == run[:8]
    assert rest == (
        f"{__version__}: fix in -o out --unsafe-fixes --select SP001,PU001: "
        "6 edits in 2 files (SP001 4, PU001 2) [1 undone]"
    )
    assert main(["undo", "out"]) == 0
    assert records(capsys)[0]["undone"] == 2


def test_entries_of_the_first_version_are_told_with_gaps(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fix", "in/a.txt", "--in-place", *ONLY]) == 0
    ledger = folder / ".seedlint/ledger.jsonl"
    entry = json.loads(ledger.read_bytes())
    for later in ("source", "command", "seedlint", "withdrawn"):
        del entry[later]
    ledger.write_text(json.dumps(entry | {"version": 1}) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["log"]) == 0
    assert "Z ?: ?: 3 edits in 1 file (" in capsys.readouterr().out


def test_what_cannot_be_read_is_named_and_the_rest_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fix", "in", "-o", "out", *ONLY]) == 0
    (folder / ".seedlint").mkdir()
    (folder / ".seedlint/ledger.jsonl").write_text('{"version": 3}\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["log", ".", "nowhere.txt"]) == 2
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert ".seedlint/ledger.jsonl: was written by another version" in err
    assert main(["log", "nowhere"]) == 2


def test_what_never_got_its_bytes_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "in/a.txt").read_bytes()
    assert main(["fix", "in", "--in-place", *ONLY]) == 0
    after = (folder / "in/a.txt").read_bytes()
    (folder / "in/a.txt").write_bytes(before)  # as if the run had been killed before the rename
    (killed,) = records(capsys)
    assert (killed["files"], killed["void"], killed["undone"]) == (2, 1, 0)
    assert main(["undo", "in/a.txt"]) == 2
    assert main(["fix", "in", "--in-place", *ONLY]) == 0
    again, killed = records(capsys)
    assert (again["files"], again["void"]) == (1, 0)
    assert (killed["files"], killed["void"]) == (2, 1)
    assert main(["log"]) == 0
    assert "[1 as before: killed, or put back]" in capsys.readouterr().out.splitlines()[1]
    assert (folder / "in/a.txt").read_bytes() == after
    assert main(["undo", "in"]) == 0
    assert (folder / "in/a.txt").read_bytes() == before


def test_a_command_cannot_act_on_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "\x1b[31m\n::error::.txt").write_text(TEXT, encoding="utf-8")
    assert main(["fix", "\x1b[31m\n::error::.txt", "--in-place", *ONLY]) == 0
    capsys.readouterr()
    assert main(["log"]) == 0
    assert main(["log", "--format", "jsonl"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 2
    assert "\x1b" not in out
    (past,), troubles = runs(["."])
    assert (past.command.count("::error::"), troubles) == (1, [])
