"""What the .gitignore files of a tree leave out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedlint.sources.trouble import SourceError, failed

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STARS = 3
"""Stars of a pattern, at most, that stand for part of a name or, as **, for folders between two
others: the time it takes grows with the length of the path to the power of their number."""


class Ignore(NamedTuple):
    """A .gitignore and the folder it stands in."""

    folder: Path
    spec: GitIgnoreSpec


def ignores_above(root: Path) -> list[Ignore]:
    """Those between `root` and the top of its repository, without any that exclude `root` itself.

    Who names an ignored folder wants it read.
    """
    for top in (root, *root.parents):
        if (top / ".git").exists():
            folders = [folder for folder in reversed(root.parents) if folder.is_relative_to(top)]
            ignores = [ignore for folder in folders for ignore in ignores_in(folder)]
            return [ignore for ignore in ignores if not ignored(root, True, [ignore])]
    return []


def ignores_in(folder: Path) -> list[Ignore]:
    file = folder / ".gitignore"
    if not file.is_file():
        return []
    from pathspec import GitIgnoreSpec

    try:
        text = os.fsdecode(file.read_bytes())
    except OSError as error:
        raise failed(file, error) from error
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if has_many_stars(line):
            reason = f"line {number} has more than {STARS} stars, so its folder is not read"
            raise SourceError(file, reason, "write the pattern with fewer")
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:  # git passes over a pattern it cannot read, and so do we
            continue
        lines.append(line)
    return [Ignore(folder, GitIgnoreSpec.from_lines(lines))]


def has_many_stars(pattern: str) -> bool:
    """Whether a pattern as in .gitignore may take long: a*b*c*d*e, or a/**/b/**/c/**/d/**/e."""
    if pattern.startswith("#"):
        return False
    parts = pattern.removeprefix("**/").removesuffix("/**").split("/")
    stars = (part.count("*") if part.strip("*") else int(part == "**") for part in parts)
    return sum(stars) > STARS


def ignored(place: os.PathLike[str], is_folder: bool, ignores: Sequence[Ignore]) -> bool:
    """Whether the nearest .gitignore that speaks of `place` excludes it."""
    for folder, spec in reversed(ignores):
        verdict = spec.check_file(
            Path(place).relative_to(folder).as_posix() + "/" * is_folder
        ).include
        if verdict is not None:
            return verdict
    return False
