"""What goes wrong with one file: said in a line that names it and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

TROUBLES = {
    errno.EBADF: ("is closed", "open it, or name a file"),
    errno.ENOENT: ("does not exist", "check the name"),
    errno.EACCES: ("permission denied", "check the mode of the file and of its folder"),
    errno.EPERM: ("operation not permitted", "work as its owner, or write copies with -o"),
    errno.EROFS: ("lies on a read-only file system", "write copies elsewhere with -o"),
    errno.ENOSPC: ("no space left on the disk", "make room and run again; left as it was"),
}


class SourceError(Exception):
    """A file that could not be found, read, written or undone; str gives one printable line."""

    def __init__(self, path: Path | str, reason: str, remedy: str) -> None:
        super().__init__(path, reason, remedy)
        self.path, self.reason, self.remedy = path, reason, remedy

    def __str__(self) -> str:
        return printable(f"{self.path}: {self.reason}; {self.remedy}")


class BinaryError(SourceError):
    """A file that holds no text; a walk passes it over."""


def printable(line: str) -> str:
    """One line that does nothing to a terminal, whatever names stand in it."""
    return "".join(c if c.isprintable() or c == "\u3000" else _escape(c) for c in line)


def _escape(character: str) -> str:
    return character.encode("unicode-escape", "surrogatepass").decode("ascii")


def failed(path: Path | str, error: OSError) -> SourceError:
    """What the operating system refused, as a SourceError of `path`."""
    said = (error.strerror or type(error).__name__).lower()
    return SourceError(path, *TROUBLES.get(error.errno or 0, (said, "left as it was")))


def no_memory(path: Path | str) -> SourceError:
    """A file that is too much for this machine; nothing was made of it."""
    return SourceError(path, "needs more memory than there is", "split it; left as it was")
