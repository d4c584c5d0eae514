"""Files that stand beside others until they take their names, and what dead writers left of such.

A writer holds a lock on its file for as long as it lives, however it dies; so what nobody holds is
nobody's.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

PREFIX, SUFFIX = ".seedlint-", ".tmp"
OURS = re.compile(f"{re.escape(PREFIX)}[a-z0-9_]{{8}}{re.escape(SUFFIX)}")


class Temporary(NamedTuple):
    handle: int
    path: Path


@contextmanager
def beside(target: Path) -> Iterator[Temporary]:
    """An open, empty file in the folder of `target`; on any exception it is gone."""
    new = _held(target.parent)
    try:
        yield new
    except BaseException:
        new.path.unlink(missing_ok=True)
        raise
    finally:
        os.close(new.handle)


def _held(folder: Path) -> Temporary:
    """One that nobody takes for left behind: until it is locked, another run may do so."""
    import tempfile

    while True:
        handle, name = tempfile.mkstemp(SUFFIX, PREFIX, folder)
        with suppress(OSError):  # where there are no locks, nobody gets one and takes it away
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return Temporary(handle, Path(name))
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left in a folder, as far as that is allowed."""
    with suppress(OSError), os.scandir(folder) as entries:
        left = [one.path for one in entries if OURS.fullmatch(one.name)]
        for name in left:
            _remove_unless_held(Path(name))


def _remove_unless_held(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(handle)
