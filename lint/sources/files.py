"""Which files a command line means: what is named, what named folders hold, what is left out."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN: Final = "-"
INCLUDE = (".txt", ".text", ".md", ".markdown")
RECORDS = (".jsonl", ".parquet")
HOME = ".seedlint"
STARS = 3
"""Stars of a pattern, at most, that stand for part of a name or, as **, for folders between two
others: the time it takes grows with the length of the path to the power of their number."""
OUTPUT_MARK = "output"
"""A file of this name in `.seedlint/` says that the folder holds cleaned copies."""

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


class Found(NamedTuple):
    """A file to read; `inner` is its place below the folder that was named, or its bare name."""

    path: Path | Literal["-"]
    inner: Path


def is_text(file: Path) -> bool:
    """Whether a name promises text; its suffix tells."""
    return file.suffix.lower() in INCLUDE


class Walk(NamedTuple):
    """What a walk through folders takes and leaves; paths begin at the root of the disk."""

    wants: Callable[[Path], bool] = is_text
    leaves: Callable[[Path, bool], bool] | None = None
    """Given an entry and whether it is a folder; a folder that is left is not entered."""
    skip: Collection[str] = ()
    """Real paths of folders that are not entered."""


TEXTS = Walk()


def find(
    paths: Sequence[str], *, walk: Walk = TEXTS, skip: Collection[Path] = ()
) -> Iterator[Found | SourceError]:
    """The files of `paths`, in the order named, those of a folder sorted; each file once.

    A file that is named is always given. Folders are walked for what `walk` wants, without what
    .gitignore excludes, hidden entries, the folders of `skip`, folders of cleaned copies and links
    that lead out. What cannot be found or listed is given as a SourceError among the rest.
    """
    walk = walk._replace(skip={*walk.skip, *(os.path.realpath(folder) for folder in skip)})
    seen: set[str] = set()
    for name in paths:
        for one in _named(name, walk):
            if isinstance(one, SourceError):
                yield one
            elif one.real not in seen:
                seen.add(one.real)
                yield one.found


class _Known(NamedTuple):
    """What was found, and the path it is known by, whichever names and links lead to it."""

    found: Found
    real: str


def _named(name: str, walk: Walk) -> Iterator[_Known | SourceError]:
    path = Path(name)
    if name == STDIN:
        yield _Known(Found(STDIN, Path("stdin")), STDIN)
        return
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116 - Path("") would be the current folder
    except OSError as error:
        yield failed(name or "''", error)
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, walk)
    elif path.suffix.lower() in RECORDS:
        yield _unread(path)
    else:
        yield _Known(Found(path, Path(path.name)), os.path.realpath(path))


def _unread(path: Path) -> SourceError:
    kind = path.suffix.lower()[1:].upper()
    return SourceError(path, f"{kind} is not read by this version", "extract its text to .txt")


def _walk(root: Path, walk: Walk) -> Iterator[_Known | SourceError]:
    """Files first, then links to files of the tree that were not reached under their own name."""
    files: list[_Entry] = []
    links: list[_Entry] = []
    tree = Path(os.path.realpath(root))
    for one in _below(root, tree, walk):
        if isinstance(one, SourceError):
            yield one
        elif walk.wants(tree / one.inner):
            if one.inner.suffix.lower() in RECORDS:
                yield _unread(root / one.inner)
            else:
                (links if one.link else files).append(one)
    reached = {one.real for one in files}
    for link in sorted(links):
        real = os.path.realpath(link.real)
        if Path(real).is_relative_to(tree) and real not in reached:
            reached.add(real)
            files.append(link._replace(real=real))
    for inner, real, _ in sorted(files):
        yield _Known(Found(root / inner, inner), real)


class _Entry(NamedTuple):
    """A file or a link in a tree: its place below the root, and from the root of the disk."""

    inner: Path
    real: str
    link: bool


def _below(root: Path, tree: Path, walk: Walk) -> Iterator[_Entry | SourceError]:
    """Every file and link to a file in `tree`, the real path of `root`; links to folders are left.

    Who names a folder that is excluded wants it read.
    """
    leaves = None if walk.leaves and walk.leaves(tree, True) else walk.leaves
    try:
        waiting = [(Path(), _ignores_above(tree))]
    except SourceError as error:
        yield error
        return
    while waiting:
        inner, ignores = waiting.pop()
        try:
            if inner.parts and is_output(tree / inner):
                continue
            entries = list(os.scandir(tree / inner))
            ignores = [*ignores, *_ignores_in(tree / inner)]
        except OSError as error:
            yield failed(root / inner, error)
            continue
        except SourceError as error:
            yield error
            continue
        for entry in entries:
            folder = entry.is_dir(follow_symlinks=False)
            if entry.name.startswith(".") or (ignores and _ignored(entry, folder, ignores)):
                continue
            if leaves and leaves(Path(entry), folder):
                continue
            if not folder:
                # a link that leads nowhere does not raise
                if entry.is_file(follow_symlinks=False) or os.path.isfile(entry):  # noqa: PTH113
                    yield _Entry(inner / entry.name, entry.path, entry.is_symlink())
            elif entry.path not in walk.skip:
                waiting.append((inner / entry.name, ignores))


def is_output(folder: Path) -> bool:
    """Whether cleaned copies were written to this folder; a walk does not enter it."""
    return (folder / HOME / OUTPUT_MARK).exists()


class _Ignore(NamedTuple):
    """A .gitignore and the folder it stands in."""

    folder: Path
    spec: GitIgnoreSpec


def _ignores_above(root: Path) -> list[_Ignore]:
    """Those between `root` and the top of its repository, without any that exclude `root` itself.

    Who names an ignored folder wants it read.
    """
    for top in (root, *root.parents):
        if (top / ".git").exists():
            folders = [folder for folder in reversed(root.parents) if folder.is_relative_to(top)]
            ignores = [ignore for folder in folders for ignore in _ignores_in(folder)]
            return [ignore for ignore in ignores if not _ignored(root, True, [ignore])]
    return []


def _ignores_in(folder: Path) -> list[_Ignore]:
    file = folder / ".gitignore"
    if not file.is_file():
        return []
    from pathspec import GitIgnoreSpec

    lines = []
    for number, line in enumerate(os.fsdecode(file.read_bytes()).splitlines(), 1):
        if has_many_stars(line):
            reason = f"line {number} has more than {STARS} stars, so its folder is not read"
            raise SourceError(file, reason, "write the pattern with fewer")
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:  # git passes over a pattern it cannot read, and so do we
            continue
        lines.append(line)
    return [_Ignore(folder, GitIgnoreSpec.from_lines(lines))]


def has_many_stars(pattern: str) -> bool:
    """Whether a pattern as in .gitignore may take long: a*b*c*d*e, or a/**/b/**/c/**/d/**/e."""
    if pattern.startswith("#"):
        return False
    parts = pattern.removeprefix("**/").removesuffix("/**").split("/")
    stars = (part.count("*") if part.strip("*") else int(part == "**") for part in parts)
    return sum(stars) > STARS


def _ignored(place: os.PathLike[str], is_folder: bool, ignores: Sequence[_Ignore]) -> bool:
    """Whether the nearest .gitignore that speaks of `place` excludes it."""
    for folder, spec in reversed(ignores):
        verdict = spec.check_file(
            Path(place).relative_to(folder).as_posix() + "/" * is_folder
        ).include
        if verdict is not None:
            return verdict
    return False
