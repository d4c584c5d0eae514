"""LA008 glued-byline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint import At, Chars, Detail, Edit, Finding, Rule, Severity, View

LONGEST = 80


class GluedByline(Rule):
    """Note on the author run on to the text.

    （作者系某某大学教授）stands in a line of its own under an article. Glued to
    the last paragraph it becomes part of a sentence, and of the passage a
    search returns.

    Found at the end of a paragraph, behind a stop: brackets that begin with
    作者, 记者, 编辑 and the like. The fix sets the note in a paragraph of its
    own; no word goes.

    Unsafe: short notices sign in this way on purpose.
    """

    code, name, zh = "LA008", "glued-byline", "作者署名粘连正文"
    severity, reads = Severity.WARNING, "flow"
    edits = "space"
    where = At(Chars.of("（("), after=Chars.of("。！？”…"))
    says = "note on the author “{0}” glued to the text"
    says_zh = "作者署名“{0}”与正文粘连"
    good = (
        "书里收了他的信。（作者的话见卷首）读者可以参看。\n",
        "（作者系某某大学教授）\n",
        "会议通过了决定（记者注：全文见后）。\n",
    )
    bad = (
        (
            "这座桥还会用下去。（作者系江城大学教授）\n",
            "这座桥还会用下去。\n\n（作者系江城大学教授）\n",
        ),
        (
            "读者都说好。（本报记者 王小明）\n\n另一篇从这里开始。\n",
            "读者都说好。\n\n（本报记者 王小明）\n\n另一篇从这里开始。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start in view.starts:
            low, high = view.line_at(start)
            match = _note().match(text, start, min(high, start + LONGEST))
            if match and match.end() == high and text[low:start].strip():
                newline = Edit(start, start, "\n\n")
                yield Finding(self, start, high, None, Detail((match[0][:20],), edits=(newline,)))


@cache
def _note() -> re.Pattern[str]:
    post = "(?:作者|记者|通讯员|撰稿人?|执笔人?|编辑|责编|责任编辑|校对|供稿)"
    who = f"(?:本文|本报|本刊|特约|通讯)?{post}"
    return re.compile(rf"[（(](?:{who})(?!的话|注)[^（）()。\n]{{2,60}}[）)]")
