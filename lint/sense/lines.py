"""What kind of line this is: ended or cut, prose, byline, enumerated, furniture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedlint.characters import HAN
from seedlint.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from seedlint.view import View

SENTENCE_END = "。！？…!?.；;：:"
NEVER_CUT = SENTENCE_END + ")）】］]〕—–-─_|>*#~～=、`\ufffc"
"""A line that ends in one of these is not cut in mid-sentence. 、 before a line end ends an item of
a list as often as it is cut."""

RUNNING = frozenset("，。；,;！？")
INNER_STOPS = frozenset("。；;！？")
"""A line with one of these inside is more than one sentence, no heading."""
QUOTE_ENDS = "”’」』》〉\"'"
BULLETS = "■□●○◆◇▲△★☆▶►•·※*+-–—"
BRACKETS = "【】〔〕［］（）()[]《》〈〉「」『』“”"
NUMERAL = "〇零一二三四五六七八九十百千两0-9０-９"
UNITS = "编章节条款部篇卷回讲课集册項编編節條課冊"

GENERIC = frozenset(
    [
        "前言",
        "序",
        "序言",
        "自序",
        "代序",
        "引言",
        "导言",
        "导论",
        "绪论",
        "摘要",
        "内容摘要",
        "关键词",
        "目录",
        "目次",
        "正文",
        "结语",
        "结论",
        "后记",
        "跋",
        "附录",
        "附则",
        "总则",
        "附件",
        "附表",
        "参考文献",
        "注释",
        "致谢",
        "索引",
        "说明",
        "编者按",
        "导读",
        "提要",
        "内容提要",
        "核心提示",
        "作者简介",
        "责任编辑",
        "图",
        "表",
        "续表",
        "上",
        "中",
        "下",
        "解",
        "证明",
        "练习",
        "习题",
        "思考题",
        "答案",
        "参考答案",
    ]
)
"""Headings that any book may use more than once, and that say nothing of a page."""
_BEGINS = (
    rf"[\s\u3000]*(?:第\s*[{NUMERAL}]+\s*[{UNITS}]"
    rf"|[（(]?\s*(?:[{NUMERAL}]{{1,4}}|[a-zA-Z])\s*[、．.)）]"
    r"|[①-⑳㈠-㈩⑴-⒇Ⅰ-Ⅻ]|附件?\s*[:：0-9]|[#|>]|```)"
)
_ENUMERATED = lazily(_BEGINS)
_LISTED = lazily(rf"{_BEGINS}|\s*(?:[{re.escape(BULLETS)}]|\Z)")
_DATED = lazily("通过|通過|公布|发布|發布|施行|修正|修订|修訂|批准")
_BYLINE = lazily(
    r"[\s\u3000]*(?:[■□●○◆◇▲△★☆]\s*[\u4e00-\u9fff·]{2,12}(?:[\s、\u3000]+[\u4e00-\u9fff·]{2,8})*"
    r"|(?:本报|本刊|新华社|首席|特约)?\s*(?:记者|通讯员|作者|文|撰稿|编辑|责编|摄影)"
    r"[:：/／\s\u3000]+[\u4e00-\u9fff·\s\u3000、/／]{2,30}"
    r"|[\u4e00-\u9fff]{2,3}(?:[\s\u3000]+[\u4e00-\u9fff]{2,3}){0,3})[\s\u3000]*"
)


def is_enumerated(line: str) -> bool:
    """Whether the line begins with a number, a bullet of a list, or 第…章 and the like."""
    return _LISTED.match(line) is not None


def numbering_ends(line: str, place: int) -> bool:
    """Whether `line[:place]` is the number of an article, a chapter or an item."""
    match = _ENUMERATED.match(line)
    return match is not None and match.end() >= len(line[:place].rstrip())


def is_byline(line: str) -> bool:
    """Whether the line is a name or two, or says who wrote or took the picture."""
    return len(line) <= 40 and bool(_BYLINE.fullmatch(line))


def is_indented(line: str) -> bool:
    return line[:1] in " \t\u3000"


def is_cut(line: str) -> bool:
    """Whether the line ends where no sentence does."""
    line = line.rstrip()
    if not line or line[-1] in NEVER_CUT:
        return False
    return not (line[-1] in QUOTE_ENDS and line[-2:-1] in tuple(SENTENCE_END))


def is_prose(line: str) -> bool:
    """Whether the line is running text, not a heading: long enough, with a pause or a stop."""
    return len(line) >= 15 and ("，" in line or any(mark in line for mark in RUNNING))


def is_note(line: str) -> bool:
    """Whether the whole line stands in brackets, as the note on an author does."""
    line = line.strip()
    return line[:1] in tuple("(（【[") and line[-1:] in tuple(")）】]")


_FURNITURE = lazily(f"[{re.escape(BRACKETS + BULLETS)}|/ \t\u3000\xa0]+")
_DIGITS = lazily("[1-9０-９]")
OPEN_OR_ENDED = frozenset("，。；：！？,;:!?.、…")
LONGEST = 40
"""Code points of a running head, at most."""


def bare_line(line: str) -> str:
    """What copies of a running head have in common.

    Spaces, brackets, bullets and a number at either end are set aside, and every digit is 0.
    """
    return _bare(line).strip("0")


def bare_lines(lines: Iterable[str]) -> Iterator[str]:
    """`bare_line` of each; none holds a newline."""
    return (line.strip("0") for line in _bare("\n".join(lines)).split("\n"))


def _bare(text: str) -> str:
    return _DIGITS.sub("0", _FURNITURE.sub("", text))


def furniture_key(line: str) -> str | None:
    """`bare_line` of a line that may be a running head, None for one that can be none.

    A running head is short, says something (two Han), ends in no stop or comma, and is no numbered
    heading, no byline, no note on when a law was passed and none of the headings any book has.
    """
    if len(line) > LONGEST or line.rstrip()[-1:] in OPEN_OR_ENDED:
        return None
    if is_enumerated(line) and line.lstrip()[:1] not in "■□●○◆◇▲△★☆▶►•·":
        return None
    if line.lstrip()[:1] in "■□●○◆◇▲△★☆" and is_byline(line):
        return None
    key = bare_line(line)
    if sum(char in HAN for char in key) < 2 or key in GENERIC or _DATED.search(line):
        return None
    return key


def numbered_head(line: str) -> str | None:
    """第三章 and what else an enumerated line says, spaces and a page number behind it set aside.

    None for a line that can be no running head.
    """
    match = _ENUMERATED.match(line)
    if not match or len(line) > LONGEST or line.rstrip()[-1:] in OPEN_OR_ENDED:
        return None
    head = "".join(line.split()).rstrip("0123456789０１２３４５６７８９·|/-—")
    said = line[match.end() :]
    return head if sum(char in HAN for char in said) > 1 else None


def head_key(line: str) -> str | None:
    """What copies of a head of the page have in common, numbered headings included."""
    return furniture_key(line) or numbered_head(line)


def holds_plain_text(view: View) -> bool:
    """Whether any document of the batch is no Markdown."""
    return any(page.document.format == "text" for page in view.pages)


class OncePerLine:
    """What `ask` says of the line at a place, asked once a line. Places must not fall."""

    def __init__(self, view: View, ask: Callable[[str], object]) -> None:
        self.view, self.ask = view, ask
        self.end, self.answer = -1, False

    def __call__(self, place: int) -> bool:
        if place >= self.end:
            start, self.end = self.view.line_at(place)
            self.answer = bool(self.ask(self.view.text[start : self.end]))
        return self.answer


class OncePerDocument:
    """What `ask` says of the document at a place (text, start, end), asked once a document.

    Places must not fall from one document to an earlier one.
    """

    def __init__(self, view: View, ask: Callable[[str, int, int], object]) -> None:
        self.view, self.ask = view, ask
        self.end, self.answer = -1, False

    def __call__(self, place: int) -> bool:
        if place >= self.end:
            start, self.end = self.view.document_at(place)
            self.answer = bool(self.ask(self.view.text, start, self.end))
        return self.answer
