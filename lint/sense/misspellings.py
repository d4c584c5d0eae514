"""Words that are often misspelt, each with what is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

LOOK_ALIKE = (
    "自已=自己 己经=已经 末来=未来 末能=未能 末必=未必 末成年=未成年 未尾=末尾 "
    "未端=末端 曰期=日期 曰常=日常 节曰=节日 生曰=生日 曰益=日益 千部=干部 千净=干净 "
    "千扰=干扰 千燥=干燥 若千=若干 今夭=今天 明夭=明天 夭气=天气 夭然=天然 土兵=士兵 "
    "战土=战士 博土=博士 护土=护士 女土=女士 人土=人士 硕土=硕士 士地=土地 领士=领土 "
    "士壤=土壤 冶理=治理 政冶=政治 冶疗=治疗 法冶=法治 侯选=候选 "
    "时侯=时候 气侯=气候 等侯=等候 侯车=候车 诸候=诸侯 拔款=拨款 拔打=拨打 选拨=选拔 "
    "海拨=海拔 提拨=提拔 辩认=辨认 分辩率=分辨率 辨论=辩论 辨护=辩护 答辨=答辩 "
    "竟争=竞争 竟赛=竞赛 竟选=竞选 究竞=究竟 毕竞=毕竟 招幕=招募 幕捐=募捐 折迁=拆迁 "
    "折除=拆除 拆扣=折扣 拆旧=折旧 眼晴=眼睛 睛朗=晴朗 睛天=晴天 荼叶=茶叶 荼水=茶水 "
    "茶毒=荼毒 祟高=崇高 祟拜=崇拜 推祟=推崇 作崇=作祟 卫戌=卫戍 戊边=戍边 侍遇=待遇 "
    "等侍=等待 招侍=招待 期侍=期待 弧独=孤独 孤线=弧线 贷物=货物 贷币=货币 剌激=刺激 "
    "讽剌=讽刺 冼手=洗手 冼衣=洗衣 人囗=人口 出囗=出口 门囗=门口 囗岸=口岸 "
    "揭示版=揭示板 兔费=免费 避兔=避免 兔疫=免疫 "
    "引人注日=引人注目 日的地=目的地 日标=目标 项日=项目 "
    "盲日=盲目"
)
"""What recognition takes one character for: pairs that look alike."""
SOUND_ALIKE = (
    "按装=安装 迫不急待=迫不及待 一如继往=一如既往 再接再励=再接再厉 "
    "不径而走=不胫而走 穿流不息=川流不息 谈笑风声=谈笑风生 甘败下风=甘拜下风 "
    "趋之若骛=趋之若鹜 饮鸠止渴=饮鸩止渴 竭泽而鱼=竭泽而渔 名信片=明信片 粗旷=粗犷 "
    "松驰=松弛 脉博=脉搏 震憾=震撼 气慨=气概 膺品=赝品 沉缅=沉湎 国藉=国籍 "
    "针贬=针砭 痉孪=痉挛 幅射=辐射 亲睐=青睐 杀戳=杀戮 一诺千斤=一诺千金 "
    "悬梁刺骨=悬梁刺股 滥芋充数=滥竽充数 "
    "食不裹腹=食不果腹 仗义直言=仗义执言 默守成规=墨守成规 声名雀起=声名鹊起 "
    "黄梁美梦=黄粱美梦 蜂涌而至=蜂拥而至 言简意骇=言简意赅 "
    "一股作气=一鼓作气 一愁莫展=一筹莫展 兴高彩烈=兴高采烈 死心踏地=死心塌地 "
    "挺而走险=铤而走险 美仑美奂=美轮美奂 萎糜不振=萎靡不振 编篡=编纂 "
    "寒喧=寒暄 既使=即使 即然=既然 陪训=培训 凉解=谅解 发韧=发轫 渲泻=宣泄 "
    "打腊=打蜡"
)
"""What a keyboard takes one word for: pairs that sound alike."""
PAIRS = [pair.split("=") for pair in f"{LOOK_ALIKE} {SOUND_ALIKE}".split()]
"""Wrong and right, of one length."""


class Entry(NamedTuple):
    """A wrong word; `at` is the offset of its first character that differs."""

    wrong: str
    right: str
    at: int


def _entries() -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for wrong, right in PAIRS:
        at = next(index for index, char in enumerate(wrong) if char != right[index])
        found[wrong[at]].append(Entry(wrong, right, at))
    return found


ENTRIES = _entries()
"""The words by the character that is wrong: it is rarer than the others."""


BEFORE = frozenset(one.wrong[one.at - 1 : one.at + 1] for ones in ENTRIES.values() for one in ones)
BEHIND = frozenset(one.wrong[one.at : one.at + 2] for ones in ENTRIES.values() for one in ones)
"""The wrong characters, each with the one before it or behind it."""


def found_at(text: str, places: Sequence[int]) -> Iterator[tuple[int, Entry]]:
    """The wrong words whose wrong character stands at one of the places, and where they begin.

    There must be a character before each place.
    """
    for place in [
        place
        for place in places
        if text[place : place + 2] in BEHIND or text[place - 1 : place + 1] in BEFORE
    ]:
        for entry in ENTRIES[text[place]]:
            if text.startswith(entry.wrong, place - entry.at):
                yield place - entry.at, entry
