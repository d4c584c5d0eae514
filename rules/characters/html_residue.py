"""CH010 html-residue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.layer import EDGE
from seedlint.sense.entities import becomes_part, entity, shown
from seedlint.sense.lines import OncePerLine

BREAKS = frozenset(
    ["br", "p", "div", "li", "tr", "dl", "dt", "dd", "ul", "ol", "section", "article"]
)
BREAKS |= frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "blockquote"])
INLINE = frozenset(["b", "i", "u", "s", "em", "strong", "small", "big", "font", "span", "center"])
INLINE |= frozenset(["strike", "nobr", "noinclude", "nowiki", "tt", "label"])
OTHERS = frozenset(["a", "img", "sub", "sup", "table", "tbody", "thead", "th", "td", "hr", "ref"])
TAGS = BREAKS | INLINE | OTHERS
SINGLE = frozenset("biusap")
"""x<p and a<b are comparisons: a tag of one letter needs its partner in the line."""


class HtmlResidue(Rule):
    """Entity or tag that was left when a web page became text.

    &nbsp; and <br> say something to a browser and nothing to a reader; search
    and tokenizers take them for words.

    Named entities with their semicolon, numbers such as &#x4e2d;, &nbsp
    without one, and tags with the names of HTML are looked at; not AT&T, a<b
    or <Enter>. A line that speaks about HTML, tags or code keeps what it has,
    as does all code and mark-up of a Markdown file.

    An entity is safe, since the page showed what it stands for; &nbsp; becomes
    a plain space. Unsafe for &lt; &gt; &amp; in a line that holds real tags.
    A tag is unsafe: <br> and the tags of blocks become a line break, those of
    emphasis nothing. What a link, a table or a raised figure should become is
    not known: no fix.
    """

    code, name, zh = "CH010", "html-residue", "HTML 残留"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    where = At(Chars.of("&<"))
    says = "left over from HTML: {0}"
    says_zh = "HTML 残留：{0}"
    good = (
        "AT&T与P&G；若a<b且c>d，则成立。",
        "在HTML里，&lt;表示小于号，<br>表示换行。",
        "按<Enter>键，或见《<山海经>考》。",
        "R&D；Q&A；a&b;c&d;",
        "查询参数为?id=3&copy=2&lang=zh。",
        "当x<p时收敛，当y>p时发散。",
    )
    bad = (
        ("山&nbsp;水画，共&#x4e2d;国&#22269;画两类。", "山 水画，共中国国画两类。"),
        ("《墨子&bull;小取》与Moli&egrave;re", "《墨子•小取》与Molière"),
        ("研发&amp;amp;生产，增幅&lt;5%&nbsp", "研发&生产，增幅<5% "),
        ("第一行<br>第二行<BR/>第三行", "第一行\n第二行\n第三行"),
        ("这是<b>重点</b>，<span style='x'>要记</span>。", "这是重点，要记。"),
        ("面积10m<sup>2</sup>", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        spoken_of = OncePerLine(view, _about_markup().search)
        tagged = OncePerLine(view, _tag().search)
        closed = OncePerLine(view, _closed().search)
        for start, _ in view.places:
            match = (entity() if text[start] == "&" else _tag()).match(text, start)
            if not match or spoken_of(start):
                continue
            unsafe = Detail((match[0][:20],), safety=Safety.UNSAFE)
            if text[start] == "&":
                new = shown(match)
                if new and not becomes_part(text, start, new):
                    detail = unsafe if new in "<>&" and tagged(start) else Detail(unsafe.values)
                    yield Finding(self, start, match.end(), new, detail)
            elif match[1].lower() in TAGS and _is_tag(text, match, closed):
                yield Finding(self, start, match.end(), _instead(text, match), unsafe)


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>{}\n\ufffc]{0,300})?/?>")


@cache
def _closed() -> re.Pattern[str]:
    return re.compile("</[biusap] ?>", re.IGNORECASE)


@cache
def _about_markup() -> re.Pattern[str]:
    return re.compile(
        "HTML|XML|JSX|CSS|标签|標籤|标记|標記|代码|代碼|转义|轉義|> ?(?:元素|属性|屬性)",
        re.IGNORECASE,
    )


def _is_tag(text: str, match: re.Match[str], closed: OncePerLine) -> bool:
    """Whether a name of one letter is a tag: it has a partner, or the edge of a line, beside it."""
    if match[1].lower() not in SINGLE or closed(match.start()):
        return True
    edge = f"\n{EDGE}"
    return match[1] in "pP" and (text[match.start() - 1] in edge or text[match.end()] in edge)


def _instead(text: str, match: re.Match[str]) -> str | None:
    """What the page showed where the tag stands, None if not known."""
    name = match[1].lower()
    if name in BREAKS:
        edge = f"\n{EDGE}"
        return "" if text[match.start() - 1] in edge or text[match.end()] in edge else "\n"
    return "" if name in INLINE else None
