"""WO002 confusable-character."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.mix_ups import mixed_up


class ConfusableCharacter(Rule):
    """Character taken for one that looks or sounds like it.

    没备 for 设备, 养值 for 养殖: recognition takes a character for its double,
    a keyboard for one that sounds alike. The word is lost for a search and
    split by a tokenizer.

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
    edits = "mapping"
    default = False
    says = "“{0}” may stand for “{1}”"
    says_zh = "“{0}”疑为“{1}”"
    good = (
        "图书馆新增了借阅设备，水产养殖技术不断进步。",
        "他管它叫没备，没备就没备。",
        "他叫未来生，住在土桥镇，自已也说不清。",
        "博勿館的門前種著樹。",
    )
    bad = (
        ("这家博勿馆免费开放。", "这家博物馆免费开放。"),
        ("图书馆新增了许多借阅没备。", "图书馆新增了许多借阅设备。"),
        ("水产养值技术不断进步。", "水产养殖技术不断进步。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        for place, meant, _ in mixed_up(view):
            yield Finding(self, place, place + 1, meant, Detail((view.text[place], meant)))
