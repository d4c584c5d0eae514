"""Damage to single characters."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping

from damage.making import HAN, Injector, after, either, pair, swap, writing

BETWEEN_HAN = f"(?<={HAN})()(?={HAN})"
CLAUSE = f"(?<=[，。]){HAN}{{4,16}}(?=[，。])"
LATIN_TO_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
SMALL = dict(zip("，、。；：？！", "﹐﹑︒﹔﹕﹖﹗", strict=True))
ENTITIES = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "·": "&middot;"}


def _lookalikes() -> Mapping[str, list[str]]:
    """Radicals and compatibility ideographs by the ordinary character."""
    twins: dict[str, list[str]] = {}
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9)):
        for char in map(chr, range(first, last + 1)):
            plain = unicodedata.normalize("NFKC", char)
            if plain != char:
                twins.setdefault(plain, []).append(char)
    return twins


TWINS = _lookalikes()


def _wide(_: random.Random, word: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in word)


def _cyrillic(rng: random.Random, word: str) -> str:
    places = [at for at, char in enumerate(word) if ord(char) in LATIN_TO_CYRILLIC]
    if not places or len(places) == len(word):
        return word
    at = rng.choice(places)
    return word[:at] + word[at].translate(LATIN_TO_CYRILLIC) + word[at + 1 :]


def _slip(_: random.Random, year: str) -> str:
    return year.replace("0", "O", 1) if "0" in year else year.replace("1", "l", 1)


def _entity(rng: random.Random, char: str) -> str:
    return rng.choice((f"&#{ord(char)};", f"&#x{ord(char):x};"))


def _misread(words: str, encoding: str) -> str:
    """As it was if no byte of it is lost on the way."""
    try:
        return words.encode("utf-8").decode(encoding)
    except UnicodeDecodeError:
        return words


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "CH001": {
        "a character lost": swap(HAN, "\ufffd"),
        "bytes read as GBK": swap(f"{HAN}{{3}}", ("锟斤拷", "烫烫烫", "锟斤拷锟斤拷")),
    },
    "CH002": {"between two Han": swap(BETWEEN_HAN, ("\x00", "\x08", "\x1f", "\x7f", "\x9d"))},
    "CH003": {
        "between two Han": swap(BETWEEN_HAN, ("\u200b", "\xad", "\u2060", "\ufeff")),
    },
    "CH004": {
        "around a word": swap(
            f"{HAN}{{2,4}}",
            ("\u202a{}\u202c", "\u202d{}\u202c", "\u2066{}\u2069", "\u2068{}\u2069"),
        )
    },
    "CH005": {
        "one character": swap(f"[{''.join(TWINS)}]", lambda rng, char: rng.choice(TWINS[char]))
    },
    "CH006": {
        "a code of GB 18030": after(writing(HAN, "䶮"), swap("䶮", "\ue863")),
        "a code of nobody": swap(HAN, ("\uf0b7", "\uf8ff", "\U000f0001")),
    },
    "CH007": {"a number": swap(f"(?<={HAN})([0-9]+%?)(?={HAN})", _wide)},
    "CH008": {
        "a clause read as Windows-1252": swap(CLAUSE, lambda _, words: _misread(words, "cp1252")),
        "a clause read as GBK": swap(CLAUSE, lambda _, words: _misread(words, "gbk")),
    },
    "CH009": {
        "a word taken apart": after(
            writing(BETWEEN_HAN, ("Café", "Molière", "Ångström", "naïve")),
            swap("Café|Molière|Ångström|naïve", lambda _, word: unicodedata.normalize("NFD", word)),
        )
    },
    "CH010": {
        "an entity for a mark": swap(f"[{''.join(ENTITIES)}]", lambda _, mark: ENTITIES[mark]),
        "a number for a character": swap(HAN, _entity),
        "a tag around a word": swap(f"{HAN}{{2,4}}", ("<b>{}</b>", "<strong>{}</strong>")),
    },
    "CH011": {
        "a small mark": swap(f"(?<={HAN})[{''.join(SMALL)}]", lambda _, mark: SMALL[mark]),
        "vertical brackets": either(
            pair("（[^（）\n]+）", ("︵", "︶"), ("﹙", "﹚")), pair("《[^《》\n]+》", ("︽", "︾"))
        ),
    },
    "CH012": {
        "a letter in a year": swap("(?<![0-9A-Za-z])((?:19|20)[0-9]{2})年", _slip),
        "Cyrillic in a word": swap("(?<![A-Za-z])[A-Za-z]{3,}(?![A-Za-z])", _cyrillic),
    },
}
