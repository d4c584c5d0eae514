"""RE007 repeated-phrase."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Edit, Finding, Rule, Safety, Severity, View
from seedlint.sense.loops import in_loop
from seedlint.sense.phrases import judge, quoted

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
    edits = "deletion"
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
        for echo in (*view.echoes.phrases, *quoted(view)):
            first, second, size = echo
            verdict = judge(view.text, echo)
            if verdict is None or in_loop(view, first, second + size):
                continue
            fixable, severity = verdict
            edits = (Edit(first + size, second + size, ""),) if fixable else ()
            why = ONE_GOES if fixable else OTHER_WORD
            values = (view.text[second : second + size].strip("“”‘’"), *why)
            detail = Detail(values, ((first, first + size),), edits, severity=severity)
            yield Finding(self, second, second + size, "" if fixable else None, detail)
