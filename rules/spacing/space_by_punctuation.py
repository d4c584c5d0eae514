"""SP002 space-by-punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK
from seedlint.sense.lines import NUMERAL, numbering_ends
from seedlint.sense.width import is_han

PAUSES, STOPS = frozenset("，、；："), frozenset("。！？")
OPENING, CLOSING = frozenset("“‘（《〈「『【〔"), frozenset("”’）》〉」』】〕")
QUOTES = frozenset("“”‘’")
LEFTWARD = PAUSES | STOPS | CLOSING
MARKS = LEFTWARD | OPENING
STRUCTURE = frozenset("|<>=/\\#&{}*_-+~`!([$^\n\ufffe")
"""Signs of mark-up and code; a space beside them has another reason."""
BLANK = 3
SPEAKER = 3
HEADING = 30
NUMBERING = 16
LABELS = "【〔［（"
"""What begins a line and encloses a label: 【摘要】, （唐）."""
VERSE_LINE = 400
NEW_LINE = Detail(safety=Safety.UNSAFE)
VERSE = frozenset({4, 5, 6, 7})


class Line(NamedTuple):
    """A line and what is asked of it at every space."""

    low: int
    high: int
    prose: bool
    verse: bool
    items: int


class SpaceByPunctuation(Rule):
    """Space beside a full-width mark.

    A full-width mark brings its own white: OCR engines and people who type
    Chinese like English add a second one. A splitter that looks for ，and the
    next character finds neither.

    A space before ，。：）” goes, and one behind （“《. Behind a stop or a
    bracket, and before one that opens, it goes in running text; headings of
    two halves, the number of an article, a label, a speaker's name and a
    reporter's keep theirs, and so do blanks to be filled in and quotations that a whole
    document sets apart, and the space that ends an address. The space of a
    style that parts Chinese and Latin is not judged.

    Safe, because nothing but a space goes. Where numbered items or lines of
    verse were run together the space is what is left of a line break: a
    newline is offered there, unsafe.
    """

    code, name, zh = "SP002", "space-by-punctuation", "全角标点旁多余空格"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    where = At(Chars.of(" \t\u3000"), run=True)
    good = (
        "围绕“四个突出” 高质量建设",
        "第九条 《管制清单》由主管部门制定，并公布。",
        "请在（　　）里填上词语，每空一个。",
        "甲　（站起来）你说什么？",
        "【摘要】 本文讲老街的来历，并附旧图。",
        "大家都来了。 记者 某某",
        "记号 “甲” 与 “乙” 不同，记号 “丙” 与 “丁” 相同。",
        "他说，**要紧的是** （其一）先读，再写。",
        "馄饨（小） 6元，馄饨（大） 8元。",
        "请见 https://example.org/a ，那里可以下载。",
    )
    bad = (
        ("会议指出 ，要加强领导 。", "会议指出，要加强领导。"),
        ("天黑了。 他还没有回来， 大家都急。", "天黑了。他还没有回来，大家都急。"),
        ("这本《 县志 》（ 初稿 ）已经付印。", "这本《县志》（初稿）已经付印。"),
        ("**须知** ：先登记，再领取。", "**须知**：先登记，再领取。"),
        ("他读过 《县志》 和“ 山歌 ” 。", "他读过《县志》和“山歌”。"),
        (
            "要求如下： （一）守时； （二）守约。",
            "要求如下：\n（一）守时；\n（二）守约。",
        ),
        (
            "山前一片白，山后一声雁。 云去雁还来，不见当年面。",
            "山前一片白，山后一声雁。\n云去雁还来，不见当年面。",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        habits: dict[int, bool] = {}
        line = Line(0, -1, False, False, 0)
        for start, end in view.places:
            before, behind = text[start - 1], text[end]
            if before not in MARKS and behind not in MARKS:
                continue
            if before in "\n\ufffe" or behind in "\n\ufffe" or _is_blank(text, start, end):
                continue
            if start > line.high:
                line = _line(view, start)
            if _lost_break(text, line, start, end):
                yield Finding(self, start, end, "\n", NEW_LINE)
            elif _superfluous(view, line, start, end) and not (
                (before in QUOTES or behind in QUOTES) and _habit(view, start, habits)
            ):
                yield Finding(self, start, end, "")


def _line(view: View, place: int) -> Line:
    low, high = view.line_at(place)
    text = view.text[low:high]
    items = sum(bool(_item().match(text, one.end())) for one in _gap().finditer(text))
    items += bool(_item().match(text.lstrip()))
    return Line(low, high, view.in_prose(place), _is_verse(text), items)


def _is_blank(text: str, start: int, end: int) -> bool:
    """Whether the gap is there to be filled in, or parts columns."""
    gap = text[start:end]
    if len(gap) >= BLANK or "\t" in gap or gap == "\u3000\u3000":
        return True
    return text[start - 1] in OPENING and text[end] in CLOSING


def _superfluous(view: View, line: Line, start: int, end: int) -> bool:
    text = view.text
    before, behind = text[start - 1], text[end]
    if before == MASK and _ends_address(view, start):
        return False
    if behind in LEFTWARD:
        if behind in QUOTES and not (is_han(before) or _chinese(text[end + 1])):
            return False
        return before not in STRUCTURE or (
            text.endswith("**", start - 2, start) and not text[start - 3].isspace()
        )
    if behind in STRUCTURE or (behind == MASK and view.source_at(start).format == "markdown"):
        return False
    if before in OPENING:
        return before not in QUOTES or _chinese(text[start - 2]) or is_han(behind)
    if not line.prose or _parts(text, line, start, end):
        return False
    if before in PAUSES or before in STOPS:
        return True
    if before in CLOSING:
        if before in QUOTES and not _chinese(text[start - 2]):
            return False
        return is_han(behind) or behind in OPENING
    return is_han(before) and (behind not in QUOTES or _chinese(text[end + 1]))


def _ends_address(view: View, place: int) -> bool:
    """Whether a bare address ends before `place`: readers take what touches it for its end."""
    low = place
    while view.text[low - 1] == MASK:
        low -= 1
    return view.bare(low, place).startswith(("http", "ftp:", "file:", "www."))


def _chinese(char: str) -> bool:
    return is_han(char) or char in MARKS


def _parts(text: str, line: Line, start: int, end: int) -> bool:
    """Whether the space sets something apart on purpose."""
    if start - line.low <= NUMBERING and numbering_ends(text[line.low : start], start - line.low):
        return True
    if text[start] == "\u3000" and start - line.low <= SPEAKER:
        return True
    if start - line.low <= NUMBERING and text[line.low] in LABELS:
        return True
    if text.startswith("记者", start - 2):
        return True
    if text[start - 1] in PAUSES:
        return False
    short = line.high - line.low <= HEADING and text[line.high - 1] not in STOPS
    return short or _credit().match(text, end, line.high) is not None


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(r"[^。，\n]{0,8}(?:记者|通讯员|摄影)|[^。，\n]{2,10}\s摄")


def _habit(view: View, place: int, known: dict[int, bool]) -> bool:
    """Whether the document sets most of its quotations apart from Han."""
    low, high = view.document_at(place)
    if low not in known:
        apart = view.text.count(" “", low, high) + view.text.count("” ", low, high)
        known[low] = apart >= 4 and apart > view.text.count("“", low, high)
    return known[low]


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"(?<=[。；：])[ \u3000]+")


@cache
def _item() -> re.Pattern[str]:
    return re.compile(
        rf"[（(][{NUMERAL}]{{1,3}}[)）]|[{NUMERAL}]{{1,3}}、|\d{{1,2}}[.．](?!\d)|[①-⑳]"
        rf"|第[{NUMERAL}]{{1,4}}[条章节]"
    )


def _lost_break(text: str, line: Line, start: int, end: int) -> bool:
    """Whether a numbered item or a line of verse begins behind the space."""
    if line.verse:
        return text[start - 1] in "，。；！？"
    if line.items < 2 or text[start - 1] not in "。；：":
        return False
    return _item().match(text, end) is not None


def _is_verse(line: str) -> bool:
    """Whether the line is equal clauses, set apart by spaces."""
    parts = line.split() if len(line) <= VERSE_LINE else []
    if len(parts) < 2 or len({len(part) for part in parts}) > 1 or parts[0][-1] not in "，。；！？":
        return False
    clauses = [clause for part in parts for clause in re.split("[，。；！？]", part) if clause]
    same = len({len(clause) for clause in clauses}) == 1
    return same and len(clauses) >= 4 and len(clauses[0]) in VERSE
