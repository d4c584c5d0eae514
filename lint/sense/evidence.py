"""What the documents of a run say about each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from seedlint.core import Document, Evidence
from seedlint.sense.lines import furniture_key


def gather(documents: Iterable[Document]) -> Evidence:
    """In how many documents each short line stands (see `furniture_key`).

    Holds the distinct short lines of all documents in memory, nothing else of them.
    """
    lines: Counter[str] = Counter()
    for document in documents:
        keys = {furniture_key(line) for line in document.text.splitlines() if line}
        lines.update(key for key in keys if key)
    return Evidence({key: count for key, count in lines.items() if count > 1})
