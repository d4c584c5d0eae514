"""What the documents of a run say about each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from seedlint.core import Document, Evidence, Pages
from seedlint.sense.lines import furniture_key, head_key, is_cut, is_prose
from seedlint.sense.page_numbers import LOST, SHORTEST_ROW, page_number
from seedlint.sense.page_turns import EDGE

FEWEST, CUT, SHARE = 3, 2, 1 / 4
"""Documents of a group that is the pages of one text, and how many of them end inside a sentence:
the others end with a paragraph. Of texts that are whole, up to a seventh do in a genre."""


@dataclass
class _Group:
    """What is known of the documents of one folder, or of the records of one file."""

    documents: int = 0
    cut: int = 0
    numbers: set[int] = field(default_factory=set)
    heads: Counter[str] = field(default_factory=Counter)

    def add(self, lines: Sequence[str]) -> None:
        """The lines of one more document, without the empty ones."""
        edges = lines[:EDGE], lines[max(EDGE, len(lines) - EDGE) :]
        self.documents += 1
        self.cut += _breaks_off(lines)
        self.numbers.update(_numbers(*edges))
        self.heads.update({head for edge in edges for line in edge if (head := head_key(line))})

    def pages(self) -> Pages | None:
        if self.documents < FEWEST or self.cut < max(CUT, SHARE * self.documents):
            return None
        heads = (head for head, count in self.heads.items() if count >= FEWEST)
        return Pages(_in_rows(self.numbers), frozenset(heads))


def gather(documents: Iterable[Document]) -> Evidence:
    """In how many documents each short line stands, and which groups of them are pages.

    Holds the distinct short lines of all documents in memory, nothing else of them.
    """
    lines: Counter[str] = Counter()
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    for document in documents:
        held = [line for line in document.text.splitlines() if line and not line.isspace()]
        keys = {furniture_key(line) for line in held}
        lines.update(key for key in keys if key)
        groups[document.group].add(held)
    return Evidence(
        {key: count for key, count in lines.items() if count > 1},
        {name: pages for name, group in groups.items() if (pages := group.pages())},
    )


def _breaks_off(lines: Sequence[str]) -> bool:
    """Whether the running text ends inside a sentence, a foot of the page aside."""
    last = next((line.rstrip() for line in reversed(lines[-EDGE - 1 :]) if is_prose(line)), "")
    return is_cut(last) or last.endswith("、")


def _numbers(*edges: Sequence[str]) -> Iterator[int]:
    """The number at the head of a page, and that at its foot."""
    for edge in edges:
        read = (page_number(line.strip()) for line in edge)
        yield from [one.value for one in read if one][:1]


def _in_rows(numbers: Collection[int]) -> Collection[int]:
    """Those that count up with at least two others."""
    rows: list[list[int]] = []
    for number in sorted(numbers):
        if rows and number - rows[-1][-1] <= LOST:
            rows[-1].append(number)
        else:
            rows.append([number])
    return frozenset(one for row in rows if len(row) >= SHORTEST_ROW for one in row)
