"""Paragraphs as bad hands leave them: examples of the rules and pages of our own, mutated.

The same number gives the same paragraphs: what fails once can be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from pages import HALVES, PROSE
from seedlint.registry import all_rules

TESTS = Path(__file__).parent.parent
Mutation = Callable[[str, Random], str]

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad\u180e\u034f\u3164\ufe0f\x00\x08\x1b"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
SPACES = [" ", "  ", "\t", "\xa0", "\u3000", "\u2003", "\u202f", "　　"]
NEWLINES = ["\n", "\n\n", "\r\n", "\r", "\n\n\n", "\f", "\x85", "\u2028", "\v"]
FURNITURE = [
    "\n\n— {0} —\n\n", "\n{0}\n", "\n第{0}页 共{1}页\n", "\n{0} / {1}\n", "\n（下转第{0}版）\n",
    "\f", "\n\n· {0} ·\n\n", "\n图{0} 会场外景\n",
]  # fmt: skip
MARKS = "，。、；：！？,.;:!?“”‘’\"'（）()《》【】—…-~·"
MARKUP = ["&nbsp;", "<br>", "**", "`", "[1]", "\\", "|", "<!--", "-->", "$", "~~~\n", "#", "> "]
WRONG = [("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "gbk"), ("gbk", "latin-1")]
WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
MOST = 6
"""Mutations of one paragraph."""


def mutated(count: int, seed: int = 0) -> Iterator[str]:
    """So many paragraphs, each changed in one to `MOST` places or ways."""
    random, every = Random(seed), bases()
    for _ in range(count):
        text = "\n".join(random.choices(every, k=random.randint(1, 3)))
        for _ in range(random.randint(1, MOST)):
            text = random.choice(MUTATIONS)(text, random)
        yield text


@cache
def bases() -> Sequence[str]:
    """What is mutated: the examples of every rule, right and wrong, and prose without a defect."""
    texts = [*PROSE.values(), "\n\n".join(HALVES), "".join(HALVES)]
    for rule in all_rules():
        texts += [*rule.good, *(text for text, _ in rule.bad)]
    for name in ("negative.txt", "data/formal.txt"):
        lines = (TESTS / name).read_text("utf-8").splitlines()
        texts += [line for line in lines if line and not line.startswith("%%")]
    return list(dict.fromkeys(texts))


def _span(text: str, random: Random, longest: int = 8) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.randint(1, longest))


def _put(text: str, random: Random, new: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + new + text[at:]


def _drop(text: str, random: Random) -> str:
    start, end = _span(text, random)
    return text[:start] + text[end:]


def _copy(text: str, random: Random) -> str:
    start, end = _span(text, random, 30)
    return text[:end] + text[start:end] * random.randint(1, 3) + text[end:]


def _swap(text: str, random: Random) -> str:
    start, end = _span(text, random, 2)
    return text[:start] + text[start:end][::-1] + text[end:]


def _move(text: str, random: Random) -> str:
    start, end = _span(text, random, 30)
    return _put(text[:start] + text[end:], random, text[start:end])


def _mark(text: str, random: Random) -> str:
    return _put(text, random, random.choice(MARKS) * random.randint(1, 3))


def _invisible(text: str, random: Random) -> str:
    return _put(text, random, random.choice(INVISIBLE))


def _bidi(text: str, random: Random) -> str:
    return _put(text, random, random.choice(BIDI))


def _space(text: str, random: Random) -> str:
    return _put(text, random, random.choice(SPACES))


def _spread(text: str, random: Random) -> str:
    start, end = _span(text, random)
    return text[:start] + random.choice(SPACES).join(text[start:end]) + text[end:]


def _newline(text: str, random: Random) -> str:
    return _put(text, random, random.choice(NEWLINES))


def _furniture(text: str, random: Random) -> str:
    number = random.randint(1, 300)
    return _put(text, random, random.choice(FURNITURE).format(number, number + 40))


def _markup(text: str, random: Random) -> str:
    return _put(text, random, random.choice(MARKUP))


def _wide(text: str, random: Random) -> str:
    """Marks, letters and digits of a stretch in the other width."""
    start, end = _span(text, random, 30)
    other = {ord(mark): ord(plain) for mark, plain in zip("，；：！？（）", ",;:!?()", strict=True)}
    return text[:start] + text[start:end].translate(WIDTH | other) + text[end:]


def _mojibake(text: str, random: Random) -> str:
    """A stretch written in one encoding and read in another, where that gives anything."""
    start, end = _span(text, random, 30)
    written, read = random.choice(WRONG)
    with suppress(UnicodeError):
        return text[:start] + text[start:end].encode(written).decode(read) + text[end:]
    return text


def _any(text: str, random: Random) -> str:
    code = random.choice([random.randint(0x20, 0x33FF), random.randint(0x4E00, 0x1FFFF)])
    return text if 0xD800 <= code <= 0xDFFF else _put(text, random, chr(code))


def _join(text: str, random: Random) -> str:
    """Another paragraph behind it, after a newline, two, or none."""
    return text + random.choice(["", "\n", "\n\n"]) + random.choice(bases())


MUTATIONS: Sequence[Mutation] = (
    _drop, _copy, _swap, _move, _mark, _invisible, _bidi, _space, _spread, _newline, _furniture,
    _markup, _wide, _mojibake, _any, _join,
)  # fmt: skip


def batches(texts: Iterator[str], size: int = 1000) -> Iterator[list[str]]:
    while batch := list(islice(texts, size)):
        yield batch
