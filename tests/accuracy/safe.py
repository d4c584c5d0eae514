"""Is every safe fix safe? Those of the injection bench and those on clean text, together.

    python tests/accuracy/safe.py DATA [--rounds N]

DATA is the folder that holds `corpus/clean`. On damaged text a fix is right when it takes back what
had been put in. On clean text, all genres and the default selection, it is wrong, unless a reader
found the text defective there: `verdicts.tsv` names file, offset, rule and verdict. Where only some
of the findings of a rule in a genre were read, their share stands for the rest.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from inject import Count, documents, measure
from seedlint.core import Document, Safety
from seedlint.engine import check_many
from seedlint.registry import all_rules, select_rules
from seedlint.sense.evidence import gather
from tables import share, table

READ = Path(__file__).with_name("verdicts.tsv")
DEFECTS = {"true", "taste"}
"""Verdicts by which the fix is right."""
MARKDOWN = {".md", ".mdx"}
WANTED = 0.99


class Clean(NamedTuple):
    """Safe fixes of one rule in one genre: how many, how many were read, and were right."""

    fixes: int
    read: int
    right: int

    @property
    def wrong(self) -> float:
        return self.fixes * (1 - self.right / self.read) if self.read else self.fixes


def verdicts(path: Path = READ) -> Mapping[tuple[str, int, str], str]:
    """What readers said, by file (with its genre), offset and rule; nothing where nobody read."""
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {(file, int(offset), code): verdict for file, offset, code, verdict, *_ in rows}


def on_clean_text(folder: Path) -> tuple[Mapping[str, Sequence[Clean]], int]:
    """The safe fixes of each rule, genre by genre, and the size of the text in bytes."""
    said, size = verdicts(), 0
    counts: dict[str, list[Clean]] = defaultdict(list)
    for genre in sorted(path for path in folder.iterdir() if path.is_dir()):
        texts = [_read(path) for path in sorted(genre.rglob("*")) if path.is_file()]
        size += sum(len(one.text.encode()) for one in texts)
        heard = Counter(_heard(texts, genre.name, said))
        for code in sorted({code for code, _ in heard}):
            silent, right = heard[code, None], heard[code, True]
            read = right + heard[code, False]
            counts[code].append(Clean(silent + read, read, right))
    return counts, size


def _heard(
    texts: Sequence[Document], genre: str, said: Mapping[tuple[str, int, str], str]
) -> Iterator[tuple[str, bool | None]]:
    """The code of each safe fix, and whether a reader found it right."""
    for report in check_many(texts, select_rules(), gather(texts)):
        for one in report.found:
            if one.fix and one.fix.safety is Safety.SAFE:
                verdict = said.get((f"{genre}/{report.document.path}", one.start, one.code))
                yield one.code, None if verdict is None else verdict in DEFECTS


def _read(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document(text, path.name, format="markdown" if path.suffix in MARKDOWN else "text")


def rows(
    damaged: Mapping[tuple[str, str], Count], clean: Mapping[str, Sequence[Clean]], size: int
) -> Iterator[Sequence[str]]:
    yield (
        "rule", "put in: fixes", "right", "clean: fixes", "read", "wrong", "wrong/100KB",
        "precision at least", "",
    )  # fmt: skip
    for rule in all_rules():
        made = _total(one for (code, _), one in damaged.items() if code == rule.code)
        found = clean.get(rule.code, ())
        fixes, wrong = sum(one.fixes for one in found), sum(one.wrong for one in found)
        if made.safe + fixes == 0:
            continue
        precision = (made.safe_right + fixes - wrong) / (made.safe + fixes)
        yield (
            f"{rule.code} {rule.name}", f"{made.safe}", share(made.safe_right, made.safe),
            f"{fixes}", f"{sum(one.read for one in found)}", f"{wrong:.1f}",
            f"{wrong * 100_000 / size:.2f}", f"{precision:.4f}",
            "" if precision >= WANTED else f"below {WANTED}",
        )  # fmt: skip


def _total(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--rounds", type=int, default=1, help="defects a kind and document")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    damaged = measure(documents(folder), options.rounds)
    print(*table(list(rows(damaged, *on_clean_text(folder)))), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
