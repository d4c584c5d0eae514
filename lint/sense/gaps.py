"""Spaces between Han characters that are meant: what they set apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from seedlint.characters import HAN
from seedlint.patterns import lazily
from seedlint.sense.lines import NUMERAL, RUNNING, SENTENCE_END, UNITS, numbering_ends
from seedlint.sense.words import words

if TYPE_CHECKING:
    from seedlint.core import Span

AROUND = 100
"""Code points of a line that are looked at on either side."""
NAME = SPEAKER = 4
SPACES = " \t\u3000"
VERSE = (1, 4, 5, 7)
"""Characters of a line of verse; two of one character are a name set wide."""
NUMERALS = "一二三四五六七八九十百千"
LABEL = lazily(
    "摘要|提要|内容提要|关键词|导语|主持人|嘉宾|记者|学生|老师|医生|专家|观众|问|答|编者按|按语?|注释?|附件?|图|表|例|解|证"
)
"""What begins a line and is set apart from what it introduces."""
LABEL_MOST = 4
NUMBERED = frozenset(f"第{NUMERAL}{UNITS}附件")
"""The Han characters that numbers of articles, chapters and items are made of."""
DATELINE = lazily(r"(?:本报讯|.{0,20}[电讯])")
DYNASTY = lazily(
    "(?:[（(〔［]|^)[夏商周秦汉晋魏隋唐宋辽金元明清]|(?:先秦|[东西]汉|三国|[南北]朝|五代|[南北]宋|民国)"
)
CREDIT = lazily(rf"(?:记者|通讯员|作者|摄影)[ \u3000：:]*{HAN.pattern}{{2,4}}\Z")
CREDITED = "摄文图绘"
MENTION = lazily(r"[@#][^\s@#]+\Z")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""The commonest surnames; three characters that begin with one are a name more often than not."""
_LAST_HAN = lazily(HAN.pattern + r"+\Z")
_FIRST_HAN = lazily(HAN.pattern + "+")
CLAUSE_MARKS = "，。；：！？、（）“”「」,;:!?()"
QUOTES = ("“”", "「」")
SHORT = 30
"""Code points of a line that is no sentence if it ends without a stop."""
CLAUSE = 5
"""Characters of what must be a clause, not a word."""
_TO_MARK = lazily(f"[^{CLAUSE_MARKS}]*")
_PAIRS = lazily(rf"(?<!{HAN.pattern}){HAN.pattern}{{2,4}} {HAN.pattern}{{2,4}}(?=[、，。；\n])")
"""浙江 杭州、江苏 苏州: the same shape more than once in a line is meant."""
_SECOND_HALF = lazily(rf" {HAN.pattern}{{2,4}}(?=[、，。；\n])")
"""What each of them ends with: quickly found."""
_LABELS = lazily(rf"(?:^|[。！？；])\s?{HAN.pattern}{{2,4}}[{SPACES}]+(?={HAN.pattern})")
"""铁路 …。公路 …。: a word set apart where a sentence begins."""
_LABEL = lazily(rf"(?:^|[。！？；])\s?{HAN.pattern}{{2,4}}\Z")
STOPS = frozenset("。！？；")
LABELLED = 6
"""Characters of a label and what stands before it, at most."""
_BETWEEN = lazily(rf"[{SPACES}](?<={HAN.pattern}.)[{SPACES}]*(?={HAN.pattern})")


def uncertain(text: str, start: int, end: int, line: Span) -> bool:
    """Whether the space may well be meant, so that a person has to look at it.

    A name next to it, a short line without a stop, as signatures are, or an old text quoted with
    spaces for its marks.
    """
    low, high = line
    if high - low <= SHORT and text[low:high].rstrip()[-1] not in SENTENCE_END + "”）":
        return True
    first, last = _clause(text, start, end, line)
    if text[first - 1 : first] + text[last : last + 1] in QUOTES:
        tokens = text[first:last].split()
        if len(tokens) > 2 and sum(len(token) >= CLAUSE for token in tokens) > 1:
            return True
    return _may_be_name(text, start, end)


def _may_be_name(text: str, start: int, end: int) -> bool:
    """Whether the Han next to the space, up to four, can be a name."""
    before = _LAST_HAN.search(text, max(0, start - NAME - 1), start)
    behind = _FIRST_HAN.match(text, end, end + NAME + 1)
    short = [match[0] for match in (before, behind) if match and 1 < len(match[0]) <= NAME]
    return any(one[0] in SURNAMES and (len(one) == 3 or one not in words()) for one in short)


def set_apart(text: str, start: int, end: int, line: Span) -> bool:
    """Whether the space sets something apart on purpose; `line` is what `view.near` says."""
    return (
        (text[start - 1] in NUMBERED and numbering_ends(text[slice(*line)], start - line[0]))
        or (text[start] == "\u3000" and end - start > 1)
        or _beside(text, start, end)
        or _introduced(text, start, line[0])
        or (text[end] in CREDITED and CREDIT.search(text, line[0], start) is not None)
        or _in_clause(text, start, end, line)
        or _in_line(text, start, end, line)
    )


def _beside(text: str, start: int, end: int) -> bool:
    """Whether the words next to the space say so: 记者, or a weekday behind a date."""
    return (
        text.startswith("记者", start - 2)
        or text.startswith(("记者", "通讯员"), end)
        or (text[start - 1] in "年月日号时分" and text[end] in "周星礼上下早晚每")
    )


def _introduced(text: str, start: int, low: int) -> bool:
    """Whether a label, a dateline, a mention or an open title stands before the space.

    The line begins at `low`. Most is ruled out by one character.
    """
    return (
        (start - low <= LABEL_MOST and LABEL.fullmatch(text, low, start) is not None)
        or (text[start - 1] in "电讯" and DATELINE.fullmatch(text, low, start) is not None)
        or (
            (text.rfind("@", low, start) >= 0 or text.rfind("#", low, start) >= 0)
            and MENTION.search(text, low, start) is not None
        )
        or _is_open(text, "《》", low, start)
        or _is_open(text, "『』", low, start)
    )


def _is_open(text: str, pair: str, low: int, start: int) -> bool:
    opened = text.rfind(pair[0], low, start)
    return opened >= 0 and text.find(pair[1], opened, start) < 0


def _in_clause(text: str, start: int, end: int, line: Span) -> bool:
    """Whether the clause is a row, two lines of verse, two numerals, or the two characters of a
    name; or what stands before the space a speaker or a dynasty."""
    first, last = _clause(text, start, end, line)
    tokens = text[first:last].split()
    if len(tokens) != 2:
        return _row(tokens)
    named = max(first - 1, line[0])
    return (
        len(tokens[0]) == len(tokens[1]) in VERSE
        or (text[start] == "\u3000" and start - line[0] <= SPEAKER)
        or (start - named <= 2 and DYNASTY.fullmatch(text, named, start) is not None)
        or (tokens[0] in NUMERALS and tokens[1] in NUMERALS)
    )


def _clause(text: str, start: int, end: int, line: Span) -> Span:
    """The stretch around the space, as far as the next marks."""
    low, high = line
    before, behind = _TO_MARK.match(text[low:start][::-1]), _TO_MARK.match(text, end, high)
    return start - (before.end() if before else 0), behind.end() if behind else end


def _in_line(text: str, start: int, end: int, around: Span) -> bool:
    """Whether the line is set with spaces: a list of pairs, of names and posts, of labels."""
    line = text[slice(*around)]
    if "：" in line and RUNNING.isdisjoint(line) and "：" in line.rstrip()[:-1]:
        return True
    plain = line.count(" ")
    if plain + line.count("\u3000") + line.count("\t") < 2:
        return False
    if plain > 1 and len(_SECOND_HALF.findall(line)) > 1 and len(_PAIRS.findall(line)) > 1:
        return True
    if end < around[1] and not _is_label(text, start, around[0]):
        return False
    labels = len(_LABELS.findall(line))
    return labels > 1 and labels == len(_BETWEEN.findall(line))


def _is_label(text: str, start: int, low: int) -> bool:
    """Whether a word that begins the line, or a sentence, stands before the space."""
    if start - low >= LABELLED and STOPS.isdisjoint(text[start - LABELLED : start - 2]):
        return False
    return _LABEL.search(text[max(low, start - LABELLED) : start]) is not None


def _row(tokens: Sequence[str]) -> bool:
    """Whether what more than one space parts in a clause are names, or numerals."""
    sizes = [*map(len, tokens)]
    if len(sizes) > 2 and min(sizes) >= 2 and max(sizes) <= NAME:
        return True
    return all(token in NUMERALS for token in tokens)
