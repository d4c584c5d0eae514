"""A folder of documents before and after a fix, and what a trial left of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from seedlint.ledger import Ledger
from trust.running import FIX, run
from trust.samples import samples

Files = Mapping[str, bytes]
FOLDERS = ("", "one", "two/three")
BULK = 10
"""So many times longer are the larger ones."""


class Tree(NamedTuple):
    """The files that a fix changes, as they are before and after it."""

    root: Path
    before: Files
    after: Files

    def reset(self, files: Files) -> None:
        """These files, and nothing else."""
        shutil.rmtree(self.root, ignore_errors=True)
        for name, data in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (self.root / "seedlint.toml").touch()  # one project, so one ledger

    def found(self) -> Files:
        return {name: (self.root / name).read_bytes() for name in self.before}

    def strays(self) -> list[Path]:
        return list(self.root.rglob(".seedlint-*"))


def tree(root: Path, seed: int, count: int, lines: int = 4) -> Tree:
    """So many files that a fix changes, in several folders; every sixth of them is larger."""
    files: dict[str, bytes] = {}
    small, large = samples(seed, lines), samples(seed + 1, lines * BULK)
    for number in range(count * 2):
        sample = next(large if number % 6 == 5 else small)
        files[f"{FOLDERS[number % len(FOLDERS)]}/{number:03}.txt".lstrip("/")] = sample.data
    fixed = _fixed(root, files)
    names = list(islice((name for name in files if fixed[name] != files[name]), count))
    before = {name: files[name] for name in names}
    after = _fixed(root, before)  # again, for files learn of each other
    assert all(before[name] != after[name] for name in names)
    return Tree(root, before, after)


def _fixed(root: Path, files: Files) -> Files:
    whole = Tree(root, files, files)
    whole.reset(files)
    run(FIX, root)
    return whole.found()


class Damage(NamedTuple):
    """Files that are neither as before nor as after, and those changed that no entry speaks of."""

    empty: int
    torn: int
    unnoted: int

    @property
    def none(self) -> bool:
        return self == (0, 0, 0)


def damage(tree: Tree, source: Files, target: Files, noted: bool = True) -> Damage:
    """What a run from `source` to `target` left; `noted` if the ledger must know of the changes."""
    found = tree.found()
    wrong = [name for name in found if found[name] not in (source[name], target[name])]
    empty = sum(not found[name] for name in wrong)
    changed = [name for name in found if found[name] != source[name]] if noted else []
    known = _known(tree.root) if changed else {}
    unnoted = [
        name
        for name in changed
        if (_digest(source[name]), _digest(found[name])) not in known.get(name, ())
    ]
    return Damage(empty, len(wrong) - empty, len(unnoted))


def _known(root: Path) -> Mapping[str, Sequence[tuple[str, str]]]:
    standing = Ledger(root).standing()
    return {
        path.relative_to(root).as_posix(): [(one.before, one.after) for one in entries]
        for path, entries in standing.items()
    }


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
