"""LA015 note-mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint import At, Chars, Detail, Finding, Rule, Severity, View
from seedlint.characters import CLOSERS, HAN, STOPS
from seedlint.patterns import lazily

CIRCLED = "\u2460-\u2473\u24ea\u2776-\u277f"
RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
BEHIND = "，。；：！？、”’）》」』\n\ufffe"
_SPOKEN_OF = lazily("(?:文献|参见|[见图表式注第如按])$")


class NoteMark(Rule):
    """Mark of a note left in running text.

    The number of a footnote hangs above the line in print; recognition sets
    it into the sentence: 得到证实[1]。 A search for the sentence fails, and a
    model learns to write numbers that point nowhere.

    Numbers in square brackets, circled and raised digits count, behind a Han
    character, a closing mark or a stop and before a mark or the end of the
    line. Numbers that begin a line or an item, and those a sentence speaks of
    (见文献[3]), stay, and so do squares and cubes.

    Unsafe: a bracketed number can belong to the sentence. Off by default:
    some readers want the notes.
    """

    code, name, zh = "LA015", "note-mark", "正文夹带注码"
    severity, reads, default = Severity.INFO, "flow", False
    edits = "deletion"
    where = At(
        Chars.of("[〔", (0x2460, 0x2473), (0x24EA, 0x24EA), (0x2776, 0x277F))
        | Chars.of("¹²³", (0x2070, 0x2070), (0x2074, 0x2079)),
        after=HAN | CLOSERS | STOPS,
    )
    says = "mark of a note {0} in the text"
    says_zh = "正文里夹带注码“{0}”"
    good = (
        "[1] 王明：《论河道治理》\n① 见本书第二章。\n",
        "步骤如下：①登记；②领取。",
        "面积为30m²，见文献[3]，另见图[2]，除以身高²，",
        "数组a[1]的值。",
    )
    bad = (
        ("这一点已经得到证实[1]。", "这一点已经得到证实。"),
        ("他在信中写道：“河水已退。”②村民陆续回家③，", "他在信中写道：“河水已退。”村民陆续回家，"),
        ("以往的研究多有论及[3-5,8]，此处从略¹。", "以往的研究多有论及，此处从略。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for start in view.starts:
            match = _note().match(text, start)
            if match and not _SPOKEN_OF.search(text, max(0, start - 4), start):
                yield Finding(self, start, match.end(), "", Detail((match[0],)))


@cache
def _note() -> re.Pattern[str]:
    number = r"\d{1,3}(?:[-–,，]\d{1,3})*"
    mark = rf"(?:\[{number}\]|〔{number}〕|[{CIRCLED}]|(?![²³](?![{RAISED}]))[{RAISED}]{{1,3}})"
    after_stop = rf"(?<=[。！？”]){mark}(?=[\u4e00-\u9fff])"
    return re.compile(rf"{mark}+(?=[{BEHIND}])|{after_stop}")
