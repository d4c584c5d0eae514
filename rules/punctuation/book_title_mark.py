"""PU018 book-title-mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from seedlint import At, Chars, Detail, Edit, Finding, Rule, Safety, Severity, View
from seedlint.core import Span
from seedlint.sense.titles import TITLES, in_angles, mistaken_titles, nested_titles
from seedlint.sense.turned import loose_lines


class BookTitleMark(Rule):
    """Title mark of another shape, turned round, or nested in its like.

    Titles stand in 《》, a title within one in 〈〉 (GB/T 15834). Keyboards and
    recognition make << >>, « » or ≪ ≫ of them, turn one round or give 《 the
    partner 〉 or >; lists of works made from the text then miss the title.

    Angle quotes are looked at around Chinese only; shifts, prompts and French
    keep theirs. A mark with no partner of any shape is an unbalanced bracket.

    Unsafe: the same marks can quote, and which of two marks is wrong is a
    guess.
    """

    code, name, zh = "PU018", "book-title-mark", "书名号不规范"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "punctuation"
    where = At(Chars.of("<«≪《》"))
    says = "title in {0}…{1}, should be {2}…{3}"
    says_zh = "书名号“{0}…{1}”应为“{2}…{3}”"
    good = (
        "他读了《红楼梦》和《关于修改〈条例〉的决定》。",
        "cat <<EOF >>out.txt，再看 a<<2 与 b>>1 的值。",
        "法文写作« Bonjour »，意思是你好。",
        "填写<用户名>和<密码>。",
        "他读了《红楼梦，很喜欢。",
        "《甲》《乙》和《丙》都在二层。",
    )
    bad = (
        ("他读了<<红楼梦>>。", "他读了《红楼梦》。"),
        ("他读了«红楼梦»和≪水浒≫。", "他读了《红楼梦》和《水浒》。"),
        ("他读了《红楼梦《，很喜欢。", "他读了《红楼梦》，很喜欢。"),
        ("他读了《红楼梦>，很喜欢。", "他读了《红楼梦》，很喜欢。"),
        ("他读了〈红楼梦》，很喜欢。", "他读了《红楼梦》，很喜欢。"),
        ("《关于修改《条例》的决定》", "《关于修改〈条例〉的决定》"),
        ("他读了《《红楼梦》》。", "他读了《红楼梦》。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text = view.text
        for place in view.starts:
            match = in_angles(text, place)
            if match:
                width = 2 if text[place] == "<" else 1
                marks = match[0][:width], match[0][-width:]
                yield self._finding(marks, match.span(), ("《", "》"))
        for (start, end), doubled in nested_titles(view):
            new = ("", "") if doubled else ("〈", "〉")
            yield self._finding(("《", "》"), (start, end + 1), new)
        yield from self._mistaken(view)

    def _mistaken(self, view: View) -> Iterator[Finding]:
        text, places = view.text, view.unpaired(TITLES)
        for line, _ in loose_lines(view, places):
            for first, last in mistaken_titles(text, line):
                old = text[first], text[last]
                new = "《》" if {"《", "》"} & {*old} else "〈〉"
                yield self._finding(old, (first, last + 1), new)

    def _finding(self, old: Sequence[str], span: Span, new: Sequence[str]) -> Finding:
        start, end = span
        edits = (
            Edit(start, start + len(old[0]), new[0]),
            Edit(end - len(old[1]), end, new[1]),
        )
        wrong = tuple(one for one, was in zip(edits, old, strict=True) if one.text != was)
        return Finding(self, start, end, None, Detail((*old, *new), edits=wrong))
