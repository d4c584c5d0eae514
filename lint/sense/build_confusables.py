"""Build `confusables.tsv`: for each Han character those that look or sound like it, and its words.

`python -m seedlint.sense.build_confusables [OUT]`. Shapes are compared as they are printed: the
glyphs of a sans and a serif font (Noto Sans SC and Noto Serif SC), blurred, point by point. Sounds
are the readings of pypinyin without tones, of the 3,755 characters that GB 2312 holds to be common.
The fonts and pypinyin are needed here alone; nothing of the fonts is kept. Pairs that make a word
are taken from the word table and the character model: built anew when one of them is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from seedlint.sense.confusables import TABLE
from seedlint.sense.lm import ALPHABET, COARSE, LATIN, NAT
from seedlint.sense.lm_vector import arrays, pair_symbols
from seedlint.sense.readings import model
from seedlint.sense.words import words

FONTS = ("NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf")
SIZE, MARGIN, GRID = 48, 8, 32
"""Points of a glyph, of the margin on each side, and of the grid that is compared."""
BLUR = 1.2
ALIKE = 0.75
"""Correlation from which two glyphs look alike: 0.95 己 已, 0.81 侯 候, 0.75 期 即."""
MOST = 8
"""The characters most alike that are kept of one; it is kept by others, too."""
COMMON = range(0xB0, 0xD8)
"""Rows of GB 2312 with common characters; the rest follow up to 0xF7."""
ALL = range(0xB0, 0xF8)

CLOSE = 3 * NAT
"""What a character makes the next one more probable by, if the two are to count as a word."""

Alike = npt.NDArray[np.float32]


def main(out: str | None = None) -> int:
    chars, common = gb2312(ALL), frozenset(gb2312(COMMON))
    looks = lookalikes(chars, alike(chars))
    sounds = {char: reading(char) for char in common}
    known = [char for char in chars if model().sections[0][ord(char)] > LATIN]
    pairs = word_pairs(known)
    rows = []
    for char in chars:
        meant = "".join(one for one in looks[char] if one in pairs)
        sound = sounds.get(char, "") if char in pairs else ""
        rows.append(f"{char}\t{meant}\t{sound}\t{pairs.get(char, '')}\n")
    target = Path(out) if out else TABLE
    target.write_text("".join(rows), encoding="utf-8")
    sys.stdout.write(f"{target.name}: {len(rows):,} characters\n")
    return 0


def gb2312(rows: Sequence[int]) -> list[str]:
    """The Han characters of these rows."""
    pairs = bytes(byte for row in rows for column in range(0xA1, 0xFF) for byte in (row, column))
    return list(pairs.decode("gb2312", "ignore"))


def lookalikes(chars: Sequence[str], likeness: Alike) -> dict[str, list[str]]:
    """Those that look most alike, of either one; the most alike first."""
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :MOST]
    near = np.zeros(likeness.shape, bool)
    np.put_along_axis(near, order, True, axis=1)
    near &= likeness >= ALIKE
    near |= near.T
    found = {}
    for at, char in enumerate(chars):
        others = np.flatnonzero(near[at])
        others = others[np.argsort(-likeness[at, others], kind="stable")]
        found[char] = [chars[other] for other in others.tolist()]
    return found


def alike(chars: Sequence[str]) -> Alike:
    """The correlation of each two glyphs, in the font in which they are more alike."""
    folder = Path(str(import_module("pylopdf_fonts_zh_cn").__file__)).parent
    both = [printed(chars, folder / font) for font in FONTS]
    likeness: Alike = np.maximum(*(glyphs @ glyphs.T for glyphs in both))
    np.fill_diagonal(likeness, 0)
    return likeness


def printed(chars: Sequence[str], font: Path) -> Alike:
    """The glyphs as vectors of length 1 around 0, a row a character."""
    image, draw, fonts, effects = (
        import_module(f"PIL.{name}") for name in ("Image", "ImageDraw", "ImageFont", "ImageFilter")
    )
    face: Any = fonts.truetype(str(font), SIZE)
    side = SIZE + 2 * MARGIN
    rows = []
    for char in chars:
        sheet = image.new("L", (side, side))
        draw.Draw(sheet).text((MARGIN, 0), char, font=face, fill=255)
        small = sheet.filter(effects.GaussianBlur(BLUR)).resize((GRID, GRID), image.Resampling.BOX)
        rows.append(np.asarray(small, np.float32).ravel())
    glyphs = np.array(rows)
    glyphs -= glyphs.mean(axis=1, keepdims=True)
    rounded: Alike = glyphs / np.linalg.norm(glyphs, axis=1, keepdims=True)
    return rounded


def word_pairs(chars: Sequence[str]) -> dict[str, str]:
    """By character those with which it begins a word, and which it makes much more probable."""
    units, (single, pair, *_) = arrays(model())
    first, second = pair_symbols(model())
    bonds = COARSE * (single.costs[second].astype(np.int64) - pair.costs)
    close = np.zeros((ALPHABET, ALPHABET), bool)
    close[first[bonds >= CLOSE], second[bonds >= CLOSE]] = True
    symbols = np.array([units[ord(char)] for char in chars])
    found = {}
    for char, symbol in zip(chars, symbols, strict=True):
        others = (chars[at] for at in np.flatnonzero(close[symbol, symbols]).tolist())
        found[char] = "".join(one for one in others if words().table.begins(char + one))
    return found


def reading(char: str) -> str:
    """The first reading, without its tone."""
    found: str = import_module("pypinyin").lazy_pinyin(char)[0]
    return found


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
