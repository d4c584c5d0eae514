"""CH010 html-residue."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.sense.entities import becomes_part, entity, parts_nothing, shown
from seedlint.sense.lines import OncePerLine
from seedlint.sense.tags import about_markup, closing_tag, instead, is_tag, tag


class HtmlResidue(Rule):
    """Entity or tag that was left when a web page became text.

    &nbsp; and <br> say something to a browser and nothing to a reader; search
    and tokenizers take them for words.

    Named entities with their semicolon, numbers such as &#x4e2d;, &nbsp
    without one, and tags with the names of HTML are looked at; not AT&T, a<b
    or <Enter>. A line that speaks about HTML, tags or code keeps what it has,
    as does all code and mark-up of a Markdown file.

    An entity is safe, since the page showed what it stands for; &nbsp; becomes
    a plain space, or nothing where it stands alone inside a word or before a
    mark. Unsafe for &lt; &gt; &amp; in a line that holds real tags.
    A tag is unsafe: <br> and the tags of blocks become a line break, those of
    emphasis nothing. What a link, a table or a raised figure should become is
    not known: no fix.
    """

    code, name, zh = "CH010", "html-residue", "HTML 残留"
    severity, safety, reads = Severity.WARNING, Safety.SAFE, "page"
    edits = "replacement"
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
        ("大家都在图书&nbsp;馆看书，天黑了才走。", "大家都在图书馆看书，天黑了才走。"),
        ("天黑了&nbsp;，他还在图书馆。", "天黑了，他还在图书馆。"),
        ("《墨子&bull;小取》与Moli&egrave;re", "《墨子•小取》与Molière"),
        ("研发&amp;amp;生产，增幅&lt;5%&nbsp", "研发&生产，增幅<5% "),
        ("第一行<br>第二行<BR/>第三行", "第一行\n第二行\n第三行"),
        ("这是<b>重点</b>，<span style='x'>要记</span>。", "这是重点，要记。"),
        ("面积10m<sup>2</sup>", None),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        spoken_of = OncePerLine(view, about_markup().search)
        tagged = OncePerLine(view, tag().search)
        closed = OncePerLine(view, closing_tag().search)
        for start in view.starts:
            match = (entity() if text[start] == "&" else tag()).match(text, start)
            if not match or spoken_of(start):
                continue
            unsafe = Detail((match[0][:20],), safety=Safety.UNSAFE)
            if text[start] == "&":
                new = shown(match)
                if new and not becomes_part(text, start, new):
                    detail = unsafe if new in "<>&" and tagged(start) else Detail(unsafe.values)
                    if new == " " and parts_nothing(view, start, match.end()):
                        new = ""
                    yield Finding(self, start, match.end(), new, detail)
            elif is_tag(text, match, closed):
                yield Finding(self, start, match.end(), instead(text, match), unsafe)
