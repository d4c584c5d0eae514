"""RE009 duplicate-heading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from seedlint import HAN, Detail, Finding, Rule, Severity, View
from seedlint.characters import MASK
from seedlint.core import Span
from seedlint.sense.copies import copies
from seedlint.sense.lines import GENERIC, bare_line, is_byline, is_enumerated, is_prose

LEAST, LONGEST = 4, 40
ENDS = frozenset("。！？…!?.；;：:，,、|")
BULLETS = frozenset("■□●○◆◇▲△★☆")
NUMBERS = "一二三四五六七八九十"
NUMBERED = f"（(第{NUMBERS}0123456789０１２３４５６７８９、.．)） \t\u3000"
SERIES = 3000
"""Code points within which 二是 and 三是 belong to one series."""

TWICE = ("the same heading stands twice", "同一标题出现两次")
AUTHOR = ("the same byline stands twice", "同一署名出现两次")
SIBLINGS = ("two items of one series have the same heading", "同一序列中两项标题相同")


class DuplicateHeading(Rule):
    """Heading, byline or lead-in that stands twice.

    On a page laid out anew a heading can stand over its article and over the
    next one as well, and an author's name at the head of somebody else's text.
    Of 二是 and 三是 with the same words after them, one is wrong.

    A line of four to 40 characters without a stop that stands exactly twice in
    a document, each time over running text or over itself; a byline with a
    bullet; two neighbours of a numbered series. Headings that any book has
    (前言, 附录), contents, forms and Markdown are left alone; what stands three
    times is a running head or a form.

    No fix: which of the two is wrong, and what should stand there, is not in
    the text.
    """

    code, name, zh = "RE009", "duplicate-heading", "重复标题"
    severity, reads = Severity.INFO, "flow"
    says, says_zh = "{0}", "{1}"
    good = (
        "前言\n\n这是上册的话，写在书前。\n\n前言\n\n这是下册的话，写在书前。\n",
        "河边人家\n山里人家\n\n河边人家\n\n河边住着几户人家，靠打鱼为生。\n",
        "一是健全制度。要明确责任，按时检查。二是健全机构。要配齐人手，加强培训。",
        "姓名：\n单位名称\n\n姓名：\n单位名称\n",
        "（一）总体要求\n\n坚持节约优先，保护优先。\n\n（一）主要任务\n\n修复湿地，种树种草。\n",
    )
    bad = (
        (
            "让老街留住烟火气\n\n老街改造，先问居民要什么，再动工。\n\n"
            "让老街留住烟火气\n\n新修的水渠通到了地头，浇地不再发愁。\n",
            None,
        ),
        (
            "□林小禾\n\n春耕时节，农机下田，一派繁忙。\n\n□林小禾\n\n秋收以后，粮食归仓，户户安心。\n",
            None,
        ),
        ("一是健全制度。要明确责任。二是培育人才。要加强培训。三是培育人才。要拓宽渠道。", None),
        (
            "（二）加强组织领导\n\n各乡镇要成立工作专班，逐级负责。\n\n"
            "（三）加强组织领导\n\n各项资金要专款专用，定期公开。\n",
            None,
        ),
    )

    def check(self, view: View) -> Iterator[Finding]:
        known = {copy.span for copy in view.once(copies)}
        for lines in view.lines_by_document():
            if view.source_at(lines[0][0]).format == "text":
                for first, second, why in _headings(view.text, lines):
                    if second not in known:
                        yield Finding(self, *second, None, Detail(why, (first,)))
        yield from self._lead_ins(view)

    def _lead_ins(self, view: View) -> Iterator[Finding]:
        known: dict[tuple[Span, str], tuple[Span, int]] = {}
        for match in _lead_in().finditer(view.text):
            number, span = NUMBERS.index(view.text[match.start() - 1]), match.span(1)
            key = view.document_at(span[0]), match[1]
            first, before = known.get(key, (span, number))
            if number == before + 1 and span[0] - first[0] <= SERIES:
                yield Finding(self, *span, None, Detail(SIBLINGS, (first,)))
            known[key] = span, number


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"是(?<=[{NUMBERS}]是)({HAN.pattern}{{{LEAST},20}})(?=[。，；：,;:])")


def _headings(text: str, lines: Sequence[Span]) -> Iterator[tuple[Span, Span, tuple[str, str]]]:
    """Pairs of lines that say the same, and why that is odd."""
    alike = defaultdict(list)
    for index, (start, end) in enumerate(lines):
        if end - start <= LONGEST and text[end - 1] not in ENDS:
            alike[text[start:end].strip(NUMBERED)].append(index)
    for heading, found in alike.items():
        if len(found) == 2 and _is_heading(heading):
            one, two = (text[slice(*lines[index])].strip() for index in found)
            below = [text[slice(*span)] for at in found for span in lines[at + 1 : at + 2]]
            why = _odd(one, two, below)
            if why:
                yield lines[found[0]], lines[found[1]], why


def _is_heading(heading: str) -> bool:
    return (
        len(heading) >= LEAST
        and MASK not in heading
        and sum(char in HAN for char in heading) >= LEAST - 1
        and bare_line(heading) not in GENERIC
    )


def _odd(one: str, two: str, below: Sequence[str]) -> tuple[str, str] | None:
    if one[0] in BULLETS:
        return AUTHOR if one == two and is_byline(one) else None
    over_text = len(below) == 2 and all(
        is_prose(line) or is_byline(line) or line.strip() == one for line in below
    )
    if not over_text or (one == two and is_enumerated(one)):
        return None
    if one == two:
        return TWICE
    return SIBLINGS if _number(two) == _number(one) + 1 > 0 else None


def _number(heading: str) -> int:
    """The number of a heading, from 0; -2 if it has none that is told at sight."""
    digits = re.match(rf"[（(第\s]*([{NUMBERS}]|\d{{1,2}})[、.．)）]", heading)
    if not digits:
        return -2
    return int(digits[1]) if digits[1].isdigit() else NUMBERS.index(digits[1])
