"""Damage that columns and pages do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from damage.making import HAN, Injector, Made, after, either, line, made, swap, writing
from seedlint.core import Edit

OPENERS, CLOSERS = "“‘（《〈「『【 \u3000", "，、。！？；：…—,.!?;:”’）》〉」』】% \u3000"
SENTENCE_ENDS = "。！？；：…!?;:”’）》」』"
DIVIDED = ("infor-mation", "manage-ment", "organi-zation", "construc-tion", "environ-ment")
WHOLE = tuple(word.replace("-", "") for word in DIVIDED)
WATERMARKS = (
    "由扫描全能王扫描创建",
    "Scanned with CamScanner",
    "更多电子书请访问 www.example.com",
    "本书由拾光书屋整理制作",
    "仅供学习交流，请于下载后24小时内删除",
)
HEADS = ("远山纪行", "城南旧事录", "水利志稿", "河湾年鉴")
REMARKS = ("以下是图片中的文字：", "以下是图片中的文字内容：", "以下是识别结果：")
UNREAD = ("[模糊]", "[OCR模糊：此处]", "[无法辨认]")
TOKENS = ("<|endoftext|>", "<|im_end|>")
NOTE = "（作者系市文化馆馆员）"
WIDE = ("关于进一步做好档案开放工作的实施意见", "全县冬修水利工程质量管理暂行办法")
CONTENTS = (
    "第一章 总则……………………12",
    "二、工程概况 . . . . . . . . . . 30",
    "附录.....................118",
)
CELLS = (
    "地区  人口  面积\n东乡  1204  33.5\n西乡  980  41.0\n北乡  1530  27.8",
    "2015\n2016\n2017\n12.5\n13.1\n14.0\n15.2",
)
CAPTIONS = (
    "图为新馆的阅览大厅。林晓峰 摄",
    "上图：渡口旧影（资料图片）",
    "本报记者 何岚 摄",
    "图①：工人在检修闸门。何岚 摄",
    "村民在晒场上翻晒稻谷。（资料图片）",
    "图为学生在戏台前写生。",
    "下图：修缮后的老街夜景。沈砚 摄",
    "图②：技术员查看苗情。林晓峰 摄",
)
HEADINGS = (
    "新馆开放首日迎来读者",
    "为老街留住记忆",
    "让山乡连上快路",
    "冬修水利正当时",
    "小书架连着大课堂",
    "一座桥的前世今生",
    "渔村走出“新路子”",
    "三年补齐短板 十年守护清流",
)


def may_break(text: str, place: int) -> bool:
    """Whether a line of print can end there: not in a number or word, no comma at its beginning."""
    left, right = text[place - 1], text[place]
    word = left.isascii() and right.isascii()
    return not word and left not in OPENERS and right not in CLOSERS


def cuts(text: str, least: int = 100) -> list[int]:
    """Places inside sentences of long paragraphs."""
    return [
        place
        for one in re.finditer("[^\n]+", text)
        if one.end() - one.start() >= least
        for place in range(one.start() + 20, one.end() - 20)
        if text[place - 1] not in SENTENCE_ENDS and may_break(text, place)
    ]


def cut(between: Callable[[random.Random], str], halfway: str = "") -> Injector:
    """A long paragraph cut in mid-sentence, with `between` where it was cut."""

    def make(rng: random.Random, text: str) -> Made | None:
        places = cuts(text)
        if not places:
            return None
        place = rng.choice(places)
        return made(text, [Edit(place, place, between(rng))])._replace(halfway=halfway)

    return make


def inside(blocks: Sequence[str]) -> Injector:
    """A block from behind a long paragraph stands in the middle of one of its sentences."""

    def make(rng: random.Random, text: str) -> Made | None:
        places = cuts(text)
        if not places:
            return None
        place, block = rng.choice(places), f"\n\n{rng.choice(blocks)}"
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        clean = text[:end] + block + text[end:]
        moved = [Edit(place, place, block + "\n\n"), Edit(end, end + len(block), "")]
        return made(clean, moved, spans=[(place, place + len(block) + 2)])

    return make


def pages(label: Callable[[random.Random, int], str], number: int = 4) -> Injector:
    """A line that returns on every page, each of which ends in mid-sentence."""

    def make(rng: random.Random, text: str) -> Made | None:
        places = cuts(text, least=60)
        if len(places) < 40 * number:
            return None
        first, step = rng.randrange(2, 300), len(places) // number
        turns = [places[step * page + rng.randrange(step // 2)] for page in range(number)]
        lines = _labels(random.Random(first), label, first, number)
        edits = [Edit(at, at, f"\n{word}\n") for at, word in zip(turns, lines, strict=True)]
        one = made(text, edits)
        spans = tuple((start + 1, end - 1) for start, end in one.spans)
        return one._replace(spans=spans, halfway="\n")

    return make


def _labels(
    rng: random.Random, label: Callable[[random.Random, int], str], first: int, number: int
) -> Iterator[str]:
    """The same choice on every page, and numbers that count up."""
    seed = rng.random()
    for page in range(first, first + number):
        yield label(random.Random(seed), page)


def _roman(number: int) -> str:
    tens, ones = divmod(number % 40, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones] or "xl"


def wrapped(rng: random.Random, text: str) -> Made | None:
    """Every long paragraph in lines of one width; the document is the record."""
    width = rng.randrange(24, 44)
    edits = [
        Edit(at, at, "\n")
        for one in re.finditer("[^\n]+", text)
        for at in _breaks(text, *one.span(), width)
    ]
    return made(text, edits) if len(edits) >= 8 else None


def broken_off(rng: random.Random, text: str) -> Made | None:
    """The document ends in mid-sentence; its last line is the record."""
    places = [place for place in cuts(text) if text.count("。", 0, place) > 3]
    if not places:
        return None
    place = rng.choice(places)
    begin = text.rfind("\n", 0, place) + 1
    return made(text, [Edit(place, len(text), "\n")], spans=[(begin, place)])


def _breaks(text: str, start: int, end: int, width: int) -> Iterator[int]:
    while end - start > width:
        start = next((at for at in range(start + width, start, -1) if may_break(text, at)), end)
        yield from [start] * (start < end)


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "LA001": {
        "cut, blank line": cut(lambda _: "\n\n"),
        "cut, one newline": cut(lambda _: "\n"),
    },
    "LA002": {"a heading between": inside(HEADINGS), "a caption between": inside(CAPTIONS)},
    "LA003": {"lines of one width": wrapped},
    "LA004": {
        "between paragraphs": line(lambda rng: f"— {rng.randrange(2, 400)} —"),
        "of how many": line(lambda rng: f"第{rng.randrange(2, 9)}页 共{rng.randrange(9, 60)}页"),
        "in mid-sentence": cut(lambda rng: f"\n\n— {rng.randrange(2, 400)} —\n\n", "\n\n"),
        "bare, page after page": pages(lambda _, page: f"{page}"),
        "bracketed, page after page": pages(lambda _, page: f"（{page}）"),
        "in Roman numerals, page after page": pages(lambda _, page: _roman(page)),
    },
    "LA005": {
        "a title, page after page": pages(lambda rng, _: rng.choice(HEADS)),
        "a title and a number": pages(lambda rng, page: f"{rng.choice(HEADS)} {page}"),
        "a chapter and a number": pages(lambda rng, page: f"第三章 {rng.choice(HEADS)} {page}"),
    },
    "LA006": {"on a line of its own": line(("（下转第4版）", "（上接第1版）", "下转第七版"))},
    "LA007": {"between paragraphs": line(CAPTIONS)},
    "LA008": {
        "behind the last sentence": after(
            writing("(?<=。)(\n+)(?=.)", f"\n\n{NOTE}\n\n"), swap(f"(?<=。)(\n\n)(?={NOTE})", "")
        )
    },
    "LA009": {
        "in two lines": after(
            lambda rng, text: f"{rng.choice(WIDE)}\n\n{text}",
            either(swap(r"\A.*档()案", "\n"), swap(r"\A.*管()理", "\n")),
        )
    },
    "LA010": {
        "a word": after(
            writing(f"(?<={HAN})()(?={HAN})", WHOLE),
            either(*(swap(word.replace("-", "()"), "-\n") for word in DIVIDED)),
        )
    },
    "LA011": {"on a line of its own": line(CONTENTS)},
    "LA012": {"on a line of its own": line(WATERMARKS)},
    "LA013": {"on a line of its own": line(("■", "丨", "▲", "●"))},
    "LA014": {"a table read across or down": line(CELLS)},
    "LA015": {
        "before a mark": swap(f"(?<={HAN})()(?=[，。])", ("[1]", "[3-5]", "②", "¹")),
    },
    "LA016": {
        "at the beginning": swap(r"\A()(?=\S)", tuple(f"{remark}\n" for remark in REMARKS)),
        "for what was not read": swap(f"{HAN}{{2}}", UNREAD),
        "a token at the end": swap(r"()\n*\Z", TOKENS),
    },
    "QU005": {"broken off": broken_off},
}
