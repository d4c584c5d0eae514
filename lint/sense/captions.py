"""Lines that belong to a picture: who took it, and what it shows."""

from __future__ import annotations

import re
from functools import cache

from seedlint.patterns import lazily

LONGEST = 120
"""Code points of a caption, at most: one or two sentences."""
_CAPTION = lazily(
    r"[\s\u3000▲△▼]*(?:图为|[上下左右][一二三]?图(?:为|[:：])|图[①-⑨]\s?(?:为|[:：]))"
)


def is_credit(line: str) -> bool:
    """Whether the line says who took, drew or sent a picture."""
    line = line.strip()
    return len(line) <= 40 and bool(_credit().fullmatch(line)) and not line.endswith("拍摄")


def is_caption(line: str) -> bool:
    """Whether the line says itself that it speaks of a picture: 图为……, 上图：……."""
    return len(line) <= LONGEST and bool(_CAPTION.match(line))


@cache
def _credit() -> re.Pattern[str]:
    name = r"[\u4e00-\u9fff·]{2,4}"
    names = rf"{name}(?:[\s\u3000、]+{name}){{0,3}}"
    house = r"(?:本报|本刊|新华社|[\u4e00-\u9fff]{2,4}社)?"
    post = rf"(?:{house}(?:首席|特约|见习|实习)?(?:记者|通讯员|摄影师))"
    work = r"(?:摄影报道|摄影|摄|供图|制图|绘图|绘)"
    agency = r"(?:[/／]\s?[\u4e00-\u9fff]{2,8})?"
    signed = rf"(?:{post}[\s\u3000]*)?{names}[\s\u3000]*(?:{work}|[/／\s\u3000]图){agency}"
    named = rf"(?:摄影|供图|制图|绘图|图片来源|图源|图)[:：/／][\s\u3000]*{names}{agency}"
    sender = r"(?:新华社|[\u4e00-\u9fff]{2,6})(?:记者)?[发供]"
    sent = rf"{sender}[（(]{names}[\s\u3000]*摄[）)]|资料图片?"
    given = r"图片?由[\u4e00-\u9fff·\s]{2,16}提供"
    whole = rf"(?:{signed}|{named}|{sent}|{given})"
    return re.compile(rf"[（(]?{whole}[）)]?")
