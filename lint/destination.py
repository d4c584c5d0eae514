"""Where a report goes: to standard output, or to a file that is never half there."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from seedlint.cli_shared import (
    Fault,
)
from seedlint.sources.temporary import beside, sweep
from seedlint.sources.trouble import failed


@contextmanager
def destination(path: str | None) -> Iterator[TextIO]:
    """Something to write to; a file takes its name when the report is complete.

    All but a terminal gets UTF-8. Raises Fault for a file that cannot be written; what had the
    name before is then still there.
    """
    if path is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure and not sys.stdout.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace")
        yield sys.stdout
    elif Path(path).exists() and not Path(path).is_file():
        with _complaining(path), Path(path).open("w", encoding="utf-8") as file:
            yield file
    else:
        with _complaining(path), _replacing(Path(os.path.realpath(path))) as file:
            yield file


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    if not mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    sweep(target.parent)
    with beside(target) as new:
        with os.fdopen(new.handle, "w", encoding="utf-8", newline="\n", closefd=False) as file:
            yield file
        new.path.chmod(mode)
        new.path.replace(target)


@contextmanager
def _complaining(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Fault(str(failed(path or "''", error))) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
