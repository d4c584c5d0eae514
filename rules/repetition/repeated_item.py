"""RE008 repeated-item."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import HAN, Detail, Finding, Rule, Severity, View
from seedlint.sense.echoes import LEAST, Echo
from seedlint.sense.loops import in_loop

QUOTES = "“”‘’「」『』《》〈〉"
NESTED = ("或", "以及", "和", "与", "及")
"""An item with one of these begins another list: 省、自治区、直辖市或者沿海省、自治区、直辖市."""
PLACES = frozenset("路道街巷里站桥口径村线")
"""A route may pass a place twice."""
LONGEST = 12
"""Characters of an item between; a longer one is a clause, and another list begins in it."""


class RepeatedItem(Rule):
    """Item that stands twice in one list.

    Of 博物馆、美术馆、博物馆 one item is lost: the recognition model wrote one it
    had just written. Nobody who counts the items notices.

    Items of two Han characters or more, in a list parted by 、, with one to six
    others between. The first item may follow its verb at once when it has four
    characters or more. Numbers, references (第二款), routes, and lists within a
    list are left alone.

    No fix: what should stand there is not in the text.
    """

    code, name, zh = "RE008", "repeated-item", "并列项重复"
    severity, reads = Severity.INFO, "flow"
    edits = "none"
    off_in = ("law",)
    says = "“{0}” stands twice in this list; one may stand for another item"
    says_zh = "“{0}”在并列中出现两次，或有一处本是别的内容"
    good = (
        "馆内有书画、陶瓷、玉器三类藏品，书画最多。",
        "增长率依次为百分之五、百分之六、百分之五。",
        "各省、自治区、直辖市或者计划单列市、自治州、直辖市所属的区。",
        "事项由省、自治区、直辖市人民政府主管部门报省、自治区、直辖市人民政府批准。",
        "公交车途经人民路、长江路、人民路、火车站。",
        "按照第三条第一款、第二款、第五条第一款、第二款的规定办理。",
        "有三、五、七、三种说法。",
    )
    bad = (
        ("区里新建社区食堂、文化驿站、社区食堂，月底开放。", None),
        ("评出“诚信商户”、“文明商户”、“诚信商户”，各十家。", None),
        ("资金用于道路硬化、村庄绿化、污水处理、村庄绿化等项目。", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for first, second, size in view.echoes.phrases:
            between = text[first + size : second]
            if between.count("、") < 2 or not _counts(text, Echo(first, second, size)):
                continue
            if not in_loop(view, first, second + size):
                detail = Detail((text[second : second + size],), ((first, first + size),))
                yield Finding(self, second, second + size, None, detail)


def _counts(text: str, echo: Echo) -> bool:
    first, second, size = echo
    item = text[second : second + size].strip(QUOTES)
    between = text[first + size : second]
    whole = text[first - 1] == "、" or size >= LEAST
    return (
        whole
        and all(char in HAN for char in item)
        and not item.startswith(("第", "百分之"))
        and item[-1] not in PLACES
        and not any(word in between for word in NESTED)
        and max(map(len, between.split("、"))) <= LONGEST
    )
