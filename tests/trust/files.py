"""What a file is beside its bytes: its links, names, mode, owner, time; and what is no file."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from trust.peers import FOLDERS
from trust.programme import Outcome, Programme, Trial, workplace
from trust.running import FIX, Ended, run
from trust.samples import FRAMES

TEXT = f"{FRAMES[0]}\n识 别结果,仍需核对.用Python写的3个程序。\n"
NOBODY = 65534
PATIENCE = 60
HUNG = 124

Make = Callable[[Path], None]
Kept = Callable[[Path, bool], bool]
"""Whether all is as promised in the folder, given whether the run ended with a code not 0."""


class Case(NamedTuple):
    """What stands in the folder `tree`, beside `out`, and what must be so after a fix of `tree`."""

    name: str
    make: Make
    kept: Kept
    user: int | None = None


def _write(file: Path) -> Path:
    file.write_text(TEXT, encoding="utf-8")
    return file


def _same(file: Path) -> bool:
    return file.read_text("utf-8") == TEXT


def _link_in(root: Path) -> None:
    _write(root / "tree/a.txt")
    (root / "tree/link.txt").symlink_to("a.txt")


def _link_out(root: Path) -> None:
    _write(root / "out/a.txt")
    _write(root / "tree/b.txt")
    (root / "tree/link.txt").symlink_to("../out/a.txt")


def _folder_out(root: Path) -> None:
    _write(root / "out/a.txt")
    _write(root / "tree/b.txt")
    (root / "tree/link").symlink_to("../out")


def _hard_link(root: Path) -> None:
    (root / "tree/b.txt").hardlink_to(_write(root / "tree/a.txt"))


def _read_only(root: Path) -> None:
    _write(root / "tree/a.txt").chmod(0o444)


def _read_only_folder(root: Path) -> None:
    _write(root / "tree/a.txt").chmod(0o666)
    (root / "tree").chmod(0o555)


def _fifo(root: Path) -> None:
    _write(root / "tree/b.txt")
    os.mkfifo(root / "tree/a.txt")


def _device(root: Path) -> None:
    _write(root / "tree/b.txt")
    os.mknod(root / "tree/a.txt", stat.S_IFCHR | 0o666, os.makedev(1, 3))


def _mode(root: Path) -> None:
    _write(root / "tree/a.txt").chmod(0o640)


def _owner(root: Path) -> None:
    os.chown(_write(root / "tree/a.txt"), NOBODY, NOBODY)


def _attribute(root: Path) -> None:
    os.setxattr(_write(root / "tree/a.txt"), "user.origin", b"scan")


def _clean(root: Path) -> None:
    file = root / "tree/a.txt"
    file.write_text(f"{FRAMES[0]}\n", encoding="utf-8")
    os.utime(file, (1, 1))


def _fixed_or_said(file: Path, refused: bool) -> bool:
    return not _same(file) or refused


CASES = (
    Case("link in", _link_in, lambda root, refused: (root / "tree/link.txt").is_symlink()),
    Case("link out", _link_out, lambda root, refused: _same(root / "out/a.txt")),
    Case("folder out", _folder_out, lambda root, refused: _same(root / "out/a.txt")),
    Case(
        "hard link",
        _hard_link,
        lambda root, refused: (
            (root / "tree/a.txt").samefile(root / "tree/b.txt")
            and _fixed_or_said(root / "tree/a.txt", refused)
        ),
    ),
    Case(
        "read-only file",
        _read_only,
        lambda root, refused: _same(root / "tree/a.txt") and refused,
        NOBODY,
    ),
    Case(
        "read-only folder",
        _read_only_folder,
        lambda root, refused: _fixed_or_said(root / "tree/a.txt", refused),
        NOBODY,
    ),
    Case(
        "FIFO",
        _fifo,
        lambda root, refused: (
            (root / "tree/a.txt").is_fifo() and _fixed_or_said(root / "tree/b.txt", refused)
        ),
    ),
    Case(
        "device",
        _device,
        lambda root, refused: (
            (root / "tree/a.txt").is_char_device() and _fixed_or_said(root / "tree/b.txt", refused)
        ),
    ),
    Case(
        "mode",
        _mode,
        lambda root, refused: stat.S_IMODE((root / "tree/a.txt").stat().st_mode) == 0o640,
    ),
    Case("owner", _owner, lambda root, refused: (root / "tree/a.txt").stat().st_uid == NOBODY),
    Case(
        "xattr",
        _attribute,
        lambda root, refused: os.getxattr(root / "tree/a.txt", "user.origin") == b"scan",
    ),
    Case(
        "time, nothing to fix",
        _clean,
        lambda root, refused: (root / "tree/a.txt").stat().st_mtime == 1,
    ),
)


def _seedlint(folder: Path, user: int | None) -> Ended:
    return run(FIX, folder, user)


def _peer(tool: str) -> Callable[[Path, int | None], Ended]:
    def fix(folder: Path, user: int | None) -> Ended:
        try:
            done = subprocess.run(
                list(FOLDERS[tool](folder)),
                cwd=folder,
                user=user,
                group=user,
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            return Ended(HUNG, "")
        return Ended(done.returncode, "")

    return fix


def _files(fix: Callable[[Path, int | None], Ended]) -> Trial:
    def trial(size: int) -> Outcome:
        if os.geteuid():
            return Outcome("0 cases", "only root can make them", held=False)
        broken = [case.name for case in CASES[:size] if not _holds(case, fix)]
        said = f"broken: {', '.join(broken)}" if broken else "all kept"
        return Outcome(f"{len(CASES[:size])} cases", said, not broken)

    return trial


def _holds(case: Case, fix: Callable[[Path, int | None], Ended]) -> bool:
    with workplace() as root:
        root.chmod(0o755)
        for name in ("tree", "out"):
            (root / name).mkdir()
            (root / name).chmod(0o777)
        case.make(root)
        ended = fix(root / "tree", case.user)
        return ended.code != HUNG and case.kept(root, ended.code != 0)


FILES = Programme(
    "files",
    f"fix of a folder that holds: {', '.join(case.name for case in CASES)}",
    "nothing outside of the tree is written, a hard link is not parted, what cannot be written "
    "ends with a code not 0, mode, owner and attributes are kept, a clean file is not touched",
    len(CASES),
    _files(_seedlint),
    {tool: _files(_peer(tool)) for tool in ("autocorrect", "zhlint")},
)
