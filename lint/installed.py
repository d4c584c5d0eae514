"""Which packages have rules: entry points of one group, read as cheaply as can be.

`importlib.metadata` takes a tenth of the time of a small run to import, and nearly always there is
one entry point: ours. So the files that would name one are looked through first; for two of them,
and wherever this could see less than it would, it is asked itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import NamedTuple, Protocol

SUFFIXES = (".dist-info", ".egg-info")


class EntryPoint(Protocol):
    """What is used of `importlib.metadata.EntryPoint`."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    def load(self) -> ModuleType: ...


class Only(NamedTuple):
    """The one entry point there is; `value` is a module."""

    name: str
    value: str

    def load(self) -> ModuleType:
        return import_module(self.value)


def entry_points(group: str) -> Iterable[EntryPoint]:
    """The entry points of a group."""
    if not _has_strangers():
        told = {one for path in sys.path for one in _named(path, group)}
        if len(told) == 1 and all(part.isidentifier() for part in (*told,)[0].value.split(".")):
            return told
    from importlib import metadata

    return metadata.entry_points(group=group)


def _has_strangers() -> bool:
    """Whether packages may lie in archives, in eggs, or where only some finder knows."""
    finders = any(hasattr(one, "find_distributions") for one in sys.meta_path if one != PathFinder)
    return finders or any(path.endswith(".egg") or os.path.isfile(path) for path in sys.path)  # noqa: PTH113


def _named(path: str, group: str) -> Iterator[Only]:
    try:
        names = os.listdir(path or ".")  # noqa: PTH208
    except OSError:
        return
    for name in names:
        if name.endswith(SUFFIXES):
            yield from _read(os.path.join(path, name, "entry_points.txt"), group)  # noqa: PTH118


def _read(file: str, group: str) -> Iterator[Only]:
    try:
        with open(file, encoding="utf-8") as lines:  # noqa: PTH123 - there may be hundreds
            text = lines.read()
    except (OSError, ValueError):
        return
    if f"[{group}]" not in text:
        return
    section = ""
    for line in map(str.strip, text.splitlines()):
        name, equals, value = line.partition("=")
        if line.startswith("["):
            section = line.strip("[]")
        elif section == group and equals and not line.startswith("#"):
            yield Only(name.strip(), value.strip())
