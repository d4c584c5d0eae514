"""Changes that editors made in documentation: does the tool make them, and does it undo them?

    python tests/accuracy/pairs.py DATA [--misses] [--undone]

DATA is the folder that holds `corpus/pairs`. A line is repaired where our fixes make the change
that the editor made; what else the editor changed there is left aside. Of marks whose width was
changed only lines are used in which no character came or went, so that every place can be told.
An editor's change often follows a house style: this is a report, no measure of right and wrong.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from seedlint.characters import HAN, MASK, TO_FULLWIDTH
from seedlint.core import Document
from seedlint.engine import fix_many
from seedlint.mask import mask
from seedlint.registry import select_rules
from seedlint.sense.scripts import converter

WIDER, NARROWER = "fix_half_to_full", "fix_full_to_half"
WIDTH = ("PU001", "PU002")
AROUND = 18
OPEN, CLOSED = "([（［", ")]）］"
QUOTES, BRACKETS = "\"'“”‘’「」『』《》〈〉", "()[]（）［］【】〔〕"
STRAIGHT, EMPHASIS = "\"'", "*_ "


class Change(NamedTuple):
    """`[start, end)` of a line became `new`."""

    start: int
    end: int
    new: str


class Pair(NamedTuple):
    """A line before and after an editor changed it."""

    before: str
    after: str

    def widened(self) -> Iterator[int]:
        """Where a half-width mark became full-width."""
        if len(self.before) != len(self.after):
            return
        for place, (one, other) in enumerate(zip(self.before, self.after, strict=True)):
            if one != other and one.translate(TO_FULLWIDTH) == other:
                yield place


def read(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Pair(row["src"], row["tgt"])


def fixed(texts: Sequence[str], select: Sequence[str] = WIDTH, unsafe: bool = False) -> list[str]:
    """The texts as the rules would have them."""
    documents = (Document(text, format="markdown") for text in texts)
    return [report.text for report in fix_many(documents, unsafe, select_rules(select, ["SP005"]))]


def masked(text: str) -> str:
    return mask(Document(text, format="markdown"), text)


def around(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{left}[{text[start:end]}]{right}".replace("\n", "/")


def width_cause(text: str, place: int) -> str:
    """What stands around a mark, as far as the rules for its width care."""
    plain, mark = masked(text), text[place]
    left, right = plain[:place].rstrip(EMPHASIS), plain[place + 1 :].lstrip(EMPHASIS)
    if plain[place] == MASK:
        return "in code, a link or mark-up"
    if mark in OPEN + CLOSED:
        return _bracket_cause(plain, place)
    if MASK in (left[-1:], right[:1]):
        return "beside code, a link or a formula"
    chinese = left[-1:] in HAN if left else False
    if mark == ".":
        return "full stop behind Chinese" if chinese else "full stop behind Latin or a figure"
    return "other mark behind Chinese" if chinese else "other mark behind Latin or a figure"


def _bracket_cause(plain: str, place: int) -> str:
    opening = place if plain[place] in OPEN else max(plain.rfind(one, 0, place) for one in OPEN)
    inside = plain[opening + 1 :].partition(")")[0].partition("）")[0]
    before = plain[:opening].rstrip(EMPHASIS)[-1:]
    if any(char in HAN for char in inside):
        known = {MASK: "beside code, a link or a formula", "": "at the beginning of a line"}
        latin = "behind a Latin word or a figure" if before.isascii() else "behind Chinese"
        return f"brackets around Chinese, {known.get(before, latin)}"
    return "brackets around Latin, figures or code only"


def widened(path: Path, unsafe: bool) -> tuple[Counter[str], Counter[str], list[str]]:
    """What editors made full-width, and what the rules did there and elsewhere."""
    counts: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    misses = []
    pairs = [pair for pair in read(path) if any(pair.widened())]
    texts = fixed([pair.before for pair in pairs], unsafe=unsafe)
    for pair, text in zip(pairs, texts, strict=True):
        places = set(pair.widened())
        made = {place for place in places if text[place] == pair.after[place]}
        changed = sum(one != other for one, other in zip(pair.before, text, strict=True))
        counts.update(
            lines=1, places=len(places), made=len(made), same=text == pair.after,
            more=changed - len(made),
        )  # fmt: skip
        for place in sorted(places - made):
            causes[width_cause(pair.before, place)] += 1
            misses.append(around(pair.before, place, place + 1))
    return counts, causes, misses


def narrowed(path: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    """What editors made half-width, and where the rules would make it full-width again."""
    counts: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    undone = []
    pairs = [Pair(pair.after, pair.before) for pair in read(path)]
    pairs = [pair for pair in pairs if any(pair.widened())]
    for pair, text in zip(pairs, fixed([pair.before for pair in pairs]), strict=True):
        places = set(pair.widened())
        again = [place for place in sorted(places) if text[place] == pair.after[place]]
        counts.update(lines=1, places=len(places), again=len(again))
        causes.update(width_cause(pair.before, place) for place in again)
        undone += [around(pair.before, place, place + 1) for place in again]
    return counts, causes, undone


def changes(before: str, after: str) -> set[Change]:
    """How the one line becomes the other; what goes from a run goes from its beginning."""
    found = set()
    for tag, start, end, low, high in SequenceMatcher(None, before, after, False).get_opcodes():
        while low == high and start and before[start - 1] == before[end - 1]:
            start, end = start - 1, end - 1
        if tag == "replace" and end - start == high - low:
            steps = range(end - start)
            found |= {Change(start + at, start + at + 1, after[low + at]) for at in steps}
        elif tag != "equal":
            found.add(Change(start, end, after[low:high]))
    return found


def _invisible(old: str, new: str) -> bool:
    return bool(old) and not new and all(unicodedata.category(char)[0] == "C" for char in old)


def _same_mark(old: str, new: str) -> bool:
    return bool(old) and not new and all(unicodedata.category(char)[0] == "P" for char in old)


def _other_code(old: str, new: str) -> bool:
    return unicodedata.normalize("NFKC", old) == new or converter("t2s")(old) == new


def _pair_mark(old: str, new: str) -> bool:
    return set(old + new) <= set(QUOTES + BRACKETS)


KINDS: dict[str, Callable[[str, str], bool]] = {
    "fix_doubled_punct": _same_mark,
    "fix_invisible_char": _invisible,
    "fix_compat_codepoint": _other_code,
    "fix_trad_to_simp": _other_code,
    "fix_quote_bracket_fix": _pair_mark,
}
"""Files, and which of an editor's changes (old, new) are of that kind."""


def repaired(path: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    """Of the changes of one kind: how many are made, by safe and by all fixes; causes of others."""
    counts: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    misses, pairs, fits = [], list(read(path)), KINDS[path.stem]
    lines = [pair.before for pair in pairs]
    usual = [rule.code for rule in select_rules()]
    both = (fixed(lines, usual, unsafe) for unsafe in (False, True))
    for pair, safe, unsafe in zip(pairs, *both, strict=True):
        wanted = {one for one in changes(*pair) if fits(pair.before[one.start : one.end], one.new)}
        ours = changes(pair.before, unsafe)
        counts.update(
            lines=1, changes=len(wanted), safe=len(wanted & changes(pair.before, safe)),
            made=len(wanted & ours),
        )  # fmt: skip
        for change in sorted(wanted - ours):
            causes[change_cause(pair.before, change)] += 1
            misses.append(f"{around(pair.before, change.start, change.end)} → {change.new!r}")
    return counts, causes, misses


def change_cause(before: str, change: Change) -> str:
    """Why a change may not have been made: where it is, or what it does."""
    old, new = before[change.start : change.end], change.new
    if MASK in masked(before)[change.start : change.end + 1]:
        return "in or before code, a link or mark-up"
    if not set(old + new) <= set(QUOTES + BRACKETS):
        return "left by the rules"
    what = "quotation mark" if set(old + new) & set(QUOTES) else "bracket"
    if not old or not new:
        return f"{what} {'added' if not old else 'taken away'} by the editor"
    if {old, new} in ({"“", "”"}, {"‘", "’"}):
        return "quotation mark turned round by the editor"
    if new in STRAIGHT:
        return "quotation mark made straight by the editor"
    return f"{what} of another shape"


def show(causes: Counter[str], listed: Sequence[str]) -> None:
    for cause, count in causes.most_common():
        print(f"  {count:4} {cause}")
    for one in listed:
        print(f"       {one}")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not made")
    parser.add_argument("--undone", action="store_true", help="list what would be undone")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "pairs"
    if not folder.is_dir():
        print(f"no pairs: {folder} is missing, nothing measured")
        return 0
    safe, _, _ = widened(folder / f"{WIDER}.jsonl", unsafe=False)
    counts, causes, misses = widened(folder / f"{WIDER}.jsonl", unsafe=True)
    print(
        f"{WIDER}: {safe['made']} of {counts['places']} marks made full-width as the editor did,"
        f" {counts['made']} with unsafe fixes, {counts['more']} others;"
        f" {counts['same']} of {counts['lines']} lines the same"
    )
    show(causes, misses if options.misses else ())
    counts, causes, undone = narrowed(folder / f"{NARROWER}.jsonl")
    print(
        f"{NARROWER}: {counts['again']} of {counts['places']} marks that the editor made half-width"
        f" would be made full-width again, in {counts['lines']} lines"
    )
    show(causes, undone if options.undone else ())
    for name in KINDS:
        counts, causes, misses = repaired(folder / f"{name}.jsonl")
        print(
            f"{name}: {counts['safe']} of {counts['changes']} changes in {counts['lines']} lines"
            f" made by safe fixes, {counts['made']} by all"
        )
        show(causes, misses if options.misses else ())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
