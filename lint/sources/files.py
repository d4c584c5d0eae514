"""Which files a command line means: what is named, what named folders hold, what is left out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from seedlint.sources.ignores import ignored, ignores_above, ignores_in
from seedlint.sources.trouble import SourceError, failed

STDIN: Final = "-"
INCLUDE = (".txt", ".text", ".md", ".markdown")
RECORDS = (".jsonl", ".parquet")
HOME = ".seedlint"
OUTPUT_MARK = "output"
"""A file of this name in `.seedlint/` says that the folder holds cleaned copies."""


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
        waiting = [(Path(), ignores_above(tree))]
    except OSError as error:
        yield failed(root, error)
        return
    except SourceError as error:
        yield error
        return
    while waiting:
        inner, ignores = waiting.pop()
        try:
            if inner.parts and is_output(tree / inner):
                continue
            entries = list(os.scandir(tree / inner))
            ignores = [*ignores, *ignores_in(tree / inner)]
        except OSError as error:
            yield failed(root / inner, error)
            continue
        except SourceError as error:
            yield error
            continue
        for entry in entries:
            folder = entry.is_dir(follow_symlinks=False)
            if entry.name.startswith(".") or (ignores and ignored(entry, folder, ignores)):
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
