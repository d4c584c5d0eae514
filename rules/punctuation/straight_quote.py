"""PU009 straight-quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from seedlint import At, Chars, Detail, Edit, Finding, Rule, Safety, Severity, View
from seedlint.core import Span
from seedlint.house import Quotes
from seedlint.sense.turned import loose_lines
from seedlint.sense.width import chinese_line, is_han

Pair = tuple[Span, str]
"""Where a pair stands, marks included, and the two marks it should have."""
CORNER = {"“”": "「」", "‘’": "『』"}
CURLED = str.maketrans("「」", "“”")
"""Corner marks read as the curly ones, where they are wanted."""
SHORTEST = 3
BEHIND_STRING = (':"', ": ", ":[", ":{", ',"', " +", ");")
NOT_FIRST = frozenset(" \t\u3000\n，。、；：？！”’）》」』】,;:!?)")
NOT_LAST = frozenset(" \t\u3000：，、（《「『【,:(")


@dataclass(frozen=True)
class StraightQuote(Rule):
    """Straight quotation mark around Chinese.

    Chinese quotes with “ ” and, inside, ‘ ’ (GB/T 15834). Straight marks do
    not tell the beginning from the end, and recognition returns them for
    both.

    The double marks of a line are read as they alternate, opening and closing,
    curly ones among them; if one does not fit, or their number is odd, the
    line is left alone. Only what holds Chinese is looked at: strings of code,
    attributes, tables of quoted fields, inches and English keep theirs.
    Single ones are taken where no letter touches them from outside, so that
    apostrophes stay. Inside “ ” a double mark becomes a single one.

    Safe, because only the shape of the mark changes. With `quotes = "corner"`
    the marks become 「 」 and 『 』, with `"keep"` nothing is reported.
    """

    quotes: Quotes = "curly"

    code, name, zh = "PU009", "straight-quote", "中文语境中的直引号"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    where = At(Chars.of("\"'"))
    says = "straight {0} around Chinese"
    says_zh = "中文里用了直引号（{0}）"
    good = (
        'He said, "你好" means hello, and "谢谢" means thanks.',
        '换了15.6"的屏幕，另有一块27"的，都带"HDMI"接口。',
        'print("你好")，title = "目录"，<a title="目录">。',
        '{"名称": "茶壶", "产地": "宜兴"}',
        '"茶壶","茶杯","茶盘"',
        "It's 5 o'clock，他说don't，'OK'也行。",
        '一 " 二 " 三',
        '他说："明天再来。',
        "“已经”是弯引号，‘这个’也是。",
    )
    bad = (
        ('他说"会议开始了"，大家坐下。', "他说“会议开始了”，大家坐下。"),
        ('"红"、"黄"和"蓝"三色。', "“红”、“黄”和“蓝”三色。"),
        ("所谓'要素'，就是这些。", "所谓‘要素’，就是这些。"),
        ("他说：\"这叫'要素'。\"", "他说：“这叫‘要素’。”"),
        ('他说：“这叫"要素"。”', "他说：“这叫‘要素’。”"),
        ('把“红"和"黄”分开。', "把“红”和“黄”分开。"),
    )

    @property
    def idle(self) -> bool:
        return self.quotes == "keep"

    def check(self, view: View) -> Iterator[Finding]:
        corner = self.quotes == "corner"
        text = view.text.translate(CURLED) if corner else view.text
        starts = [start for start, _ in view.places]
        for (low, high), places in loose_lines(view, starts):
            if len(places) == 1 and "“" not in text[low:high] and "”" not in text[low:high]:
                continue
            if not chinese_line(view, low):
                continue
            double = [place for place in places if text[place] == '"']
            pairs = _doubles(text, (low, high), double) if double else []
            if len(double) < len(places):
                pairs += [(match.span(), "‘’") for match in _single().finditer(text, low, high)]
            if any(_is_code(text, *span) for span, _ in pairs):
                continue
            for (start, end), shape in pairs:
                if any(map(is_han, text[start:end])) and _fits(text, start, end):
                    yield self._finding(text, start, end, CORNER[shape] if corner else shape)

    def _finding(self, text: str, start: int, end: int, shape: str) -> Finding:
        edits = Edit(start, start + 1, shape[0]), Edit(end - 1, end, shape[1])
        wrong = tuple(edit for edit in edits if text[edit.start] in "\"'")
        mark = text[wrong[0].start]
        return Finding(self, start, end, None, Detail((mark,), edits=wrong))


def _doubles(text: str, line: Span, straight: Sequence[int]) -> list[Pair]:
    """The pairs of double marks of a line with at least one straight mark, and their shape.

    An even number of straight marks pairs among itself; an odd one needs a curly partner.
    """
    marks = [match.start() for match in _double().finditer(text, *line)]
    pairs = _alternate(straight)
    joined = any(_joins().fullmatch(text, start + 1, end - 1) for start, end in pairs)
    if len(straight) % 2 or (joined and len(marks) > len(straight)):
        return _with_curly(text, marks)
    depths, depth = {}, 0
    for place in marks:
        depth += {"“": 1, "”": -1}.get(text[place], 0)
        depths[place] = depth
    if not all(_fits(text, *pair) and depths[pair[0]] == depths[pair[1] - 1] for pair in pairs):
        return []
    return [(pair, "‘’" if depths[pair[0]] > 0 else "“”") for pair in pairs]


def _with_curly(text: str, marks: Sequence[int]) -> list[Pair]:
    """The pairs of a line in which straight and curly marks alternate."""
    pairs = _alternate(marks)
    if len(marks) % 2 or not all(_fits(text, *pair) for pair in pairs):
        return []
    if any(text[start] == "”" or text[end - 1] == "“" for start, end in pairs):
        return []
    return [(pair, "“”") for pair in pairs if '"' in (text[pair[0]], text[pair[1] - 1])]


def _alternate(marks: Sequence[int]) -> list[Span]:
    return [(one, other + 1) for one, other in zip(marks[::2], marks[1::2], strict=False)]


def _fits(text: str, start: int, end: int) -> bool:
    """Whether the marks at both ends of `[start, end)` may enclose what is between them."""
    if end - start < SHORTEST or text[start + 1] in NOT_FIRST or text[end - 2] in NOT_LAST:
        return False
    return not (text[start - 1].isdigit() and text[end - 2].isdigit())


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether a string of a programming language, an attribute or a field stands here."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    if before.endswith(("=", "= ")):
        return True
    call = before[-1] in "([{" and before[0].isascii() and before[0].isalnum()
    return call or behind in BEHIND_STRING or text[end - 3] == "\\"


@cache
def _joins() -> re.Pattern[str]:
    return re.compile("[、，]|(?:以?及|[和与或到至])(?:其|者)?")


@cache
def _double() -> re.Pattern[str]:
    return re.compile('["“”]')


@cache
def _single() -> re.Pattern[str]:
    return re.compile("(?<![A-Za-z0-9'])'[^'\\n\\ufffe]+'(?![A-Za-z0-9'])")
