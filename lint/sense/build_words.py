"""Build `words.bin`, the word table, from the dictionary of the PyPI package jieba (MIT).

`python -m seedlint.sense.build_words [OUT]`. The same dictionary gives the same bytes; the shipped
file is made from jieba 0.42.1: 347,859 words of its 349,045, and 4,111 prefixes of longer words.
"""

from __future__ import annotations

import math
import struct
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from seedlint.sense.word_table import BLANK, HEADER, MAGIC, PACKED, STEPS, TABLE, VERB, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Entry = tuple[str, int, str]
"""A word, how often it was counted, its part of speech as jieba writes it."""


def read(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of a jieba dictionary, one `word count tag` a line."""
    for line in lines:
        word, count, tag = line.split()
        yield word, int(count), tag


def without_traditional(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Leave out single traditional characters.

    jieba lists some 1,100 of them, common ones rare (國 10) and many counted from wrongly decoded
    text (鐨 5901). Without them a window of traditional text shows itself by what is not known.
    """
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    for entry in entries:
        word = entry[0]
        if len(word) > 1 or in_gb2312(word) or simplify(word) == word:
            yield entry


def in_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def build(entries: Iterable[Entry]) -> bytes:
    """The table: header, sorted keys (uint64), then one byte a key; all little-endian.

    A byte holds the natural logarithm of the count in steps of 1/8 nat (0-126, bits 0-6) and
    whether the word is tagged v or vn (bit 7). The first four characters of a longer word that
    are no word themselves get the byte 127: a search by growing prefixes then finds it. Of an
    entry that stands twice the later counts, as in jieba.
    """
    known = {word: (count, tag) for word, count, tag in entries}
    table = {key(word): BLANK for word in {word[:PACKED] for word in known if len(word) > PACKED}}
    for word, (count, tag) in known.items():
        if table.get(key(word), BLANK) != BLANK:
            raise ValueError(f"{word}: two words share a key; change the hash of long words")
        steps = round(STEPS * math.log(count))
        if steps >= BLANK:
            raise ValueError(f"{word}: a count of {count} does not fit in a byte")
        table[key(word)] = steps | (VERB if tag in ("v", "vn") else 0)
    total = sum(count for count, _ in known.values())
    keys = sorted(table)
    header = HEADER.pack(MAGIC, len(keys), total)
    return header + struct.pack(f"<{len(keys)}Q", *keys) + bytes(table[at] for at in keys)


def main(out: str | None = None) -> int:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed: pip install jieba")
    with Path(spec.origin).with_name("dict.txt").open(encoding="utf-8") as lines:
        data = build(without_traditional(read(lines)))
    target = Path(out) if out else TABLE
    target.write_bytes(data)
    sys.stdout.write(f"{target.name}: {len(data):,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
