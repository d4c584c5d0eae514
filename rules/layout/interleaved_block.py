"""LA002 interleaved-block."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from seedlint import Detail, Finding, Rule, Severity, View
from seedlint.characters import MASK
from seedlint.core import Edit
from seedlint.sense.joins import Join, joins

_ROAD = "环城路改造工程已于上月开工。施工单位分段作业，白天留出一条车道，预计在入冬之前完成主"
_REST = "体路面的铺设。沿线两座人行天桥同时翻修，老旧路灯也将全部更换。"
_NEXT = "市档案馆新馆昨日开放，首批展出地方史料三百余件。"


class InterleavedBlock(Rule):
    """Heading, byline or caption between two halves of a paragraph.

    Columns read in the wrong order: the headline of the next article, or the
    caption of a picture, falls into the middle of a sentence. Whoever reads or
    splits the text has two broken thoughts and one heading over the wrong text.

    Up to three short lines, bylines, notes or captions stand behind a line that
    ends in mid-sentence, and the character model finds the line below to be its
    continuation: by 5 nats likelier than a new line, and hardly less likely
    than a join with a neighbour. The fix joins the halves and sets the block
    behind the paragraph.

    Unsafe: where the block belongs, nobody knows. Text can be missing at the
    seam; a join that reads well proves nothing.
    """

    code, name, zh = "LA002", "interleaved-block", "段落中间插入标题或图注"
    severity, reads, shapes = Severity.WARNING, "body", True
    edits = "join"
    off_in = ("fiction", "technical")
    says = "lines that do not belong here stand inside a sentence; is nothing missing at the seam?"
    says_zh = "句子中间插入了别的内容，请核对接缝处有无缺字"
    good = (
        _ROAD + _REST + "\n\n档案馆迎来首批读者\n\n" + _NEXT + "\n",
        _ROAD.removesuffix("，预计在入冬之前完成主")
        + "。\n\n档案馆迎来首批读者\n\n"
        + _NEXT
        + "\n",
    )
    bad = (
        (
            _ROAD + "\n\n档案馆迎来首批读者\n\n" + _REST + "\n\n" + _NEXT + "\n",
            _ROAD + _REST + "\n\n档案馆迎来首批读者\n\n" + _NEXT + "\n",
        ),
        (_ROAD + "\n\n图见 https://example.com/a.png\n\n" + _REST + "\n\n" + _NEXT + "\n", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        over = [join for join in view.once(joins) if join.block]
        for tail, group in groupby(over, key=lambda join: join.tail):
            first, *others = group
            edits = _edits(view.text, [first, *others], tail)
            if any(MASK in edit.text for edit in edits):  # a link, which is not on the page
                edits = ()
            yield Finding(self, first.start, first.end, None, Detail(edits=edits))
            for join in others:
                yield Finding(self, join.start, join.end)


def _edits(text: str, group: list[Join], tail: int) -> tuple[Edit, ...]:
    """Take what stands between the halves out of a paragraph, and put it behind."""
    out = [Edit(join.start, join.end, "") for join in group]
    blocks = [(join.start, join.block[1]) for join in group if join.block]
    return (*out, *(Edit(tail, tail, text[slice(*block)], block) for block in blocks))
