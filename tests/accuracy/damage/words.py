"""Damage to words: slips into English, another script, another character."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache

from opencc import OpenCC

from damage.making import HAN, Injector, Made, made, swap
from seedlint.core import Edit
from seedlint.sense.confusables import confusables

ENGLISH = {"和": " and ", "或": " or "}
JAPANESE = dict(zip("气图对发经实关变权荣营齐单", "気図対発経実関変権栄営斉単", strict=True))
VARIANTS = {"為": "爲", "裡": "裏", "群": "羣", "峰": "峯"}
MISTAKEN = {"自己": "自已", "安装": "按装", "部署": "布署", "竣工": "峻工", "松弛": "松驰"}
CONFUSED = (
    "已己 未末 人入 日曰 日目 千干 土士 大太 天夭 田由 甲申 刀力 午牛 木本 今令 名各 问间 同向 "
    "侯候 拔拨 折拆 竟竞 贷货 晴睛 清请 情清 待侍 持特 设没 治冶 住往 使便 体休 科料 析折 杨扬 "
    "提捉 推堆 准淮 崇祟 辨辩 徽微 籍藉 幕慕 墓幕 环坏 这达 进迸 连迁 处外 各务 势热 施旅 部陪 "
    "限根 眼跟 报服 具且 直真 共其 期斯 明朋 用月 刑形 则侧 制刺 济挤 第弟 经径 值植 复夏 洒酒"
)
"""Pairs that scanners take for each other, written down without a look at our table."""


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def traditional(text: str) -> str:
    return str(_converter("s2t").convert(text))


def simplified(text: str) -> str:
    return str(_converter("t2s").convert(text))


def _old(_: random.Random, char: str) -> str:
    """The traditional form, where it is one that belongs to that script alone."""
    form = traditional(char)
    return form if simplified(form) == char else char


def _whole(_: random.Random, text: str) -> Made | None:
    form = traditional(text)
    if len(form) != len(text) or simplified(form) != text:
        return None
    pairs = enumerate(zip(text, form, strict=True))
    return made(text, [Edit(at, at + 1, new) for at, (old, new) in pairs if new != old])


def _variant(rng: random.Random, text: str) -> Made | None:
    """In the text in traditional characters one that stands there three times in another form."""
    form = traditional(text)
    for new, old in VARIANTS.items():
        form = form.replace(old, new)
    often = [char for char in VARIANTS if form.count(char) >= 3]
    return swap("|".join(often), lambda _, one: VARIANTS[one])(rng, form) if often else None


def _confused() -> Mapping[str, str]:
    """What each character of the pairs may be taken for."""
    found: dict[str, str] = {}
    for one, other in map(tuple, CONFUSED.split()):
        found[one] = found.get(one, "") + other
        found[other] = found.get(other, "") + one
    return found


def _alike(kind: str) -> Mapping[str, str]:
    """What each character may be taken for by our own table: the characters that it may mean."""
    found: dict[str, str] = {}
    for char, twins in confusables().twins.items():
        for meant in getattr(twins, kind):
            found[meant] = found.get(meant, "") + char
    return found


def _taken(twins: Mapping[str, str]) -> Injector:
    return swap(f"[{''.join(twins)}]", lambda rng, char: rng.choice(twins[char]))


def _of(words: Mapping[str, str]) -> str:
    return "|".join(words)


DAMAGE: Mapping[str, Mapping[str, Injector]] = {
    "VA001": {"one character": swap(f"(?<={HAN})({HAN})(?={HAN})", _old)},
    "VA002": {"the whole text": _whole},
    "VA003": {"one character": _variant},
    "VA004": {"one character": swap(_of(JAPANESE), lambda _, one: JAPANESE[one])},
    "WO001": {
        "for 和 or 或": swap(f"(?<={HAN})({_of(ENGLISH)})(?={HAN})", lambda _, one: ENGLISH[one])
    },
    "WO002": {
        "of a list of pairs": _taken(_confused()),
        "for one that looks alike": _taken(_alike("looks")),
        "for one that sounds alike": _taken(_alike("sounds")),
    },
    "WO003": {"a word": swap(_of(MISTAKEN), lambda _, one: MISTAKEN[one])},
}
