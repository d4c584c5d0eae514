"""Whether fixes did no more than their rules declare (`core.EditClass`).

Asked twice. Before fixes are applied: is each of the class of its rule? When the text has come to
rest, whatever the rules said: are its Han, letters and digits the same, in the same order, but for
what was taken out, replaced, mapped or joined?
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from seedlint.breaks import page_break
from seedlint.characters import INVISIBLE
from seedlint.core import AppliedEdit, Document, Edit, EditClass, Finding, Span
from seedlint.edits import Wanted, apply, inverse
from seedlint.layer import EDGE
from seedlint.patterns import lazily

MAY: Mapping[EditClass, str] = {
    "none": "has no fixes",
    "space": "may change white space only",
    "width": "may change the width of marks only",
    "punctuation": "may change punctuation only",
    "mapping": "may put one character in place of one only",
    "join": "may join lines only",
    "deletion": "may take text out only",
    "replacement": "may change what it reports only",
}
KEEPING: Collection[EditClass] = ("space", "width", "punctuation")
"""The classes that leave every Han, letter and digit where it is."""
SHOWN = 20
SHORT = 16
"""Characters of an edit whose answer is remembered: most put the same mark for the same mark."""
HYPHENS = f"-\u2010\u2011{EDGE}"
"""And the noncharacter that reads as a newline."""
FULL_STOP = str.maketrans("。｡", "..")
"""The one mark whose two widths Unicode does not call the same."""
_LETTERS_AND_DIGITS = lazily("[^\\W_\u115f\u1160\u3164\uffa0]+")
"""Han are letters to Unicode; four of its letters are invisible."""


class Breach(NamedTuple):
    """What rules did that they have not declared, and where in the text."""

    codes: Sequence[str]
    place: int
    reason: str


def undeclared(
    document: Document, wanted: Iterable[Wanted], found: Iterable[Finding]
) -> Breach | None:
    """The first fix of `wanted` that its rule has not declared; `found` is all that was found."""
    text = document.text
    for finding, edits in wanted:
        if not _is_declared(document, finding, edits, found):
            old = _shown("…".join(text[edit.start : edit.end] for edit in edits))
            new = _shown("…".join(edit.text for edit in edits))
            reason = f"{finding.code} {MAY[finding.rule.edits]}, but would turn {old} into {new}"
            return Breach((finding.code,), edits[0].start, reason)
    return None


def astray(
    source: str, fixed: str, edits: Sequence[AppliedEdit], keeping: set[str]
) -> Breach | None:
    """What is wrong with `edits` if they are to have made `fixed` of `source`.

    `keeping` are the codes of the rules whose fixes leave every Han, letter and digit.
    """
    if apply(source, edits) != fixed:
        return Breach(_codes(edits), 0, "the edits do not add up to the fixed text")
    kept = {codes: keeping.issuperset(codes) for codes in {edit.codes for edit in edits}}
    strict = edits if all(kept.values()) else [edit for edit in edits if kept[edit.codes]]
    touched = [source[start:end] + new for start, end, new, _ in strict]
    if not _LETTERS_AND_DIGITS.search("\n".join(touched)):
        return None
    loose = [
        (edit.start, edit.end, back.start, back.end)
        for edit, back in zip(edits, inverse(edits, source), strict=True)
        if not kept[edit.codes]
    ]
    before = apply(source, (Edit(start, end, "") for start, end, _, _ in loose))
    after = apply(fixed, (Edit(start, end, "") for _, _, start, end in loose))
    if _content(before) == _content(after):
        return None
    wrong = [one for one in strict if _content(source[one.start : one.end]) != _content(one.text)]
    reason = f"{', '.join(_codes(wrong))} changed Han, letters or digits without declaring it"
    return Breach(_codes(wrong), wrong[0].start, reason)


def _codes(edits: Iterable[AppliedEdit]) -> Sequence[str]:
    return sorted({code for edit in edits for code in edit.codes})


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…")


def _is_declared(
    document: Document, finding: Finding, edits: Sequence[Edit], found: Iterable[Finding]
) -> bool:
    kind, text = finding[0].edits, document.text
    if kind in SAME:
        if len(edits) == 1:
            start, end, new, _ = edits[0]
            old = text[start:end]
        else:
            old = "".join([text[start:end] for start, end, _, _ in edits])
            new = "".join([edit.text for edit in edits])
        short = len(old) <= SHORT
        return _is_same(kind, old, new) if short else _is_same.__wrapped__(kind, old, new)
    if kind == "deletion":
        return all(_is_rest(edit.text, text[edit.start : edit.end]) for edit in edits)
    if kind == "join":
        return _is_join(document, edits, found)
    inside = (finding.start <= edit.start and edit.end <= finding.end for edit in edits)
    return kind == "replacement" and all(inside)


@lru_cache(1024)
def _is_same(kind: EditClass, old: str, new: str) -> bool:
    """Whether `new` has all of `old` that the class keeps; the rest may come and go."""
    return SAME[kind](old, new)


def _is_rest(new: str, old: str) -> bool:
    """Whether `new` is `old` without some of its characters."""
    left = iter(old)
    return all(char in left for char in new)


def _is_join(document: Document, edits: Sequence[Edit], found: Iterable[Finding]) -> bool:
    """Whether nothing goes but space, hyphens, furniture, and what comes back elsewhere."""
    text = document.text
    moves = [edit.moved_from for edit in edits if edit.moved_from]
    gone = [(edit.start, edit.end) for edit in edits]
    rests = [_without(text, span, moves) for span in gone]
    brought = [(edit.text, edit.moved_from) for edit in edits if edit.text]
    if not any(brought) and not any(_ink(rest).strip(HYPHENS) for rest in rests):
        return True
    furniture = [*_furniture(found), *_page_breaks(document, gone)]
    rests = [_without(text, span, [*moves, *furniture]) for span in gone]
    return (
        not any(_ink(rest).strip(HYPHENS) for rest in rests)
        and all(any(low <= span[0] and span[1] <= high for low, high in gone) for span in moves)
        and all(
            _ink(new) == (_ink(_without(text, span, furniture)) if span else "")
            for new, span in brought
        )
    )


def _furniture(found: Iterable[Finding]) -> Iterator[Span]:
    for finding in found:
        if finding.rule.shapes and finding.rule.edits == "deletion" and finding.fix:
            yield from ((edit.start, edit.end) for edit in finding.fix.edits)


def _page_breaks(document: Document, spans: Iterable[Span]) -> Iterator[Span]:
    """The lines in `spans` that the user has described as ends of pages."""
    if document.page_break:
        lines, ends_page = re.compile("[^\r\n]+"), page_break(document.page_break).fullmatch
        for start, end in spans:
            some = lines.finditer(document.text, start, end)
            yield from (line.span() for line in some if ends_page(line[0]))


def _without(text: str, span: Span, others: Iterable[Span]) -> str:
    """The text of a span less what the others cover."""
    start, end = span
    pieces, done = [], start
    for low, high in sorted(others):
        pieces.append(text[done : max(done, min(low, end))])
        done = max(done, min(high, end))
    return "".join([*pieces, text[done:end]])


def _ink(text: str) -> str:
    """What is seen of a text: no white space, nothing invisible."""
    return "".join(char for char in text if not _is_blank(char))


def _words(text: str) -> str:
    """A text without white space, marks and symbols; a radical is no symbol."""
    return "".join(char for char in text if not (_is_blank(char) or _is_mark(char)))


def _is_blank(char: str) -> bool:
    return char.isspace() or char in INVISIBLE or unicodedata.category(char) in ("Cc", "Cf")


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS" and not "\u2e80" <= char <= "\u2fdf"


def _is_width(old: str, new: str) -> bool:
    return len(old) == len(new) and _fold(old) == _fold(new) and not _words(old + new)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(FULL_STOP)


def _is_mapping(old: str, new: str) -> bool:
    """Whether the two have as many characters, marks on letters not counted, each allowed."""
    before, after = _letters(old), _letters(new)
    return len(before) == len(after) and all(map(_is_mapped, before, after))


def _letters(text: str) -> list[str]:
    return [one for one in unicodedata.normalize("NFC", text) if not unicodedata.combining(one)]


def _is_mapped(old: str, new: str) -> bool:
    same = old == new or _fold(old) == _fold(new)
    return same or unicodedata.category(old) == "Co" or bool(_words(old) and _words(new))


SAME: Mapping[EditClass, Callable[[str, str], bool]] = {
    "space": lambda old, new: _ink(old) == _ink(new),
    "width": _is_width,
    "punctuation": lambda old, new: _words(old) == _words(new),
    "mapping": _is_mapping,
}


def _content(text: str) -> str:
    """The Han, letters and digits of a text."""
    return "".join(_LETTERS_AND_DIGITS.findall(text))
