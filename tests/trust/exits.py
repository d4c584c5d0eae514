"""What could not be read or written is never passed over with exit code 0."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pages import BAD, make
from trust.peers import TOOLS
from trust.programme import Outcome, Programme, workplace

Lay = Callable[[Path], object]
PLAIN = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"] if os.geteuid() == 0 else []
"""Root without its powers: modes hold for it, too."""
GB = (BAD * 4).encode("gb18030")
FIX = "fix --in-place a.txt"
ONLY = ("--select", "SP001")


class Way(NamedTuple):
    """Something in the way of a command; `a.txt` is the file, and there unless `lay` takes it."""

    lay: Lay
    command: str


def _bytes(data: bytes) -> Lay:
    return lambda folder: (folder / "a.txt").write_bytes(data)


def _mode(name: str, mode: int) -> Lay:
    return lambda folder: (folder / name).chmod(mode)


def _instead(put: Callable[[Path], object]) -> Lay:
    def lay(folder: Path) -> None:
        (folder / "a.txt").unlink()
        put(folder / "a.txt")

    return lay


def _listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(path))


def _fixed(then: Lay) -> Lay:
    """After a fix in place."""

    def lay(folder: Path) -> None:
        subprocess.run([*_seedlint(FIX), *ONLY], cwd=folder, capture_output=True, check=True)
        then(folder)

    return lay


def _read_only(folder: Path) -> None:
    (folder / "a.txt").chmod(0o444)
    folder.chmod(0o555)


def _nothing(folder: Path) -> None:
    pass


def _seedlint(command: str) -> list[str]:
    return [sys.executable, "-m", "seedlint", *command.split()]


LEDGER = ".seedlint/ledger.jsonl"
READING: Mapping[str, Lay] = {
    "no such file": _instead(_nothing),
    "mode 0": _mode("a.txt", 0),
    "folder of mode 0": _mode(".", 0o600),
    "GB18030 that is damaged": _bytes(GB[:40] + b"\xff" + GB[40:]),
    "UTF-8 that is damaged": _bytes((BAD * 4).encode() + b"\xff\xfe\xfd"),
    "UTF-16 that is damaged": _bytes(b"\xff\xfe" + BAD.encode("utf-16-le") + b"\0\xd8"),
    "UTF-32": _bytes(BAD.encode("utf-32")),
    "binary": _bytes(bytes(range(256)) * 16),
    "a link to nothing": _instead(lambda path: path.symlink_to("nothing")),
    "a link to itself": _instead(lambda path: path.symlink_to(path.name)),
    "a socket": _instead(_listening),
    "a folder": _instead(lambda path: path.mkdir(0)),
}
"""Files that cannot be read, by any tool that says it can."""
WRITING: Mapping[str, Lay] = {
    "read-only file": _mode("a.txt", 0o444),
    "read-only file and folder": _read_only,
}
"""Files that cannot be written; a tool that has a way round writes them and may say so."""

WAYS: Mapping[str, Way] = {
    **{f"check, {name}": Way(lay, "check a.txt") for name, lay in READING.items()},
    **{f"fix, {name}": Way(lay, FIX) for name, lay in {**READING, **WRITING}.items()},
    "copy, mode 0": Way(_mode("a.txt", 0), "fix a.txt -o out"),
    "walk, mode 0": Way(_mode("a.txt", 0), "check ."),
    "walk, folder of mode 0": Way(_mode("b", 0), "check ."),
    "walk, .gitignore of mode 0": Way(_mode(".gitignore", 0), "check ."),
    "diff, mode 0": Way(_mode("a.txt", 0), "fix --diff a.txt"),
    "no such folder": Way(_nothing, "check nowhere/"),
    "name too long": Way(_nothing, f"check {'a' * 300}.txt"),
    "JSONL": Way(lambda folder: make(folder / "c.jsonl", "{}"), "check c.jsonl"),
    "larger than allowed": Way(
        lambda folder: make(folder / "seedlint.toml", "max-size = 3"), "check a.txt"
    ),
    "device": Way(_nothing, "check /dev/zero"),
    "read-only folder": Way(_mode(".", 0o555), FIX),
    "another name of the file": Way(
        lambda folder: os.link(folder / "a.txt", folder / "c.txt"), FIX
    ),
    "copies into a read-only folder": Way(_mode("b", 0o555), "fix a.txt -o b/out"),
    "copies below a file": Way(_nothing, "fix a.txt -o b/c.txt/out"),
    "copies into a file": Way(_nothing, "fix a.txt -o b/c.txt"),
    "a copy over its source": Way(_nothing, "fix a.txt -o ."),
    "copies to a full device": Way(_nothing, "fix a.txt -o /dev/full"),
    "report in a read-only folder": Way(_mode("b", 0o555), "check a.txt --output b/report"),
    "report in no folder": Way(_nothing, "check a.txt --output nowhere/report"),
    "report on a full device": Way(_nothing, "check a.txt --output /dev/full"),
    "report over the text": Way(_nothing, "check a.txt --output a.txt"),
    "report to a full standard output": Way(_nothing, "check a.txt >/dev/full"),
    "text to a full standard output": Way(_nothing, "fix - <a.txt >/dev/full"),
    "closed standard output": Way(_nothing, "check a.txt >&-"),
    "closed standard input": Way(_nothing, "check - <&-"),
    "undecodable standard input": Way(_bytes(b"\xff\xfd" * 9), "fix - <a.txt"),
    "ledger of mode 0": Way(_fixed(_mode(LEDGER, 0)), "undo a.txt"),
    "ledger that is a folder": Way(
        lambda folder: (folder / LEDGER).mkdir(parents=True), FIX
    ),
    "ledger that is a link": Way(
        lambda folder: (folder / ".seedlint").symlink_to(folder / "b"), FIX
    ),
    "undo, nothing fixed": Way(_nothing, "undo a.txt"),
    "undo, changed since": Way(_fixed(_bytes(b"changed\n")), "undo a.txt"),
    "undo, gone": Way(_fixed(_instead(_nothing)), "undo a.txt"),
    "undo, read-only folder": Way(_fixed(_mode(".", 0o555)), "undo a.txt"),
    "map, nothing fixed": Way(_nothing, "map a.txt 0"),
    "log, ledger of mode 0": Way(_fixed(_mode(LEDGER, 0)), "log ."),
    "no such gold": Way(_nothing, "evaluate gold.jsonl --root ."),
    "gold that is none": Way(_nothing, "evaluate a.txt --root ."),
    "no such root": Way(_nothing, "evaluate a.txt --root nowhere"),
    "no such baseline": Way(_nothing, "check a.txt --baseline nowhere.json"),
    "baseline that is none": Way(_nothing, "check a.txt --baseline a.txt"),
    "baseline that cannot be written": Way(
        _mode("b", 0o555), "check a.txt --write-baseline b/known.json"
    ),
    "no such reference": Way(_nothing, "check a.txt --reference nowhere"),
    "configuration of mode 0": Way(
        lambda folder: make(folder / "seedlint.toml", "").chmod(0), "check a.txt"
    ),
    "configuration that is none": Way(
        lambda folder: make(folder / "seedlint.toml", "["), "check a.txt"
    ),
    "no such rule": Way(_nothing, "check a.txt --select XX001"),
    "no such plugin": Way(_nothing, "check a.txt --plugin nobody"),
    "no such option": Way(_nothing, "check a.txt --nowhere"),
    "no such command": Way(_nothing, "chekc a.txt"),
}  # fmt: skip


def seedlint(size: int) -> Outcome:
    """`size` of the ways, spread over all."""
    names = list(WAYS)[:: max(1, len(WAYS) // size)]
    wrongs = []
    for name in names:
        way = WAYS[name]
        line = f'exec "$@" {way.command}'
        command = [*PLAIN, "sh", "-c", line, "sh", sys.executable, "-m", "seedlint"]
        code, said, _ = _tried(way.lay, command)
        if code != 2 or not said or "Traceback" in said:
            wrongs.append(f"{name}: exit {code}, {said[-100:]!r}")
    result = "; ".join([f"{len(wrongs)} passed over or without a word", *wrongs])
    return Outcome(f"{len(names)} ways", result, not wrongs)


def peer(tool: str, size: int) -> Outcome:
    every = {**READING, **WRITING}
    names = list(every)[:: max(1, len(every) // size)]
    zeros = []
    for name in names:
        code, _, left = _tried(every[name], [*PLAIN, *TOOLS[tool](Path("a.txt"))])
        done = name in WRITING and left != (BAD + "\n").encode()
        if code == 0 and not done:
            zeros.append(name)
    said = f"{len(zeros)} with exit 0" + (f": {', '.join(zeros)}" if zeros else "")
    return Outcome(f"{len(names)} ways", said, not zeros)


def _tried(lay: Lay, command: Sequence[str]) -> tuple[int, str, bytes]:
    """The exit code, what was said, and what is in the file afterwards."""
    with workplace() as folder:
        for name in ("a.txt", "b/c.txt", ".gitignore"):
            make(folder / name, "*.log\n" if name == ".gitignore" else BAD + "\n")
        folder = folder.resolve()
        here = Path.cwd()
        os.chdir(folder)
        try:
            lay(folder)
            done = subprocess.run(command, cwd=None, capture_output=True, check=False, timeout=60)
        finally:
            os.chdir(here)
            for one in (folder, folder / "b"):
                one.chmod(0o755)
        file = folder / "a.txt"
        left = file.read_bytes() if file.is_file() else b""
        return done.returncode, done.stderr.decode("utf-8", "replace"), left


EXITS = Programme(
    "exits",
    "files, folders, streams, ledgers, baselines and configurations that cannot be read or "
    "written, by a user without privileges; for the others those of files",
    "exit 2 and a line that says so, never 0",
    len(WAYS),
    seedlint,
    {tool: partial(peer, tool) for tool in TOOLS if tool != "seedlint"},
)
