"""Every change is written down before it is made, and can be taken back to the byte."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedlint import __version__
from seedlint.core import AppliedEdit, Edit, Report
from seedlint.edits import apply
from seedlint.entries import byte_spans, describe, new_run
from seedlint.ledger import Ledger, home_of
from seedlint.sources.encoding import encode
from seedlint.sources.text import read
from seedlint.sources.trouble import SourceError
from seedlint.sources.writing import replace
from seedlint.undo import Undone, undo, undo_folder

A, B, C = ("识别 结果，仍需 核对。\n", "识别结果，仍需 核对。\n", "识别结果，仍需核对。\n")


def make(file: Path, text: str = A) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def change(
    file: Path, edits: Iterable[tuple[int, int, str]], ledger: Ledger, really: bool = True
) -> bytes:
    """Make `edits` in a file, by the book; returns its new bytes."""
    source = read(file)
    applied = tuple(AppliedEdit(*edit, ("SP001",)) for edit in edits)
    text = apply(source.document.text, (Edit(*edit[:3]) for edit in applied))
    report = Report(source.document, (), (), text, applied)
    data = encode(text, source.encoding, source.bom)
    inner = Path(os.path.realpath(file)).relative_to(ledger.home)
    run = new_run("fix --in-place")
    entry = describe(run, ledger.home, inner, source, report, data, source.encoding)
    if really:
        replace(source, data, lambda: ledger.append(entry))
    else:
        ledger.append(entry)
    return data


def lines(ledger: Ledger) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ledger.file.read_bytes().splitlines() if line]


def reason(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        undo(path)
    return caught.value.reason


def test_an_entry_says_what_was_done(tmp_path: Path) -> None:
    file, ledger = make(tmp_path / "甲/a.txt", "\ufeff" + A), Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    (entry,) = lines(ledger)
    assert entry["edits"] == [
        {"start": 2, "end": 3, "old": " ", "new": "", "codes": ["SP001"], "bytes": [9, 10]}
    ]
    assert {key: entry[key] for key in ("version", "path", "source", "encoding", "written")} == {
        "version": 2, "path": "甲/a.txt", "source": "甲/a.txt", "encoding": "utf-8",
        "written": "utf-8",
    }  # fmt: skip
    assert (entry["command"], entry["seedlint"]) == ("fix --in-place", __version__)
    assert entry["bom"] is True
    assert entry["after"] == read(file).sha256 != entry["before"]
    assert str(entry["time"]).endswith("+00:00")


def test_entries_of_the_first_version_are_read(tmp_path: Path) -> None:
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    (entry,) = lines(ledger)
    for later in ("source", "command", "seedlint", "withdrawn"):
        del entry[later]
    (swap,) = entry["edits"]
    del swap["bytes"]
    make(ledger.file, json.dumps(entry | {"version": 1}) + "\n")
    change(file, [(7, 8, "")], ledger)
    assert [line["version"] for line in lines(ledger)] == [1, 2]
    for expected in (B, A):
        undo(file)
        assert file.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "gb18030", "cp950", "big5hkscs"])
@given(data=st.data(), bom=st.booleans())
def test_places_in_bytes_are_those_of_the_file(
    encoding: str, data: st.DataObject, bom: bool
) -> None:
    text = data.draw(st.text("識 別，a\n", max_size=30))
    bom = bom and encoding not in ("cp950", "big5hkscs")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    file = encode(text, encoding, bom)
    found = [file[a:b].decode(encoding) for a, b in byte_spans(text, spans, encoding, bom)]
    assert found == [text[a:b] for a, b in spans]


def test_characters_that_share_their_bytes() -> None:
    text = "\u00ca\u0304甲"
    assert list(byte_spans(text, [(0, 1), (1, 2), (2, 3)], "big5hkscs", False)) == [
        (0, 2),
        (2, 2),
        (2, 4),
    ]


def test_an_entry_is_on_the_disk_before_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, ledger, done = make(tmp_path / "a.txt"), Ledger(tmp_path), list[str]()
    fsync, rename = os.fsync, Path.replace

    def synced(handle: int) -> None:
        if ledger.file.exists() and os.path.samestat(os.fstat(handle), ledger.file.stat()):
            done.append("sync")
        fsync(handle)

    def renamed(self: Path, target: Path) -> Path:
        assert ledger.file.read_bytes().endswith(b"\n")
        done.append("rename")
        return rename(self, target)

    monkeypatch.setattr("os.fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    change(file, [(2, 3, "")], ledger)
    assert done == ["sync", "rename"]


def test_two_runs_two_undos(tmp_path: Path) -> None:
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    change(file, [(7, 8, "")], ledger)
    assert file.read_text(encoding="utf-8") == C
    for expected in (B, A):
        assert undo(file).edits == 1
        assert file.read_text(encoding="utf-8") == expected
    assert reason(file) == "nothing to undo"
    change(file, [(2, 3, "")], ledger)
    undo(file)
    assert file.read_text(encoding="utf-8") == A


PIECES = ["汉", "，", " ", "\r\n", "\r", "\n", "\ufeff", "𠮷", "\u2028"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    news = draw(st.lists(TEXTS, min_size=len(cuts), max_size=len(cuts)))
    return text, [(a, b, new) for (a, b), new in zip(list(pairwise(cuts))[::2], news, strict=False)]


@settings(deadline=None)
@given(case=edited(), bom=st.booleans())
def test_undo_is_exact(
    tmp_path_factory: pytest.TempPathFactory,
    case: tuple[str, list[tuple[int, int, str]]],
    bom: bool,
) -> None:
    text, edits = case
    folder = tmp_path_factory.mktemp("undo")
    file = make(folder / "a.txt", "\ufeff" * bom + text)
    data = file.read_bytes()
    lead = 0 if bom or not text.startswith("\ufeff") else 1
    edits = [(a - lead, b - lead, new) for a, b, new in edits if a >= lead]
    if change(file, edits, Ledger(folder)) != data:
        undo(file)
    assert file.read_bytes() == data


def test_undo_refuses_a_file_that_changed_since(tmp_path: Path) -> None:
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    with file.open("a", encoding="utf-8") as opened:
        opened.write("后来添的一行。\n")
    data = file.read_bytes()
    assert reason(file).startswith("changed since")
    assert [type(one) for one in undo_folder(tmp_path)] == [SourceError]
    assert file.read_bytes() == data


def test_undo_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    assert reason(file) == "nothing to undo"
    change(make(tmp_path / "b.txt"), [(2, 3, "")], ledger)
    assert reason(file) == "nothing to undo"
    assert reason(tmp_path / "no.txt") == "nothing to undo"
    (tmp_path / "b.txt").unlink()
    assert reason(tmp_path / "b.txt") == "does not exist"


def test_an_entry_that_does_not_lead_back_changes_nothing(tmp_path: Path) -> None:
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    data = change(file, [(2, 3, "")], ledger)
    text = ledger.file.read_text(encoding="utf-8")
    for old, new in (('"old": " "', '"old": "　"'), ('"start": 2', '"start": 1')):
        ledger.file.write_text(text.replace(old, new), encoding="utf-8")
        assert "does not lead back" in reason(file)
    assert file.read_bytes() == data


def test_a_change_that_never_came_is_no_change(tmp_path: Path) -> None:
    """As after a crash between the entry and the rename."""
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger, really=False)
    assert reason(file) == "nothing to undo"
    assert list(undo_folder(tmp_path)) == []
    change(file, [(7, 8, "")], ledger)
    undo(file)
    assert file.read_text(encoding="utf-8") == A


TORN = [
    '{"version": 1, "run": "x", "pa',
    '{"version": ',
    '{"version": 2,',
    "\0\0\0",
    "7",
    "[]",
    "{",
]


@pytest.mark.parametrize("torn", TORN)
def test_a_torn_line_is_passed_over(tmp_path: Path, torn: str) -> None:
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    with ledger.file.open("a", encoding="utf-8") as opened:
        opened.write(torn)
    ledger.check()
    assert len(ledger.standing()[file]) == 1
    change(file, [(7, 8, "")], ledger)
    assert len(ledger.standing()[file]) == 2
    undo(file)
    undo(file)
    assert file.read_text(encoding="utf-8") == A


@pytest.mark.parametrize(
    "record",
    [
        {"path": "a.txt"},
        {"path": "a.txt", "edits": 3},
        {"path": "a.txt", "edits": [{"start": "x"}]},
        {"path": "../../a.txt", "edits": []},
        {"undone": "x"},
        {"undone": ["x"], "path": None},
    ],
)
def test_a_strange_record_does_no_harm(tmp_path: Path, record: dict[str, object]) -> None:
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    with ledger.file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps({"version": 1, **record}) + "\n")
    assert set(ledger.standing()) <= {file, tmp_path / "None"}
    undo(file)


def test_a_ledger_of_a_newer_version_is_not_guessed_at(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    make(ledger.file, '{"version": 3}\n')
    assert reason(make(tmp_path / "a.txt")) == "was written by another version"


def test_undo_of_a_folder_goes_on_past_a_ledger_it_cannot_read(tmp_path: Path) -> None:
    change(make(tmp_path / "a/b.txt"), [(2, 3, "")], Ledger(tmp_path / "a"))
    make(Ledger(tmp_path / "b").file, '{"version": 3}\n')
    change(make(tmp_path / "c/d.txt"), [(2, 3, "")], Ledger(tmp_path / "c"))
    error, *undone = undo_folder(tmp_path)
    assert isinstance(error, SourceError)
    assert error.reason == "was written by another version"
    assert [one.path for one in undone if isinstance(one, Undone)] == [
        tmp_path / "a/b.txt",
        tmp_path / "c/d.txt",
    ]


@pytest.mark.parametrize("link", [".seedlint", ".seedlint/ledger.jsonl"])
def test_a_ledger_is_never_a_link(tmp_path: Path, link: str) -> None:
    file, home = make(tmp_path / "tree/a.txt"), tmp_path / "tree"
    outside = tmp_path / "outside"
    (outside.mkdir if link == ".seedlint" else outside.touch)()
    (home / link).parent.mkdir(exist_ok=True)
    (home / link).symlink_to(outside)
    with pytest.raises(SourceError, match="is a link"):
        change(file, [(2, 3, "")], Ledger(home))
    assert file.read_text(encoding="utf-8") == A
    assert outside.is_file() or not list(outside.iterdir())


@pytest.mark.parametrize(
    ("marker", "text"),
    [
        ("seedlint.toml", ""),
        ("pyproject.toml", "[tool.seedlint]\n"),
        (".git/HEAD", ""),
        (".git", "gitdir: elsewhere\n"),
    ],
)
def test_the_home_is_the_project(tmp_path: Path, marker: str, text: str) -> None:
    file = make(tmp_path / "a/b/c.txt")
    make(tmp_path / "a/pyproject.toml", "[tool.other]\n")
    make(tmp_path / "a/b/pyproject.toml", "not toml")
    make(tmp_path / "pyproject.toml", "tool = 3\n")
    assert home_of(file.parent) == tmp_path / "a/b"
    make(tmp_path / marker, text)
    assert home_of(file.parent) == tmp_path
    ledger = Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    assert (tmp_path / ".seedlint/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_folder_that_is_no_project_gets_no_gitignore(tmp_path: Path) -> None:
    change(make(tmp_path / "a.txt"), [(2, 3, "")], Ledger(tmp_path))
    assert [path.name for path in (tmp_path / ".seedlint").iterdir()] == ["ledger.jsonl"]


def test_undo_of_a_folder_takes_every_file_one_run_back(tmp_path: Path) -> None:
    top, own = Ledger(tmp_path), Ledger(tmp_path / "b")
    change(make(tmp_path / "a.txt"), [(2, 3, "")], top)
    change(make(tmp_path / "b/c.txt"), [(2, 3, "")], top)
    change(make(tmp_path / "b/d.txt"), [(2, 3, "")], own)
    change(tmp_path / "b/d.txt", [(7, 8, "")], own)
    copy = make(tmp_path / "cleaned/e.txt")
    change(copy, [(2, 3, "")], Ledger(tmp_path / "cleaned", copies=True))
    assert [one.path for one in undo_folder(tmp_path / "b") if isinstance(one, Undone)] == [
        tmp_path / "b/c.txt",
        tmp_path / "b/d.txt",
    ]
    assert (tmp_path / "b/d.txt").read_text(encoding="utf-8") == B
    assert len(list(undo_folder(tmp_path))) == 2
    assert list(undo_folder(tmp_path)) == []
    assert copy.read_text(encoding="utf-8") == B, "a folder of copies is undone by its name"
    assert len(list(undo_folder(tmp_path / "cleaned"))) == 1
    assert copy.read_text(encoding="utf-8") == A


def test_undo_through_a_link_finds_the_file(tmp_path: Path) -> None:
    file = make(tmp_path / "tree/a.txt")
    (tmp_path / "link.txt").symlink_to("tree/a.txt")
    change(file, [(2, 3, "")], Ledger(tmp_path / "tree"))
    undo(tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert file.read_text(encoding="utf-8") == A


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    file = make(tmp_path / os.fsdecode(b"\xca\xb6 \x1b.txt"))
    ledger = Ledger(tmp_path)
    change(file, [(2, 3, "")], ledger)
    ledger.file.read_text(encoding="utf-8")
    undo(file)
    assert file.read_text(encoding="utf-8") == A


def test_killed_at_any_moment_every_change_can_be_undone(tmp_path: Path) -> None:
    """Thirty times: a writer adds and takes away one space until it is killed."""
    file, ledger = make(tmp_path / "a.txt"), Ledger(tmp_path)
    chance = random.Random(11)
    for _ in range(30):
        child = os.fork()
        if child == 0:
            _toggle_for_ever(file, ledger)
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "it worked until it was killed"
        text = file.read_text(encoding="utf-8")
        assert text in (A, B)
        if text == B:
            undo(file)
            assert file.read_text(encoding="utf-8") == A


def _toggle_for_ever(file: Path, ledger: Ledger) -> None:
    try:
        while True:
            change(file, [(2, 3, "")], ledger)
            change(file, [(2, 2, " ")], ledger)
    finally:
        os._exit(1)
