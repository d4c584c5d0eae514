"""RE004 repetition-loop."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK
from seedlint.sense.repeats import Run

LONG = 16
SHORTEST = 8
"""Code points of the shortest loop: a pair of characters four times."""
SHORT = 8
TINY = 2
DISTINCT = 5
TIMES = 4
STUTTER = 10
HIDES = frozenset(MASK + "\f")
"""What stands for other text: code, addresses, lines that part pages."""
BREAKS = "，。；：！？、,;:!?\n\ufffe"
PAUSES = "，、,；;。 　"
SOUNDS = Chars.of(
    "哈呵嘿嘻呜啊哦噢嗯唉哎呀咚叮当铛滴答嗒咔嚓轰隆砰啪汪喵咯吱哗啦哇咦哼嗡咕噜嘟呼嗖咩唧喳叽沙簌飒吁嗷呱嗬喔哟嗨"
)


class RepetitionLoop(Rule):
    """The recognition model repeating itself at once.

    Language models that read pages fall into loops and write a clause, or
    three lines, again and again, the last copy often cut off.

    Reported: a unit of at least 16 characters, five of them different, that
    stands twice in a row; a unit of 2 to 7 Han, with or without a comma
    between, that stands four times; 8 to 15 characters that stand three times,
    or twice in whole clauses; one character ten times. Sounds (哈哈, 叮当) may
    repeat as they like. One paragraph twice is RE001's.

    Safe, because whichever copies go, the same text remains. Units of 8 to 15
    characters, and single characters, are unsafe: slogans and refrains are
    that long.
    """

    code, name, zh = "RE004", "repetition-loop", "识别模型循环输出"
    severity, safety, reads = Severity.ERROR, Safety.SAFE, "flow"
    says = "{0} copies of the same {1} characters in a row"
    says_zh = "同样的 {1} 个字连续出现 {0} 次"
    good = (
        "他哈哈哈哈哈哈地笑个不停。",
        "一遍，一遍，又一遍。",
        "图书馆周一闭馆，周二起照常开放。\n\n图书馆周一闭馆，周二起照常开放。\n",
        "好好学习，天天向上。",
    )
    bad = (
        (
            "巡查组每周走访一次困难家庭并记录需求。巡查组每周走访一次困难家庭并记录需求。随后汇总。",
            "巡查组每周走访一次困难家庭并记录需求。随后汇总。",
        ),
        ("会上要求，" + "守住底线，" * 12 + "按期完成。", "会上要求，守住底线，按期完成。"),
        ("统筹统筹统筹统筹统筹推进", "统筹推进"),
        (
            "先登记信息，\n再领取号码，\n后排队等候，\n" * 3 + "最后办理。\n",
            "先登记信息，\n再领取号码，\n后排队等候，\n最后办理。\n",
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        done = -1
        long = [run for run in view.runs if run.end - run.start >= SHORTEST]
        for run in sorted(long, key=lambda run: (run.start, -run.end)):
            if run.start < done or not _loops(view.text, run) or not _repeats(view, run):
                continue
            copies = (run.end - run.start) // run.period
            spare = (run.end - run.start) % run.period
            first = run.start + _shift(view.text, run, spare)
            start, end = first + run.period, first + copies * run.period
            sure = run.period >= LONG or TINY <= run.period <= SHORT
            detail = Detail(
                (copies, run.period),
                related=((first, start),),
                safety=None if sure else Safety.UNSAFE,
                severity=None if sure else Severity.WARNING,
            )
            done = run.end
            yield Finding(self, start, end, "", detail)


def _repeats(view: View, run: Run) -> bool:
    """Whether what the mask hides repeats as well."""
    if not HIDES.intersection(view.text[run.start : run.end]):
        return True
    shown = view.bare(run.start, run.end)
    return shown[run.period :] == shown[: -run.period]


def _loops(text: str, run: Run) -> bool:
    unit = text[run.start : run.start + run.period]
    length = run.end - run.start
    if "\n" in unit and len(unit.split()) < 2:
        return False
    if run.period >= LONG:
        return len(set(unit)) >= DISTINCT
    letters = unit.strip(PAUSES)
    if all(char in SOUNDS for char in letters):
        return False
    bare = all(char in HAN for char in letters) and len(letters) >= run.period - 1
    if run.period == 1:
        return length >= STUTTER
    if bare and run.period <= SHORT:
        pause = len(letters) < run.period
        return TINY <= len(letters) < SHORT and length >= TIMES * run.period - pause
    whole = length >= 3 * run.period or (not bare and _whole_clauses(text, run))
    return SHORT <= run.period < LONG and whole and len(set(unit)) >= DISTINCT


def _whole_clauses(text: str, run: Run) -> bool:
    """Whether the copies begin and end at a mark; of 甲院、乙院、乙 they do not."""
    shift = _shift(text, run, (run.end - run.start) % run.period)
    return text[run.start + shift - 1] in BREAKS


def _shift(text: str, run: Run, spare: int) -> int:
    """How far into the run to begin, so that copies begin behind a mark where they can."""
    for shift in range(spare + 1):
        if text[run.start + shift - 1] in BREAKS:
            return shift
    return 0
