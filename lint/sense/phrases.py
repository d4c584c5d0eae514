"""Phrases that stand twice side by side: which are meant, and whether one copy can go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from seedlint.characters import HAN, Chars
from seedlint.core import Severity
from seedlint.layer import EDGE
from seedlint.sense.echoes import BOUNDS, LEAST, Echo
from seedlint.sense.lines import SENTENCE_END

if TYPE_CHECKING:
    from seedlint.view import View

PARTING = ("，", ",", "、", "；", ";")
COMMAS = "，,"
AROUND = BOUNDS | Chars.of(EDGE)
JOINTS = ("和", "与", "及")
QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
TITLES = "《〈"
SERIES = "、《〈》〉"
PLACED = ("之", "间", "关系", "相", "以", "前", "后", "内", "外", "者", "家")
"""Behind X和X: between the two, or a longer word."""
NEGATED = "不非未无次半亚"
CALLED = frozenset("喊叫嚷呼唤唱念")
"""Somebody cries “加油”“加油”."""
CALL = 4
AHEAD = 2
ISSUED = ("关于", "章程", "公报")
"""教育部《教育部关于……》: the title names who issued it."""


class Verdict(NamedTuple):
    """A phrase is repeated by mistake; `fixable` where one copy can go, `severity` if not W."""

    fixable: bool
    severity: Severity | None = None


def quoted(view: View) -> Iterator[Echo]:
    """Quotations and titles that stand twice in a row."""
    for start, end, period in view.runs:
        if (end - start) // period == 2 and QUOTES.get(view.text[start]) == view.text[
            start + period - 1
        ]:
            yield Echo(start, start + period, period)


def judge(text: str, echo: Echo) -> Verdict | None:
    """What to think of an echo; None if it is right so."""
    first, second, size = echo
    phrase, between = text[second : second + size], text[first + size : second]
    if not between:
        return _judge_quoted(text, echo)
    if between in PARTING:
        return _judge_clause(text, echo)
    if not all(char in HAN for char in phrase) or size < LEAST:
        return None
    behind = text[second + size : second + size + AHEAD]
    if between in JOINTS and text[first - 1] not in NEGATED and not behind.startswith(PLACED):
        return Verdict(False, Severity.INFO)
    title = text[second : text.find("》", second)]
    if between == "《" and not any(word in title for word in ISSUED):
        return Verdict(False, Severity.INFO)
    return None


def _judge_clause(text: str, echo: Echo) -> Verdict | None:
    first, second, size = echo
    if sum(char in HAN for char in text[second : second + size]) < LEAST:
        return None
    begins, ends = text[first - 1] in AROUND, text[second + size] in AROUND
    if begins and (ends or text[second - 1] in COMMAS):
        return Verdict(ends and text[second - 1] in COMMAS)
    return None


def _judge_quoted(text: str, echo: Echo) -> Verdict | None:
    first, second, size = echo
    behind = second + size
    near = text[max(0, first - CALL) : first] + text[behind : behind + CALL]
    if text[behind - 2] in SENTENCE_END or not CALLED.isdisjoint(near):
        return None
    around = text[first - 1] + text[behind]
    return Verdict(text[first] in TITLES and not any(char in SERIES for char in around))
