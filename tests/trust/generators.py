"""Texts that make a careless program slow: each a name and what gives `size` code points of it.

None is a text that anybody would print; OCR, broken converters and a stuck key give all of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count

Maker = Callable[[int], str]

HAN = "山水田园春夏秋冬东南西北风雨雪云花草树木鱼鸟牛羊日月星光河海江湖桥路门窗书画笔墨茶饭"
SENTENCE = "村口的老桥修好以后，孩子们上学不用再绕远路了。"
OPENERS = "（([{【《〈「『“‘"
CLOSERS = "）)]}】》〉」』”’"


def again(unit: str, size: int) -> str:
    """`unit` as often as it takes."""
    return (unit * (size // len(unit) + 1))[:size]


def numbered(template: str, size: int) -> str:
    """`template` with 1, 2, 3 … in it."""
    return _cut((template.format(number) for number in count(1)), size)


def _cut(parts: Iterator[str], size: int) -> str:
    taken, length = [], 0
    while length < size:
        taken.append(next(parts))
        length += len(taken[-1])
    return "".join(taken)[:size]


def one_line(size: int, line: int = 0, stops: str = "，，。") -> str:
    """Random Han with a mark now and then; `line` is the length of a line, 0 for a single one."""
    draw = random.Random(size)
    clauses = ("".join(draw.choices(HAN, k=draw.randint(5, 14))) for _ in count())
    text = _cut((clause + draw.choice(stops) for clause in clauses), size)
    if not line:
        return text
    return "\n".join(text[low : low + line] for low in range(0, size, line + 1))[:size]


def _near_copies(size: int) -> str:
    """A paragraph again and again, each time with other characters changed."""
    draw, original = random.Random(size), one_line(200)

    def copies() -> Iterator[str]:
        while True:
            slips = list(original)
            for place in draw.sample(range(len(slips)), 4):
                slips[place] = draw.choice(HAN)
            yield "".join(slips) + "\n"

    return _cut(copies(), size)


def _paged(size: int) -> str:
    """Every other line is a page number, every third a running head."""
    return _cut((f"{SENTENCE}\n{page}\n山水日志\n\n" for page in count(1)), size)


def _nested(size: int) -> str:
    """Brackets that open all along the first half and are closed in the wrong order."""
    half = size // 2
    return again("（【《“", half) + again("）】》”", size - half)


def _shuffled(alphabet: str) -> Maker:
    return lambda size: "".join(random.Random(size).choices(alphabet, k=size))


def _lines_of(unit: str) -> Maker:
    return lambda size: again(unit + "\n", size)


def _runs(unit: str, behind: str = "") -> Maker:
    """A run of one thing that never gets to the end a pattern hopes for."""
    return lambda size: again(unit, size - len(behind)) + behind


def _fibonacci(size: int) -> str:
    """The word with the most repeats inside repeats."""
    one, two = "春", "春秋"
    while len(two) < size:
        one, two = two, two + one
    return two[:size]


def _thue_morse(size: int) -> str:
    """A word of squares of every length, without a cube."""
    return "".join("山水"[place.bit_count() & 1] for place in range(size))


def _growing(size: int) -> str:
    """Lines each a character longer than the one before."""
    return _cut((again("桥", length) + "\n" for length in count(1)), size)


def _wrong_bytes(size: int) -> str:
    """Chinese read as if it were Western."""
    return again(SENTENCE, size // 3 + 1).encode("utf-8").decode("latin-1")[:size]


def _wrong_code_page(size: int) -> str:
    return again(SENTENCE, size).encode("utf-8").decode("gb18030", "replace")[:size]


MAKERS: Mapping[str, Maker] = {
    # runs of one character
    "spaces": _runs(" "),
    "spaces, then Han": _runs(" ", "桥"),
    "ideographic spaces": _runs("\u3000", "桥"),
    "tabs and no-break spaces": _runs("\t\u00a0"),
    "newlines": _runs("\n"),
    "carriage returns": _runs("\r"),
    "form feeds": _runs("\f"),
    "one Han": _runs("桥"),
    "one Latin letter": _runs("a"),
    "digits": _runs("7"),
    "dots": _runs("."),
    "full stops": _runs("。"),
    "ellipses": _runs("…"),
    "middle dots": _runs("·"),
    "dashes": _runs("—"),
    "hyphens": _runs("-"),
    "tildes": _runs("～"),
    "commas": _runs("，"),
    "enumeration commas": _runs("、"),
    "half-width marks": _runs(",.;:!?"),
    "less-than signs": _runs("<"),
    "ampersands": _runs("&"),
    "zero-width": _runs("\u200b"),
    "bidi controls": _runs("\u202e\u202c"),
    "combining marks": _runs("\u0301"),
    "letter with combining marks": lambda size: "e" + again("\u0301\u0316", size - 1),
    "astral": _runs("𠀀"),
    "replacement characters": _runs("\ufffd"),
    "private use": _runs("\ue000"),
    "controls": _runs("\x01\x02\x7f"),
    # every opener without its closer, and every closer
    **{f"{mark} only": _runs(mark) for mark in OPENERS + CLOSERS},
    "straight quotes": _runs('"'),
    "apostrophes": _runs("'"),
    "Han in straight quotes": _runs('桥"'),
    "pairs": _runs("（）"),
    "pairs crossed": _nested,
    "openers before Han": _runs("（桥"),
    "quotes before Han": _runs("“桥"),
    # alternations
    "Han and Latin": _runs("中a"),
    "Han and space": _runs("桥 "),
    "Han and newline": _runs("桥\n"),
    "Han and comma": _runs("桥，"),
    "Han and half-width comma": _runs("桥,"),
    "Han and dash": _runs("桥—"),
    "digits and dots": _runs("1."),
    "digits and tildes": _runs("3～5"),
    "number, space": _runs("1 "),
    "Latin words": _runs("bridge over the river "),
    "Han and zero-width": _runs("桥\u200b"),
    "Han and astral": _runs("桥𠀀"),
    "letter-spaced Han": lambda size: " ".join(one_line(size // 2 + 1))[:size],
    "letter-spaced lines": _lines_of("春 夏 秋 冬"),
    # periods, repeats, copies
    "period 2": _runs("改善"),
    "period 7": _runs("山水田园春夏秋"),
    "period 100": lambda size: again(one_line(100), size),
    "period 1000": lambda size: again(one_line(1000), size),
    "Fibonacci word": _fibonacci,
    "Thue-Morse word": _thue_morse,
    "two characters at random": _shuffled("山水"),
    "same sentence": _runs(SENTENCE),
    "same line": _lines_of(SENTENCE),
    "same paragraph": lambda size: again(one_line(300) + "\n\n", size),
    "near-copies": _near_copies,
    "same item": _runs("春天、夏天、"),
    "和": _runs("春天和"),
    "same opening": lambda size: numbered("在桥边的老树下面，第{}次。", size),
    "doubled pairs": _shuffled("山水，"),
    "same heading": _lines_of("第一章 老桥"),
    # lines
    "one line of prose": one_line,
    "hard-wrapped prose": lambda size: one_line(size, 30),
    "prose without marks": lambda size: one_line(size, stops="山"),
    "short lines": lambda size: one_line(size, 6),
    "lines of one Han, parted": _runs("桥\n\n"),
    "numbered lines": lambda size: numbered("{}. 老桥边的树\n", size),
    "headings": lambda size: numbered("第{}章 老桥\n\n", size),
    "page numbers": _paged,
    "numbers alone": lambda size: numbered("{}\n", size),
    "pages": lambda size: numbered(f"山水日志 第{{}}页\n{SENTENCE}\f", size),
    "leaders": lambda size: numbered("老桥的故事……………………………………{}\n", size),
    "dotted leaders": lambda size: numbered("老桥 . . . . . . . . . . . . {}\n", size),
    "one leader": lambda size: "老桥" + again(" .", size - 4) + "12",
    "captions": lambda size: numbered("图{} 老桥\n", size),
    "notes": lambda size: numbered("老桥[{}]，老树①。\n", size),
    "hyphenated": _runs("bridge-\n"),
    "growing lines": _growing,
    "indented lines": _lines_of("\u3000\u3000" + SENTENCE),
    "trailing spaces": _lines_of("桥" + " " * 50),
    "lines ending in commas": _lines_of("山水田园，春夏秋冬，"),
    "bylines": _lines_of("本报记者 山水 日月 摄影报道"),
    "jump lines": _lines_of("（下转第4版）"),
    "watermarks": _lines_of("仅供内部参考"),
    "Thai-like noise": _shuffled("山水 a1,.|~^*#。\n"),
    # markup, addresses, comments
    "tables": _lines_of("| 山 | 水 | 3 | 4.5 |"),
    "tabbed tables": _lines_of("山\t水\t3\t4.5"),
    "one table row": _runs("| 山 "),
    "code fences": _lines_of("```"),
    "backticks": _runs("`"),
    "backticks and Han": _runs("`桥"),
    "links": _runs("[老桥](http://example.org/a)"),
    "link openings": _runs("[老桥]("),
    "image openings": _runs("!["),
    "suppression comments": _lines_of("<!-- seedlint-disable PU001 -->老桥, 老树"),
    "open comments": _runs("<!-- seedlint-disable "),
    "open comment marks": _runs("<!--"),
    "disable next line": _lines_of("<!-- seedlint-disable-next-line -->"),
    "URLs": _lines_of("http://example.org/bridge?a=1&b=2"),
    "one URL": lambda size: "http://example.org/" + again("a.b/", size - 19),
    "addresses": _runs("a@b."),
    "tags": _runs("<b>老桥</b>"),
    "tag openings": _runs("<b "),
    "entities": _runs("&nbsp;"),
    "entity openings": _runs("&#"),
    "LaTeX": _runs("$"),
    "backslashes": _runs("\\"),
    # characters
    "mojibake": _wrong_bytes,
    "wrong code page": _wrong_code_page,
    "full-width letters": _runs("ａｂ１２"),
    "compatibility": _runs("㈱㌔豈"),
    "decomposed": _runs("か\u3099"),
    "traditional": _runs("後來與鄉親們說話"),
    "both scripts": _runs("后来後來"),
    "Japanese": _runs("図書館で読む。"),
    "Cyrillic lookalikes": _runs("сa"),
    "astral at random": _shuffled("𠀀𠀁桥，。\n"),
    "lone surrogates": _runs("\ud800桥"),
    "noncharacters": _runs("\ufffe桥"),
    "object replacements": _runs("\ufffc桥"),
    "everything": partial(
        _shuffled("".join(map(chr, range(0x20, 0xD7FF, 7))) + "\n"),
    ),
}
