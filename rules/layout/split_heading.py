"""LA009 split-heading."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Finding, Rule, Severity, View
from seedlint.core import Span
from seedlint.sense.lines import holds_plain_text, is_byline, is_enumerated, is_prose
from seedlint.sense.width import is_han
from seedlint.sense.words import words

SHORTEST, LONGEST = 4, 30
REACH = 6
Triple = tuple[Span, Span, Span]


class SplitHeading(Rule):
    """Heading cut in two lines.

    A headline too wide for its column is set in two lines. A program that
    takes every line for a heading finds two, and neither is one: 关于加强江河治
    and 理工作的意见.

    Two short lines without marks, one right below the other, with running
    text or a byline next: joined where the line end parts a word of the word
    list. Verse and lists have more lines, names and addresses no words across
    the end.

    Unsafe: two titles, one below the other, can look the same.
    """

    code, name, zh = "LA009", "split-heading", "标题被拆行"
    severity, reads = Severity.INFO, "flow"
    edits = "join"
    says = "heading cut in two lines"
    says_zh = "标题被拆成两行"
    good = (
        "江河治理十年\n水清岸绿\n\n十年来，全县整治河道三百公里，两岸都栽上了树。\n",
        "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n",
        "王小明\n李小红\n\n今天上午，新馆开放，读者络绎不绝。\n",
    )
    bad = (
        (
            "关于加强江河治\n理工作的意见\n\n十年来，全县整治河道三百公里，两岸都栽上了树。\n",
            "关于加强江河治理工作的意见\n\n十年来，全县整治河道三百公里，两岸都栽上了树。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for pair in _alone(view) if holds_plain_text(view) else ():
            (low, start), (end, high), _ = pair
            if _is_pair(view, pair):
                left, right = text[max(low, start - REACH) : start], text[end : end + REACH]
                known = words()
                if known.joins(known.simplified(left + right[: high - end]), len(left)):
                    yield Finding(self, start, end, "")


def _alone(view: View) -> Iterator[Triple]:
    """Two short lines one right below the other, none right above or below, and the next line."""
    lines, above = view.lines, -1
    for one, other, below in zip(lines, lines[1:], lines[2:], strict=False):
        (low, start), (end, high) = one, other
        short = SHORTEST <= start - low <= LONGEST and SHORTEST <= high - end <= LONGEST
        if end == start + 1 and below[0] > high + 1 and short:
            first, last = view.document_at(low)
            if (above < low - 1 or low == first) and below[0] < last:
                yield one, other, below
        above = start


def _is_pair(view: View, pair: Triple) -> bool:
    """Whether two lines are set in Han alone, above running text or a byline."""
    text, ((low, start), (end, high), (below, bottom)) = view.text, pair
    one, other, text_below = text[low:start], text[end:high], text[below:bottom]
    if not (all(map(is_han, one)) and all(map(is_han, other))):
        return False
    if view.source_at(low).format != "text":
        return False
    quiet = not any(is_enumerated(line) or is_byline(line) for line in (one, other))
    return quiet and (is_prose(text_below) or is_byline(text_below))
