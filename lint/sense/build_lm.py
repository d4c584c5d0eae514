"""Build `lm.bin`, the character model, from the training texts of a data folder.

`python -m seedlint.sense.build_lm DATA [OUT]`, DATA being the folder that holds `corpus/lm`: half a
minute and 2 GB of memory. The same texts give the same bytes. No text can be read out of them: what
is kept are counts of at most four characters that recur.
"""

from __future__ import annotations

import lzma
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from seedlint.layer import EDGE
from seedlint.sense.kneser_ney import Chances, Symbols, backs_of, counted, estimated, pruned
from seedlint.sense.lm import (
    ALPHABET,
    BLOCK,
    BREAK,
    COARSE,
    HEADER,
    LATIN,
    MAGIC,
    NAT,
    NUMBER,
    ORDER,
    SHIFT,
    SILENT,
    TABLE,
    UNKNOWN,
)

SHARE_ALIKE = ("wiki_cmrc2018_dev", "wiki_readwiki", "wiki_drcd_test_trad", "tech_advanced_java")
"""Texts whose licence would pass on to what is made of them: left out."""
HALF, FULL = ",;:?!()", "，；：？！（）"
SPACES = " \t\r\xa0\u3000\u200b\ufeff"


def main(data: str = "../shared", out: str | None = None) -> int:
    folder = Path(data) / "corpus" / "lm"
    texts = [text for _, text in training(folder)]
    if not texts:
        raise SystemExit(f"{folder}: no training texts (*.txt.xz) there, nothing built")
    table = build(texts)
    target = Path(out) if out else TABLE
    target.write_bytes(table)
    counts = ", ".join(f"{count:,}" for count in HEADER.unpack_from(table)[1:])
    sys.stdout.write(f"{target.name}: {len(table):,} bytes; of 2, 3, 4 symbols: {counts}\n")
    return 0


def training(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each training text that may be used; one paragraph a line."""
    for path in sorted(folder.glob("*.txt.xz")):
        name = path.name.partition(".")[0]
        if name not in SHARE_ALIKE:
            yield name, lzma.decompress(path.read_bytes()).decode("utf-8")


def build(texts: Sequence[str]) -> bytes:
    """The table of these texts."""
    symbols = alphabet(texts)
    counts = counted([encoded(text, symbols) for text in texts])
    return pack(symbols, pruned(estimated(counts)))


def alphabet(texts: Sequence[str]) -> Symbols:
    """The symbol of every code unit: the commonest characters have one of their own."""
    plain = _normal()
    units = np.zeros(0x10000, np.int64)
    for text in texts:
        codes = np.frombuffer(text.encode("utf-16-le"), "<u2")
        units += np.bincount(codes, minlength=0x10000)
    occurring = np.bincount(plain, units, minlength=0x10000)
    occurring[[ord("\n"), ord("0"), ord("a"), 0]] = 0
    first = LATIN + 1
    commonest = np.argsort(-occurring, kind="stable")[: ALPHABET - first]
    own = np.full(0x10000, UNKNOWN, np.uint16)
    own[commonest] = np.arange(first, ALPHABET)
    own[[ord("\n"), ord("0"), ord("a"), 0]] = BREAK, NUMBER, LATIN, SILENT
    symbols: Symbols = own[plain]
    return symbols


def _normal() -> Symbols:
    """The code unit that each is read as; 0 for none."""
    plain = np.arange(0x10000, dtype=np.uint16)
    for code in range(0x10000):
        char = chr(code)
        if char.isdecimal():
            plain[code] = ord("0")
        elif char.isalpha() and unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN")):
            plain[code] = ord("a")
    han = [chr(code) for code in range(0x3400, 0xA000)]
    for char, simple in zip(han, _simplified(han), strict=True):
        if len(simple) == 1 and simple <= "\uffff":
            plain[ord(char)] = ord(simple)
    for half, full in zip(HALF, FULL, strict=True):
        plain[ord(half)] = ord(full)
    plain[ord(EDGE)] = ord("\n")
    plain[[ord(space) for space in SPACES]] = 0
    plain[0xDC00:0xE000] = 0
    return plain


def _simplified(chars: Sequence[str]) -> list[str]:
    from opencc import OpenCC

    converted: str = OpenCC("t2s").convert("\n".join(chars))
    return converted.split("\n")


def encoded(text: str, symbols: Symbols) -> Symbols:
    """The text as symbols, between line breaks (`lm.Model.symbols` reads alike)."""
    read = symbols[np.frombuffer(f"\n{text}\n".encode("utf-16-le"), "<u2")]
    read = read[read != SILENT]
    again = (read[1:] == read[:-1]) & (read[1:] > UNKNOWN) & (read[1:] <= LATIN)
    kept: Symbols = read[np.concatenate(([True], ~again))]
    return kept


def pack(symbols: Symbols, model: Chances) -> bytes:
    """The sections that `lm.Model.sections` reads, wide numbers first; all little-endian."""
    orders = [model[length] for length in range(1, ORDER + 1)]
    starts = [
        np.searchsorted(longer.before, np.append(here.keys, here.keys[-1:] + 1))
        for here, longer in pairwise(orders)
    ]
    bases = [start[::BLOCK] for start in starts]
    steps = [
        start - np.repeat(base, BLOCK)[: len(start)]
        for start, base in zip(starts, bases, strict=True)
    ]
    if max(step.max() for step in steps) > 0xFFFF:
        raise ValueError(f"too many sequences begin alike: make BLOCK smaller than {BLOCK}")
    chars = [here.keys & np.uint64(ALPHABET - 1) for here in orders[1:]]
    costs = [np.rint(-np.log(here.chances) * NAT / COARSE).clip(0, 255) for here in orders]
    backs = [
        np.rint(-np.log(backs_of(model, length)) * NAT + SHIFT).clip(0, 255)
        for length in range(1, ORDER)
    ]
    parts = [HEADER.pack(MAGIC, *(len(here.keys) for here in orders[1:]))]
    parts += [base.astype("<u4").tobytes() for base in bases]
    parts += [step.astype("<u2").tobytes() for step in [*steps, symbols, *chars]]
    parts += [cost.astype(np.uint8).tobytes() for cost in [*costs, *backs]]
    return b"".join(parts)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
