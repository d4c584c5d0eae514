"""What Chinese doubles on purpose: 一步一步, 哈哈, 讨论讨论, 十五五.

Closed lists, gathered by reading the repeats that stand in clean text of ten genres.
"""

from __future__ import annotations

from seedlint.characters import HAN
from seedlint.patterns import lazily

NUMBERS = frozenset("零〇一二三四五六七八九十百千万亿两廿卅")
CRIES = frozenset("哈呵嘿嘻嘎咯哇啊哦噢嗯呀唉哎喂咚叮当嗒嘟呜咕喵汪吱呱咩轰隆滴答哗啦")
EACH = frozenset("一每逐几半两某")
LOCAL = frozenset("省市县区州府乡镇村")
MEASURES = frozenset("座盏颗缕串封阵条片朵棵幅排层叠栋株行滴句段")
"""Doubled where a clause begins, they mean every one: 盏盏灯火."""
COMPASS, PARTS = frozenset("东西南北"), frozenset("部边面方侧岸")
"""东北北部: a direction ends one word and begins the next."""
COUNTED = frozenset("分秒时日天周月季年度元岁位名人次个条件页章节倍吨")
"""Units: between a number and a word that begins with one, as in 满5分分别奖励."""
FOREIGN = frozenset(
    "阿埃艾奥巴贝厄迪蒂杜尔菲弗戈赫霍卡凯坎拉莱兰勒卢鲁洛玛曼梅莫摩姆穆纳娜尼涅帕佩珀萨塞莎斯丝娅泰瓦韦沃"
    "乌谢雅伊扎詹兹佐达库哔哩喀"
)
"""Characters that foreign names are written with: 卡拉卡拉, 巴巴罗萨."""
ALONE = NUMBERS | CRIES | FOREIGN | {"好"}
COUNTRY = lazily("日本|台湾|香港|澳门|印度|朝鲜|越南|缅甸|[美英法德俄韩泰]国|[亚欧非]洲")
"""Names that stand before another name that begins with them: 由日本日本电视台播出."""
PLAY = frozenset("散聊跑帮见睡洗唱跳喝吃逛歇晒泡遛刷爬拍握点热充避取买翻逗扫擦烧包养种钓骑量")
"""Verbs that double before their object at the end of a clause: 散散步，喝喝水，."""
DEGREE = ("很", "太", "好", "真", "多", "非常", "特别", "十分", "永远", "更加", "越来越")
ASKING = lazily("谁|什么|怎|哪|多少|如何|啥|嘛|几")
ACTS = lazily(
    "规定|决定|通知|计划|规划|设计|组织|领导|代表|编辑|导演|裁判|指挥|翻译|导游|监督|监理|教练|主持|主编"
)
"""Words for a thing or a person and for its act: 本规定规定的期限, 集体组织组织开展."""
CASUAL = lazily(
    "了解|欣赏|溜达|休息|讨论|研究|商量|考虑|打扫|锻炼|运动|互动|享受|体验|学习|尝试|放松|认识|感受|交流|收拾"
    "|打听|介绍|参考|琢磨|活动|照顾|教育|教训|打扮|检查|整理|准备|安排|回忆|改善|改进|沟通|联系|分析|调整|探讨"
    "|参观|游览|见识|观察|品尝|比较|表示|解释|轻松|热闹|高兴|舒服|凉快|暖和"
)
"""Verbs and adjectives that double at the end of a clause: 讨论讨论，溜达溜达呀."""
CORDIAL = lazily(
    "恭喜|谢谢|欢迎|感谢|辛苦|拜托|麻烦|抱歉|再见|您好|你好|晚安|加油"
    "|合计|拾掇|掂量|唠叨|捯饬|寻思|盘算"
)
"""Words said twice out of politeness, and verbs of daily life: 恭喜恭喜你, 拾掇拾掇屋子."""
PREPOSITIONS = frozenset("同向被对把和以与为从由在跟给比将")
"""Characters that stand before a word which begins with them: 同同学们, 向向日葵."""
PREFIXES = frozenset("大小新老")
"""The same before a noun: 小小学生, 新新闻学."""
PARTICLES = frozenset("吧呀啊呢嘛啦哦再这那怎如什哪谁")


def on_purpose(unit: str, before: str, after: str) -> bool:
    """Whether a unit that stands twice is doubled by a pattern of the language.

    `before` and `after` are the characters next to the two copies.
    """
    size = len(unit)
    if size == 1:
        return unit in ALONE or before in EACH or (unit in MEASURES and before not in HAN)
    return (
        NUMBERS.issuperset(unit)
        or CRIES.issuperset(unit)
        or FOREIGN.issuperset(unit)
        or (unit[0] in EACH and size <= 4)
        or (unit[-1] in EACH and size == 2)
        or (unit.startswith(DEGREE) and size <= 3)
        or (CASUAL.fullmatch(unit) is not None and (after not in HAN or after in PARTICLES))
        or ACTS.fullmatch(unit) is not None
        or COUNTRY.fullmatch(unit) is not None
        or CORDIAL.fullmatch(unit) is not None
        or unit.endswith(("着", "呀", "啊", "哟"))
        or ASKING.search(unit) is not None
    )
