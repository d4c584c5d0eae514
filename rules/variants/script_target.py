"""VA002 script-target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from seedlint import HAN, Detail, Finding, Rule, Safety, Severity, View
from seedlint.house import Target
from seedlint.patterns import lazily
from seedlint.sense.scripts import alone, converter

TARGETS: Mapping[Target, tuple[str, str]] = {
    "zh-cn": ("t2s", "tw2sp"),
    "zh-tw": ("s2tw", "s2twp"),
    "zh-hk": ("s2hk", "s2hk"),
}
"""Of each script: the conversion of characters, and the one of words besides."""
PIECE = 100
TOLD = 8
MANY = frozenset(
    "发历尽获复汇脏钟饥团坛签当恶纤须胡苏卢摆辟别表冬范谷刮柜伙家价姜借尽据卷克困夸累帘么"
    "蒙弥面蔑宁苹仆朴确舍沈术松涂万系弦咸向叶吁余郁御愿云芸赞折征症只致制种周朱筑准"
)
"""Simplified characters that more than one traditional one is written with."""
_SENTENCES = lazily("[^\n\ufffe。！？]+")
_PIECES = lazily(f".{{1,{PIECE}}}(?!{HAN.pattern})|.{{1,{PIECE}}}")
"""Stretches that end, if they can, where no word is cut."""


@dataclass(frozen=True)
class ScriptTarget(Rule):
    """Text that is not in the wanted script.

    A collection that is to be searched or trained on in one script holds texts
    of both. With `script = "zh-cn"`, `"zh-tw"` or `"zh-hk"` everything else is
    converted; where nothing is said the target is zh-cn.

    Where only characters change (這個 to 这个) the fix is safe on the way to
    simplified. It is unsafe where a word changes with the region (軟體 to 软件),
    and on the way to traditional wherever one simplified character stands for
    several (发 is 發 or 髮): OpenCC looks at the neighbours, and errs at times.

    Off by default: which script is wanted only the user knows; `script` in the
    configuration switches it on. A file that is half and half is VA001's as
    long as no script is wanted.
    """

    script: Target = "zh-cn"

    code, name, zh = "VA002", "script-target", "不是所要的字体（简繁）"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "flow"
    edits = "replacement"
    default, on_with = False, "script"
    says, says_zh = "not in the wanted script: {0}", "不合所要的简繁：“{0}”"
    good = (
        "这个软件很好用，后天还要开会。",
        "他著有《乾隆朝的园林》。",
        "He said hello.",
        "用 OCR 识别，共12页。",
    )
    bad = (
        ("這個問題說來話長。", "这个问题说来话长。"),
        ("新的軟體已經裝好。", "新的软件已经装好。"),
        ("頭髮剪短了，皇后也笑了。", "头发剪短了，皇后也笑了。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        held = alone().traditional if self.script == "zh-cn" else alone().simplified
        for sentence in _SENTENCES.finditer(view.text):
            if held.search(sentence[0]):
                for match in _PIECES.finditer(view.text, *sentence.span()):
                    yield from self._piece(match[0], match.start())

    def _piece(self, text: str, offset: int) -> Iterator[Finding]:
        letters, terms = (converter(name)(text) for name in TARGETS[self.script])
        same = len(letters) == len(text)
        wanted = terms if same else letters
        for low, high, new in _changes(text, wanted):
            plain = same and letters[low:high] == new
            safe = plain and (self.script == "zh-cn" or not _many(text[low:high]))
            detail = Detail((text[low:high][:TOLD],), safety=None if safe else Safety.UNSAFE)
            yield Finding(self, offset + low, offset + high, new, detail)


def _changes(text: str, wanted: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of the text and what stands there in the wanted one."""
    if len(text) == len(wanted):
        pairs = zip(text, wanted, strict=True)
        differs = "".join(".x"[one != other] for one, other in pairs)
        for match in re.finditer("x+", differs):
            low, high = match.span()
            yield low, high, wanted[low:high]
        return
    from difflib import SequenceMatcher

    for tag, low, high, start, end in SequenceMatcher(None, text, wanted, False).get_opcodes():
        if tag != "equal":
            yield low, high, wanted[start:end]


def _many(text: str) -> bool:
    """Whether a character of the text stands for several traditional ones."""
    return not MANY.isdisjoint(text) or any(not alone().simplified.match(one) for one in text)
