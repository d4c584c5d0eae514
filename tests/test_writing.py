"""Bytes are written whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from seedlint.sources import writing
from seedlint.sources.temporary import beside, sweep
from seedlint.sources.text import read
from seedlint.sources.trouble import SourceError
from seedlint.sources.writing import replace, write_new

TEXT = "识 别结果，仍需核对。\n"


def make(root: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(SourceError) as caught:
        act()
    line = str(caught.value)
    assert line.isprintable()
    return line


def strays(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".seedlint-*")]


def test_a_replaced_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "link.txt").symlink_to("a.txt")
    before = (tmp_path / "a.txt").stat()
    os.utime(tmp_path / "a.txt", (1, 1))
    assert replace(read(tmp_path / "link.txt"), b"new") == tmp_path / "a.txt"
    after = (tmp_path / "a.txt").stat()
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert (after.st_mode, after.st_uid) == (before.st_mode, before.st_uid)
    assert after.st_mtime > 1, "new bytes have a new time"
    assert strays(tmp_path) == []


def append(file: Path) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write("别人写的一行。\n")


def rewrite_in_secret(file: Path) -> None:
    """Same inode, size and time, other bytes."""
    before = file.stat()
    with file.open("r+b") as opened:
        opened.write("认".encode())
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def swap(file: Path) -> None:
    make(file.parent, "other.txt")
    (file.parent / "other.txt").replace(file)


@pytest.mark.parametrize("meddle", [append, rewrite_in_secret, swap])
@pytest.mark.parametrize("late", [False, True])
def test_what_others_write_meanwhile_is_kept(
    tmp_path: Path, meddle: Callable[[Path], None], late: bool
) -> None:
    make(tmp_path, "a.txt")
    file = tmp_path / "a.txt"
    source = read(file)
    if late and meddle is rewrite_in_secret:
        pytest.skip("the last look is at inode, size and time only")
    if not late:
        meddle(file)
    after = file.read_bytes()
    note = (lambda: meddle(file)) if late else (lambda: None)
    assert "changed while" in refusal(lambda: replace(source, b"new", note))
    assert file.read_bytes() != b"new"
    assert late or file.read_bytes() == after
    assert strays(tmp_path) == []


def test_hard_links_and_read_only_files_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    (tmp_path / "twin.txt").hardlink_to(tmp_path / "a.txt")
    (tmp_path / "b.txt").chmod(0o444)
    assert "2 names" in refusal(lambda: replace(read(tmp_path / "a.txt"), b"new"))
    assert "read-only" in refusal(lambda: replace(read(tmp_path / "b.txt"), b"new"))
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXT
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == TEXT


def test_a_copy_has_the_mode_of_its_source(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0o604)
    target = tmp_path / "new/deep/a.txt"
    write_new(target, b"copy", read(tmp_path / "a.txt"))
    assert target.read_bytes() == b"copy"
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_failed_write_leaves_no_trace(tmp_path: Path, error: BaseException) -> None:
    make(tmp_path, "a.txt")

    def fail() -> None:
        raise error

    source = read(tmp_path / "a.txt")
    for write in (
        lambda: replace(source, b"new", fail),
        lambda: write_new(tmp_path / "a.txt", b"new", source, fail),
    ):
        with pytest.raises((SourceError, KeyboardInterrupt)):
            write()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXT
    assert strays(tmp_path) == []


def test_what_a_killed_writer_left_is_swept_away(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", ".seedlint-baseline", ".seedlint-00000000.tmp")
    with beside(tmp_path / "a.txt") as living:
        sweep(tmp_path)
        assert sorted(strays(tmp_path)) == sorted([".seedlint-baseline", living.path.name])
        living.path.unlink()


def test_a_folder_that_does_not_reach_the_disk_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    make(tmp_path, "a.txt")
    monkeypatch.setattr(writing, "sync_folder", fail)
    said = refusal(lambda: replace(read(tmp_path / "a.txt"), b"new"))
    assert "is written, but" in said
    assert "left as it was" not in said
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    said = refusal(lambda: write_new(tmp_path / "a.txt/b.txt", b"", read(tmp_path / "a.txt")))
    assert "not a directory" in said


def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    """Thirty times; each writer goes back and forth between two megabytes until it is killed."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"A" * 1_000_000)
    chance = random.Random(7)
    seen = set()
    for _ in range(30):
        child = os.fork()
        if child == 0:
            _write_for_ever(file)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "it worked until it was killed"
        seen.add(file.read_bytes())
    assert seen == {b"A" * 1_000_000, b"B" * 1_000_000}


def _write_for_ever(file: Path) -> None:
    try:
        while True:
            source = read(file)
            letter = b"B" if source.document.text[0] == "A" else b"A"
            replace(source, letter * 1_000_000)
    finally:
        os._exit(1)
