"""RE007 repeated-phrase."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, Chars, Detail, Edit, Finding, Rule, Safety, Severity, View
from seedlint.layer import EDGE
from seedlint.sense.echoes import BOUNDS, LEAST, Echo
from seedlint.sense.lines import SENTENCE_END
from seedlint.sense.loops import loops

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

ONE_GOES = ("one copy goes", "删其中一处")
OTHER_WORD = ("one of the two may stand for another word", "或有一处本是别的词")


class RepeatedPhrase(Rule):
    """Phrase that stands twice with only a mark or a conjunction between.

    守住底线，守住底线， or 《山居》《山居》: the recognition model took a phrase
    once more, often in place of another one. Nothing is wrong with either
    copy, so no spell checker sees it.

    A whole clause or item of four to 24 characters between marks, that stands
    again behind a comma; a quotation or title that stands twice in a row; X和X
    and X《X……》 (both info). Left alone: words that are called out, quotations
    that are sentences, 不X和X, X和X之间, a title that begins with the name of
    who issued it. Loops are RE004's, repeats without a mark RE005's.

    The fix drops one copy. There is none where the second phrase runs on, for
    two quotations (they mostly come in pairs, and one was another), in a row
    of titles and for X和X: there the text probably lacks a word. Unsafe: verse
    and speeches repeat on purpose.
    """

    code, name, zh = "RE007", "repeated-phrase", "短语重复"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    off_in = ("fiction",)
    says = "“{0}” stands twice; {1}"
    says_zh = "“{0}”出现两次，{2}"
    good = (
        "路灯亮了，街灯也亮了，整条街都亮了。",
        "文物分为不可移动文物和可移动文物。",
        "两所中学之间有一条小路，一中和二中之间隔着小河。",
        "看台上响起“加油”“加油”的喊声，孩子们喊着“加油”“加油”跑过终点。",
        "“来了吗？”“来了吗？”两边都在问。",
        "要落实市教育局《市教育局关于做好春季开学工作的通知》。",
        "他读过《山居》《水乡》《山村》三本书。",
        "业主委员会由业主选举产生，业主委员会成员不得少于五人。",
        "一遍，一遍，又一遍地练。",
    )
    bad = (
        ("建设人才强市，建设人才强市，不断开创新局面。", "建设人才强市，不断开创新局面。"),
        ("坚持的原则是：节水优先、节水优先、系统治理。", None),
        ("会议提出，改善营商环境，改善营商环境和消费环境并重。", None),
        ("他主编了《山城旧事》《山城旧事》等书。", "他主编了《山城旧事》等书。"),
        ("要防止耕地“撂荒化”“撂荒化”。", None),
        ("这一工程重构了城市空间和城市空间新格局。", None),
        ("各地要落实海岸带保护规划《海岸带保护规划纲要》的要求。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        known = [(loop.start, loop.end) for loop in view.once(loops)]
        for echo in (*view.echoes.phrases, *_quoted(view)):
            first, second, size = echo
            verdict = _judge(view.text, echo)
            if verdict is None or any(
                start < second + size and first < end for start, end in known
            ):
                continue
            fixable, severity = verdict
            edits = (Edit(first + size, second + size, ""),) if fixable else ()
            why = ONE_GOES if fixable else OTHER_WORD
            values = (view.text[second : second + size], *why)
            detail = Detail(values, ((first, first + size),), edits, severity=severity)
            yield Finding(self, second, second + size, "" if fixable else None, detail)


def _quoted(view: View) -> Iterator[Echo]:
    """Quotations and titles that stand twice in a row."""
    for start, end, period in view.runs:
        if (end - start) // period == 2 and QUOTES.get(view.text[start]) == view.text[
            start + period - 1
        ]:
            yield Echo(start, start + period, period)


def _judge(text: str, echo: Echo) -> tuple[bool, Severity | None] | None:
    """Whether one copy can go, and the severity if not the rule's; None if it is right so."""
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
        return False, Severity.INFO
    title = text[second : text.find("》", second)]
    if between == "《" and not any(word in title for word in ISSUED):
        return False, Severity.INFO
    return None


def _judge_clause(text: str, echo: Echo) -> tuple[bool, Severity | None] | None:
    first, second, size = echo
    if sum(char in HAN for char in text[second : second + size]) < LEAST:
        return None
    begins, ends = text[first - 1] in AROUND, text[second + size] in AROUND
    if begins and (ends or text[second - 1] in COMMAS):
        return ends and text[second - 1] in COMMAS, None
    return None


def _judge_quoted(text: str, echo: Echo) -> tuple[bool, Severity | None] | None:
    first, second, size = echo
    behind = second + size
    near = text[max(0, first - CALL) : first] + text[behind : behind + CALL]
    if text[behind - 2] in SENTENCE_END or not CALLED.isdisjoint(near):
        return None
    around = text[first - 1] + text[behind]
    return text[first] in TITLES and not any(char in SERIES for char in around), None
