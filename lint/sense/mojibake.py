"""UTF-8 that was decoded as something else, taken back.

A run is taken back only if every byte fits: it encodes in the wrong encoding and the bytes decode
strictly as UTF-8. Chinese text does so by chance for two characters (联通 is the known case),
Western text with an accent before a quotation mark for one (é”…); both are asked for more.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from seedlint.characters import HAN, Chars
from seedlint.patterns import lazily
from seedlint.sense.words import words

LEADS, TRAILS = range(0xC2, 0xF5), range(0x80, 0xC0)
HAN_LEADS = range(0xE4, 0xEA)
"""First bytes of the common ideographs in UTF-8."""
REACH = 60
LEAST = 2
"""Characters that a run read as GBK must give, when taken back."""
RARE = 13.0
"""Cost of a character, in nats, that fewer than one in 15 of any clean page passes."""
MANY = 3
LATIN_LEADS = "\u00c2\u00c3"
"""Before the second halves of Latin-1's own letters; hardly ever written in earnest."""
MARKS = Chars.of("€™→←", (0x2010, 0x2044), (0x3000, 0x30FF), (0xFF00, 0xFFEF), (0x1F000, 0x1FAFF))
"""What is often a single character in a text of another script."""
BLANKS = "\xa0\u3000"
"""Not printable to Python, and in many a text: Â\xa0 is the one, ã\x80\x80 the other."""
ORDINARY = frozenset("“”‘’—–…•")
_BEYOND_ASCII = lazily("[^\x00-\x7f]*")


class Repair(NamedTuple):
    """`[start, end)` was `text`; a single letter of Latin-1 may be one in earnest."""

    start: int
    end: int
    text: str
    sure: bool = True


def western(text: str, start: int) -> Repair | None:
    """What begins at `start`, if it is UTF-8 read as Windows-1252 or Latin-1."""
    raw, end, telling = bytearray(), start, False
    while end < len(text) and end - start < REACH and (byte := _byte(text[end])) >= 0x80:
        raw.append(byte)
        telling |= end > start and text[end] not in ORDINARY and byte in TRAILS
        end += 1
    good = _decoded(bytes(raw))
    size = len(good.encode())
    if not good or not telling or not all(char.isprintable() or char in BLANKS for char in good):
        return None
    return Repair(start, start + size, good, len(good) > 1 or _told_by_one(text[start], good))


def misread(line: str) -> bool:
    """Whether a line holds a misreading beyond doubt, or so many that might be one."""
    found = [western(line, match.start()) for match in _LEADS.finditer(line)]
    return any(one.sure for one in found if one) or len(list(filter(None, found))) >= MANY


def _told_by_one(lead: str, good: str) -> bool:
    """Whether a single letter is evidence: NESTLÉ® and 5×£3 would be letters, too."""
    return good not in BLANKS and (lead in LATIN_LEADS or good in HAN or good in MARKS)


def chinese(text: str, start: int) -> Repair | None:
    """What begins at `start`, if it is UTF-8 read as GBK and reads better when taken back."""
    ahead = _BEYOND_ASCII.match(text, start, start + REACH)
    raw = (ahead[0] if ahead else "").encode("gbk", "replace").partition(b"?")[0]
    good = _decoded(raw)
    while good and len(good.encode()) % 2:
        good = good[:-1]
    if len(good) < LEAST:
        return None
    end = start + len(good.encode()) // 2
    known = words()
    common = [char for char in good if char in HAN and _cost(char) < RARE]
    odd = sum(_cost(char) >= RARE or char not in HAN for char in text[start:end])
    if len(common) < LEAST or len(common) * 2 < len(good) or odd * 4 < end - start:
        return None
    better = known.cut(good).cost < known.cut(text[start:end]).cost
    return Repair(start, end, good) if better else None


def _decoded(raw: bytes) -> str:
    """As much of the beginning as is strict UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        return raw[: error.start].decode()


def _cost(char: str) -> float:
    known = words()
    cost = known.cost(known.simplified(char))
    return known.unknown if cost is None else cost


def _byte(char: str) -> int:
    """The byte that Windows-1252, or Latin-1 where that has none, reads as the character."""
    return _western_bytes().get(char, 0)


@cache
def _western_bytes() -> dict[str, int]:
    latin = {chr(byte): byte for byte in range(0x80, 0x100)}
    windows = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0xA0)}
    windows.pop("\ufffd", None)
    return latin | windows


def _chars(found: dict[str, int], wanted: range) -> Chars:
    return Chars.of("".join(char for char, byte in found.items() if byte in wanted))


WESTERN_LEADS = Chars.of("", (LEADS[0], LEADS[-1]))
"""What a first byte of UTF-8 looks like."""


@cache
def western_trails() -> Chars:
    """What the other bytes of a character look like."""
    return _chars(_western_bytes(), TRAILS)


_LEADS = lazily(WESTERN_LEADS.pattern)


@cache
def chinese_leads() -> Chars:
    """What the first two bytes of a common ideograph look like in GBK: few are common."""
    pairs = (bytes((lead, trail)) for lead in HAN_LEADS for trail in TRAILS)
    decoded = (pair.decode("gbk", "ignore") for pair in pairs)
    return Chars.of("".join(char for char in decoded if len(char) == 1))
