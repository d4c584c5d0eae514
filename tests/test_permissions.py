"""What may not be read or written is named and left as it is, and the others go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from pages import BAD, GOOD, make
from seedlint.cli import main
from seedlint.run import load
from seedlint.sources.text import Source

ONLY = ("--select", "SP001")


class Case(NamedTuple):
    """Modes by name; what is run, what standard error names, and which files are fixed by it."""

    modes: dict[str, int]
    argv: Sequence[str]
    named: Sequence[str]
    fixed: Sequence[str] = ()


FIX, COPY = ("fix", *ONLY, "--in-place"), ("fix", *ONLY, "-o", "out")
CLOSED_FILE, CLOSED_FOLDER = {"a.txt": 0}, {"b": 0}
LEDGER = ".seedlint/ledger.jsonl"
CASES = [
    Case(CLOSED_FILE, ("check", *ONLY, "."), ["a.txt"]),
    Case(CLOSED_FILE, (*FIX, "."), ["a.txt"], ["b/c.txt", "z.txt"]),
    Case(CLOSED_FILE, (*COPY, "."), ["a.txt"], ["out/b/c.txt", "out/z.txt"]),
    Case(CLOSED_FILE, ("fix", *ONLY, "--diff", "."), ["a.txt"]),
    Case(CLOSED_FOLDER, ("check", *ONLY, "."), ["b"]),
    Case(CLOSED_FOLDER, ("check", *ONLY, "b"), ["b"]),
    Case(CLOSED_FOLDER, ("check", *ONLY, "b/c.txt"), ["b/c.txt"]),
    Case(CLOSED_FOLDER, (*FIX, "."), ["b"], ["a.txt", "z.txt"]),
    Case(CLOSED_FOLDER, ("undo", "b/c.txt"), ["b/c.txt"]),
    Case({"a.txt": 0o444}, (*FIX, "."), ["a.txt"], ["b/c.txt", "z.txt"]),
    Case({"b": 0o555}, (*FIX, "b"), ["b/c.txt"]),
    Case({"b": 0o555}, ("fix", *ONLY, ".", "-o", "b/out"), ["b/out/a.txt", "b/out/z.txt"]),
    Case({"b": 0o555}, ("check", *ONLY, "b", "--output", "b/report"), ["b/report"]),
    Case({".gitignore": 0}, ("check", *ONLY, "."), [".gitignore"]),
    Case({".gitignore": 0}, ("check", *ONLY, "b"), [".gitignore"]),
    Case({LEDGER: 0}, (*FIX, "a.txt"), [LEDGER]),
    Case({LEDGER: 0}, ("undo", "a.txt"), [LEDGER]),
    Case({".seedlint": 0}, (*FIX, "a.txt"), [LEDGER]),
    Case({".seedlint": 0}, ("undo", "."), [LEDGER]),
    Case({"seedlint.toml": 0}, ("check", *ONLY, "."), ["seedlint.toml"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Everything is in memory: nobody may be barred from the interpreter's own modules."""
    folder = tmp_path_factory.mktemp("warm")
    make(folder / "a.txt")
    make(folder / ".gitignore", "*.md\n")
    make(folder / "seedlint.toml", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for argv in (("check", "."), (*COPY, "."), ("fix", "--diff", "."), (*FIX, "."), ("undo",)):
            main(argv)


@pytest.fixture
def tree(imported: None, unprivileged: Path) -> Iterator[Path]:
    for name in ("a.txt", "b/c.txt", "z.txt"):
        make(unprivileged / name)
    (unprivileged / ".git").mkdir()
    yield unprivileged
    for folder in ("b", ".seedlint"):
        if Path(folder).exists():
            Path(folder).chmod(0o755)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.modes} {' '.join(case.argv)}")
def test_what_is_closed_is_named_and_left(
    tree: Path, case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, mode in case.modes.items():
        if not Path(name).exists():
            make(Path(LEDGER if name == ".seedlint" else name), "")
        Path(name).chmod(mode)
    assert main(case.argv) == 2
    lines = capsys.readouterr().err.splitlines()
    for name in case.named:
        assert any(f"{name}: " in line and "; " in line for line in lines), lines
    for name in case.modes:
        Path(name).chmod(0o755)
    texts = {str(file.relative_to(tree)): file.read_text("utf-8") for file in tree.rglob("*.txt")}
    assert {name for name, text in texts.items() if text == GOOD + "\n"} == set(case.fixed)
    assert set(texts.values()) <= {BAD + "\n", GOOD + "\n"}
    assert list(tree.rglob(".seedlint-*")) == []


def test_undo_goes_on_past_what_is_closed(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FIX, "."]) == 0
    Path("b").chmod(0)
    Path("a.txt").chmod(0)
    capsys.readouterr()
    assert main(["undo", "."]) == 2
    said = capsys.readouterr().err.splitlines()
    Path("b").chmod(0o755)
    assert Path("z.txt").read_text("utf-8") == BAD + "\n"
    assert [line.split(":")[-2].split("/")[-1] for line in said if ";" in line] == [
        "b", " a.txt", "c.txt",
    ]  # fmt: skip


def vanish(folder: Path) -> None:
    (folder / "b/c.txt").unlink()


def become_a_folder(folder: Path) -> None:
    vanish(folder)
    (folder / "b/c.txt").mkdir()


def become_a_loop(folder: Path) -> None:
    vanish(folder)
    (folder / "b/c.txt").symlink_to("c.txt")


@pytest.mark.parametrize("happens", [vanish, become_a_folder, become_a_loop])
def test_what_changes_between_listing_and_reading(
    tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    for name in ("a.txt", "b/c.txt", "z.txt"):
        make(tmp_path / name)
    sources = load([str(tmp_path)])
    first = next(sources)
    happens(tmp_path)
    middle, last = sources
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert str(middle).startswith(f"{os.fspath(tmp_path / 'b/c.txt')}: ")
