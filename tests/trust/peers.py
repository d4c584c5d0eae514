"""The commands of the tools that are tried beside seedlint; one that is missing is left out.

`make torture` installs them into `.venv` and `.venv/node`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

Command = Callable[[Path], Sequence[str]]
"""The command that fixes one file in place."""

NODE = Path(sys.prefix, "node", "node_modules", ".bin")

FTFY = """
import os, sys
from ftfy.cli import main
path = sys.argv[1]
sys.argv[1:] = ["-o", path + ".new", path]
main()
os.replace(path + ".new", path)
"""
"""`ftfy -o NEW FILE`, then NEW takes the name: the command has no way to write in place."""


FTFY_FILES = """
import os, sys
from ftfy.cli import main
refused = 0
for path in sys.argv[1:]:
    sys.argv[1:] = ["-o", path + ".new", path]
    try:
        main()
        os.replace(path + ".new", path)
    except (Exception, SystemExit) as error:
        refused = 1
        print(path, error, file=sys.stderr)
sys.exit(refused)
"""
"""The same for many files, in one start."""


def _seedlint(path: Path) -> Sequence[str]:
    return [sys.executable, "-m", "seedlint", "fix", "--in-place", "--fail-on", "never", str(path)]


def _autocorrect(path: Path) -> Sequence[str]:
    return [str(NODE / "autocorrect"), "--fix", str(path)]


def _zhlint(path: Path) -> Sequence[str]:
    """The path must be a relative one: an absolute one ends in an exception."""
    return [str(NODE / "zhlint"), "--fix", path.name]


def _ftfy(path: Path) -> Sequence[str]:
    return [sys.executable, "-c", FTFY, str(path)]


TOOLS: Mapping[str, Command] = {
    "seedlint": _seedlint,
    "autocorrect": _autocorrect,
    "zhlint": _zhlint,
    "ftfy": _ftfy,
}


FOLDERS: Mapping[str, Command] = {
    "seedlint": _seedlint,
    "autocorrect": lambda folder: [str(NODE / "autocorrect"), "--fix", "."],
    "zhlint": lambda folder: [str(NODE / "zhlint"), "--fix", "**/*.txt"],
    "ftfy": lambda folder: [
        sys.executable, "-c", FTFY_FILES, *map(str, sorted(folder.rglob("*.txt"))),
    ],
}  # fmt: skip
"""The commands that fix every .txt file below a folder, which is the current one."""


def is_there(tool: str) -> bool:
    """Whether a tool is installed."""
    if tool == "seedlint":
        return True
    return bool(find_spec("ftfy") if tool == "ftfy" else shutil.which(NODE / tool))
