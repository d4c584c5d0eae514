"""From a file that was fixed to its source and back, by what the ledger says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import seedlint
from pages import project
from seedlint.cli import main
from seedlint.sources.trouble import SourceError

TEXT = "此处无误。\n为方便郊 区读者,图书 馆设点。\n"
ONLY = ("--unsafe-fixes", "--select")
COPY = ("fix", "in", "-o", "out", *ONLY, "SP001,PU001")
IN_PLACE = ("fix", "in", "--in-place", *ONLY)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return project(tmp_path, TEXT)


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    capsys.readouterr()
    assert main(["map", *argv]) == 0
    return capsys.readouterr().out


def test_a_copy_leads_to_its_source(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(COPY) == 0
    origin = seedlint.origin("out/a.txt")
    assert (origin.source, origin.source_text) == (folder / "in/a.txt", TEXT)
    assert origin.text == Path("out/a.txt").read_text(encoding="utf-8")
    at = origin.text.index("图书馆")
    assert TEXT[slice(*origin.source_span(at, at + 3))] == "图书 馆"
    start = TEXT.index("图")
    assert origin.fixed_span(start, start + 4) == (at, at + 3)
    assert said(capsys, "out/a.txt", str(at), str(at + 3)) == "in/a.txt:2:10: 15-19 图书 馆\n"
    assert said(capsys, "out/a.txt", "13") == "in/a.txt:2:9: 14-15 ,\n"
    assert said(capsys, "--reverse", "out/a.txt", "14") == "out/a.txt:2:8: 13-14 ，\n"
    assert said(capsys, "--reverse", "out/a.txt", "10") == "out/a.txt:2:5: 10-10\n"


def test_a_record_holds_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(COPY) == 0
    one = said(capsys, "out/a.txt", "13", "--format", "jsonl")
    other = said(capsys, "out/a.txt", "14", "--reverse", "--format", "jsonl")
    assert one == other
    assert json.loads(one) == {
        "path": "out/a.txt", "start": 13, "end": 14, "text": "，",
        "source": "in/a.txt", "source_start": 14, "source_end": 15, "source_text": ",",
        "source_sha256": seedlint.origin("out/a.txt").sha256,
    }  # fmt: skip


def test_a_copy_that_needed_nothing(folder: Path) -> None:
    Path("in/a.txt").write_text("此处无误。\n", encoding="utf-8")
    assert main(COPY) == 0
    origin = seedlint.origin("out/a.txt")
    assert (origin.source_span(2), origin.source) == ((2, 3), folder / "in/a.txt")


def test_runs_in_place_are_followed_back() -> None:
    for rule in ("SP001", "PU001"):
        assert main([*IN_PLACE, rule]) == 0
    origin = seedlint.origin(Path("in/a.txt"))
    assert origin.source_text == TEXT
    at = origin.text.index("图书馆")
    assert TEXT[slice(*origin.source_span(at, at + 3))] == "图书 馆"
    assert len(origin.edits) == 3


def test_a_hand_between_two_runs_is_as_far_as_it_goes() -> None:
    assert main([*IN_PLACE, "SP001"]) == 0
    file = Path("in/a.txt")
    file.write_text("添 " + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert main([*IN_PLACE, "PU001"]) == 0
    origin = seedlint.origin(file)
    assert origin.source_text == "添 此处无误。\n为方便郊区读者,图书馆设点。\n"


def test_undone_and_done_again_and_without_a_rule() -> None:
    for _ in range(2):
        assert main([*IN_PLACE, "SP001,PU001"]) == 0
        assert main(["undo", "in"]) == 0
    with pytest.raises(SourceError, match="no ledger tells"):
        seedlint.origin("in/a.txt")
    assert main([*IN_PLACE, "SP001,PU001"]) == 0
    assert main(["undo", "in", "--rule", "SP001"]) == 0
    origin = seedlint.origin("in/a.txt")
    assert [edit.codes for edit in origin.edits] == [("PU001",)]
    assert origin.source_text == TEXT


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-8"])
def test_offsets_are_without_the_mark(encoding: str) -> None:
    Path("in/a.txt").write_bytes(("\ufeff" + TEXT).replace("\n", "\r\n").encode(encoding))
    for more in ((), ("--output-encoding", "utf-8")):
        shutil.rmtree("out", ignore_errors=True)
        assert main([*COPY, *more]) == 0
        origin = seedlint.origin("out/a.txt")
        assert origin.source_text == TEXT.replace("\n", "\r\n")
        assert origin.source_span(0, 7) == (0, 7)
        assert origin.source_span(14) == (15, 16)


def test_a_copy_of_the_first_version_does_not_name_its_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(COPY) == 0
    ledger = Path("out/.seedlint/ledger.jsonl")
    entry = json.loads(ledger.read_bytes())
    del entry["source"]
    ledger.write_text(json.dumps(entry | {"version": 1}) + "\n", encoding="utf-8")
    assert seedlint.origin("out/a.txt").source is None
    assert said(capsys, "out/a.txt", "13") == "?:2:9: 14-15 ,\n"


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (("in/a.txt", "0"), "in/a.txt: no ledger tells how it came to be; only what"),
        (("nowhere.txt", "0"), "nowhere.txt: does not exist; check the name"),
        (("out/a.txt", "21"), "21 to 22 is no span of out/a.txt; it has 21 code points"),
        (("out/a.txt", "3", "2"), "3 to 2 is no span of out/a.txt"),
        (("out/a.txt", "24", "--reverse"), "24 to 25 is no span of the source of out/a.txt"),
        (("out", "0"), "out: is a folder, not a file"),
    ],
)
def test_what_cannot_be_mapped_is_one_line(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], error: str
) -> None:
    assert main(COPY) == 0
    capsys.readouterr()
    assert main(["map", *argv]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert error in err
