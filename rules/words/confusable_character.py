"""WO002 confusable-character."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.mix_ups import mixed_up


class ConfusableCharacter(Rule):
    """Character taken for one that looks or sounds like it.

    元字宙 for 元宇宙, 士壤 for 土壤: recognition takes a character for its
    double, a keyboard for one that sounds alike. The word is lost for a search
    and split by a tokenizer.

    A character is looked at where a character model has seen it beside neither
    neighbour and another one, printed almost alike or read alike, would make a
    word there. It is reported if the model and the cut into words both find
    the text much likelier with that one, and it stands so only once in its
    document: names and terms come again. With `--reference DIR` it may not
    stand so in another text of that folder either. What WO003 knows is left to
    it, and so is traditional text.

    Unsafe, and no more than a hint: a name that is written once can look like
    a mistake. Off by default, for it costs a tenth of the time of all others.
    """

    code, name, zh = "WO002", "confusable-character", "疑似形近或音近错字"
    severity, safety, reads = Severity.INFO, Safety.UNSAFE, "flow"
    default = False
    says = "“{0}” may stand for “{1}”"
    says_zh = "“{0}”疑为“{1}”"
    good = (
        "元宇宙产业正在兴起，水产养殖技术不断进步。",
        "渝港合作项目签约，渝港两地企业共同参与。",
        "他叫未来生，住在土桥镇，自已也说不清。",
        "博勿館的門前種著樹。",
    )
    bad = (
        ("元字宙产业正在兴起。", "元宇宙产业正在兴起。"),
        ("图书馆新增了许多借阅没备。", "图书馆新增了许多借阅设备。"),
        ("水产养值技术不断进步。", "水产养殖技术不断进步。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for place, meant, _ in mixed_up(view):
            yield Finding(self, place, place + 1, meant, Detail((view.text[place], meant)))
