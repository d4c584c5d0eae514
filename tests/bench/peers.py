"""The other tools, as libraries and as commands; one that is missing is named and left out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from seedlint.version import __version__

Run = Callable[[Sequence[str]], object]

NODE = Path(sys.prefix, "node", "node_modules", ".bin")
QUICKEST = "autocorrect format"
LIBRARIES = {
    QUICKEST: ("autocorrect_py", "format", ()),
    "autocorrect lint_for": ("autocorrect_py", "lint_for", ("text",)),
    "ftfy": ("ftfy", "fix_text", ()),
    "cjk-text-formatter": ("cjk_text_formatter.polish", "polish_text", ()),
}
DISTRIBUTIONS = ("numpy", "autocorrect-py", "ftfy", "cjk-text-formatter", "opencc")


def libraries(missing: list[str]) -> dict[str, Run]:
    """What takes texts one by one."""
    runs: dict[str, Run] = {}
    for label, (module, function, arguments) in LIBRARIES.items():
        try:
            runs[label] = _each(getattr(import_module(module), function), arguments)
        except ImportError:
            missing.append(f"{label} ({module})")
    from opencc import OpenCC

    runs["opencc t2s"] = _each(OpenCC("t2s").convert, ())
    return runs


def _each(call: Callable[..., object], arguments: tuple[str, ...]) -> Run:
    def run(texts: Sequence[str]) -> None:
        for text in texts:
            call(text, *arguments)

    return run


def commands(missing: list[str]) -> dict[str, Callable[[str], Sequence[str]]]:
    """What takes a path: a file or, but for ftfy and ctf, a folder."""
    bins = Path(sys.executable).parent
    known: Mapping[str, tuple[Path, Sequence[str]]] = {
        "autocorrect --lint": (NODE / "autocorrect", ("--lint", "--format", "json")),
        "autocorrect": (NODE / "autocorrect", ()),
        "ftfy": (bins / "ftfy", ()),
        "ctf": (bins / "ctf", ()),
    }
    made: dict[str, Callable[[str], Sequence[str]]] = {}
    for label, (program, options) in known.items():
        if not shutil.which(program):
            missing.append(f"{label} ({program.name} as a command)")
            continue
        made[label] = _command([str(program), *options])
    return made


def _command(words: Sequence[str]) -> Callable[[str], Sequence[str]]:
    return lambda path: [*words, path]


def seedlint(*words: str) -> list[str]:
    """The command as it is installed."""
    return [str(Path(sys.executable).parent / "seedlint"), *words]


def versions() -> str:
    told = [f"Python {sys.version.split()[0]}", f"seedlint {__version__}"]
    for name in DISTRIBUTIONS:
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(told)
