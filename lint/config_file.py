"""The files that configure: which they are, and what is in them, whatever that is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from seedlint.sources.trouble import failed, printable
from seedlint.toml import LONGEST, parsed

NAME, SHARED = "seedlint.toml", "pyproject.toml"
LONG = 600
"""Characters of a complaint, about; a name that is wrong may be of any length."""


class ConfigError(ValueError):
    """A configuration that cannot be used; str is one printable line that begins with its file."""

    def __init__(self, path: Path | None, reason: object) -> None:
        said = str(reason)
        if len(said) > LONG:
            said = f"{said[: LONG // 2]}…{said[-LONG // 3 :]}"
        super().__init__(printable(f"{path}: {said}"))


def table_of(path: Path) -> Mapping[str, object] | None:
    """What a file configures, None if it does not. Raises ConfigError."""
    data = _bytes(path)
    shared = path.name == SHARED
    if data is None or (shared and b"seedlint" not in data):
        return None
    whole = _parsed(path, data)
    if not shared and "tool" in whole:
        raise ConfigError(path, "its keys stand at the top, without [tool.seedlint]")
    if not shared:
        return whole
    tool = whole.get("tool")
    table = tool.get("seedlint") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(path, "tool.seedlint must be a table")
    return table


def toml_of(path: Path) -> Mapping[str, object] | None:
    """The whole of a file, None where there is none. Raises ConfigError."""
    data = _bytes(path)
    return None if data is None else _parsed(path, data)


def _bytes(path: Path) -> bytes | None:
    """What a configuration holds, None where there is none: a little more than it may, at most."""
    try:
        if not os.path.lexists(path):
            return None
        if not path.is_file():
            if path.name == SHARED:
                return None
            raise ConfigError(path, "is no file; remove it, or put a file in its place")
        with path.open("rb") as file:
            return file.read(LONGEST + 1)
    except OSError as error:
        trouble = failed(path, error)
        raise ConfigError(path, f"{trouble.reason}; {trouble.remedy}") from None


def _parsed(path: Path, data: bytes) -> Mapping[str, object]:
    try:
        return parsed(data)
    except ValueError as error:
        raise ConfigError(path, error) from None
