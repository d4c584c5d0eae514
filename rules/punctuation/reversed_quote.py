"""PU008 reversed-quote."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.quotes import quotes
from seedlint.sense.turned import set_right


class ReversedQuote(Rule):
    """Quotation mark turned the wrong way round.

    Recognition confuses “ and ”, and so do keyboards that guess. The marks of
    the line then do not pair, and whoever takes quotations out of the text
    gets what stands between them.

    Looked for where marks have no partner: the marks of a line are read as
    they alternate. ”甲“, “甲“ and ”甲” are turned if what stands beside them
    allows it: no comma behind an opening mark, no colon before a closing one,
    and without such a sign only a few words between them. The end of a
    quotation that an earlier paragraph opened is left alone. Single marks are
    apostrophes as well and looked at only where one closes what “ opened.

    Unsafe: two marks alike can also be two quotations, each of which has lost
    its other end.
    """

    code, name, zh = "PU008", "reversed-quote", "引号方向颠倒"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "punctuation"
    says = "{0}…{1} is turned round, should be {2}…{3}"
    says_zh = "“{0}…{1}”方向有误，应为“{2}…{3}”"
    good = (
        "他说：“走吧。”大家应声：“好！”",
        "“红”“黄”“蓝”三色。",
        "他在信里写道：“这里的冬天很长。\n雪停了我就回来。”母亲说：“好。”\n",
        "“还没有说完。\n“说完了。”\n",
        "他提出“三个转变的要求，大家赞成，说“好”。",
        "大家赞成这个要求”，随后散会，各自“回家。",
        "「外『内』外」",
        "“他答‘好’。\n“她答‘行’。”\n",
    )
    bad = (
        ("所谓“玻璃“，就是易碎。", "所谓“玻璃”，就是易碎。"),
        ("坚持”稳中求进“的总基调。", "坚持“稳中求进”的总基调。"),
        ("把”标签“和”文件夹“分开。", "把“标签”和“文件夹”分开。"),
        ("单位是”每秒比特”，不是字节。", "单位是“每秒比特”，不是字节。"),
        ("他说：”明天再来，别忘了。“", "他说：“明天再来，别忘了。”"),
        ("所谓「玻璃「，就是易碎。", "所谓「玻璃」，就是易碎。"),
        ("“会议开始‘，他说。", "“会议开始”，他说。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for _, turned in view.once(quotes):
            for pair, opening in turned:
                edits = set_right(pair, opening)
                told = (*(text[place] for place in pair), *(edit.text for edit in edits))
                wrong = tuple(edit for edit in edits if text[edit.start] != edit.text)
                yield Finding(self, wrong[0].start, wrong[-1].end, None, Detail(told, edits=wrong))
