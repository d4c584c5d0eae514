"""PU009 straight-quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seedlint import At, Chars, Detail, Edit, Finding, Rule, Safety, Severity, View
from seedlint.house import Quotes
from seedlint.sense.straight_quotes import straight_pairs
from seedlint.sense.turned import loose_lines
from seedlint.sense.width import chinese_line, is_han

CORNER = {"“”": "「」", "‘’": "『』"}
CURLED = str.maketrans("「」", "“”")
"""Corner marks read as the curly ones, where they are wanted."""


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
    edits = "punctuation"
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
        starts = view.starts
        for (low, high), places in loose_lines(view, starts):
            if len(places) == 1 and "“" not in text[low:high] and "”" not in text[low:high]:
                continue
            if not chinese_line(view, low):
                continue
            for (start, end), shape in straight_pairs(text, (low, high), places):
                if any(map(is_han, text[start:end])):
                    yield self._finding(text, start, end, CORNER[shape] if corner else shape)

    def _finding(self, text: str, start: int, end: int, shape: str) -> Finding:
        edits = Edit(start, start + 1, shape[0]), Edit(end - 1, end, shape[1])
        wrong = tuple(edit for edit in edits if text[edit.start] in "\"'")
        mark = text[wrong[0].start]
        return Finding(self, start, end, None, Detail((mark,), edits=wrong))
