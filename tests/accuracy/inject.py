"""What is found, and rightly mended, of defects that are put into clean text.

    python tests/accuracy/inject.py DATA [--rounds N] [--rule CODE] [--misses]

DATA is the folder that holds `corpus/clean`. Its formal genres are cut at line ends into documents
of some 2,000 characters. Each document gets one defect of one kind at a time, at random (seeded),
and is given to the rule alone; a document in which the rule finds something beforehand is left out.

found: records that a finding of the rule overlaps. fixed: documents that its fixes change, safe
ones only, and all. right: those of them in which every edit took back what had been put in.
restored: documents that are, character for character, what they were.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from damage import DAMAGE, Injector, Made
from seedlint.core import AppliedEdit, Document, Report, Rule
from seedlint.engine import check_many, fix_many
from seedlint.evaluate import score
from seedlint.registry import all_rules, find_rule
from tables import share, table

GENRES = ("government", "law", "encyclopaedia")
SIZE = 2_000
COMPANIONS = {"LA004": ("LA001",), "LA005": ("LA001",)}
"""What goes between two halves of a sentence leaves a cut, which is another rule's to mend."""
AROUND, SHOWN = 15, 4


class Count(NamedTuple):
    """What became of the documents with one kind of defect."""

    made: int = 0
    records: int = 0
    found: int = 0
    safe: int = 0
    safe_right: int = 0
    fixed: int = 0
    right: int = 0
    restored: int = 0

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)
        return Count(*map(sum, zip(self, other, strict=True)))


class Outcome(NamedTuple):
    """A damaged document, what was counted of it, and the edits of all fixes."""

    made: Made
    tally: Count
    edits: Sequence[AppliedEdit]


def rules_of(code: str) -> Sequence[Rule]:
    return [find_rule(one) for one in (code, *COMPANIONS.get(code, ()))]


def injected(texts: Sequence[str], code: str, label: str, rounds: int = 1) -> Iterator[Outcome]:
    """One defect of the kind in each text, in each round."""
    injector: Injector = DAMAGE[code][label]
    rules = rules_of(code)
    for number in range(rounds):
        rng = random.Random(f"{code} {label} {number}")
        damaged = [one for text in texts if (one := injector(rng, text))]
        before = check_many((one.clean for one in damaged), rules)
        fit = [one for one, report in zip(damaged, before, strict=True) if not report.found]
        yield from judged(fit, code, rules)


def judged(damaged: Sequence[Made], code: str, rules: Sequence[Rule]) -> Iterator[Outcome]:
    """Mend documents twice, with safe fixes and with all."""
    documents = [Document(one.text) for one in damaged]
    safe = fix_many(documents, rules=rules)
    unsafe = fix_many(documents, unsafe=True, rules=rules)
    for one, first, second in zip(damaged, safe, unsafe, strict=True):
        sought = score(first, one.gold(code)).sought
        found = sum(code in each.codes for each in sought)
        restored = second.text == one.clean
        count = Count(1, len(sought), found, *_right(one, first), *_right(one, second), restored)
        yield Outcome(one, count, second.edits)


def _right(one: Made, report: Report) -> tuple[bool, bool]:
    """Whether the text was changed, and whether only for the better."""
    changed = report.text != one.text
    return changed, changed and (report.text == one.clean or one.between(report.text))


def total(outcomes: Iterable[Outcome]) -> Count:
    return sum((one.tally for one in outcomes), Count())


def documents(folder: Path, genres: Sequence[str] = GENRES) -> list[str]:
    """The texts of genres in documents of about `SIZE` characters, cut at line ends."""
    parts = []
    for path in (path for genre in genres for path in sorted((folder / genre).rglob("*.*"))):
        part = ""
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
            part += line
            if len(part) >= SIZE:
                parts.append(part)
                part = ""
        if part.strip():
            parts.append(part)
    return parts


def known(codes: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Code and kind of every defect for which there is a rule."""
    there = {rule.code for rule in all_rules()}
    for code in sorted(DAMAGE):
        if code in there and (not codes or code in codes):
            for label in DAMAGE[code]:
                yield code, label


def measure(
    texts: Sequence[str], rounds: int = 1, codes: Sequence[str] = ()
) -> Mapping[tuple[str, str], Count]:
    return {
        (code, label): total(injected(texts, code, label, rounds)) for code, label in known(codes)
    }


def rows(counts: Mapping[tuple[str, str], Count]) -> Iterator[Sequence[str]]:
    yield "rule", "defect", "made", "found", "safe fixes", "right", "all fixes", "right", "restored"
    for (code, label), one in counts.items():
        yield (
            f"{code} {find_rule(code).name}", label, f"{one.made}", share(one.found, one.records),
            f"{one.safe or '·'}", share(one.safe_right, one.safe),
            f"{one.fixed or '·'}", share(one.right, one.fixed), share(one.restored, one.made),
        )  # fmt: skip


def left_out() -> str:
    """The rules that no injector serves."""
    return ", ".join(rule.code for rule in all_rules() if rule.code not in DAMAGE)


def misses(texts: Sequence[str], rounds: int, codes: Sequence[str]) -> Iterator[str]:
    """What was not found, and what was changed and not restored."""
    for code, label in known(codes):
        for made, count, edits in injected(texts, code, label, rounds):
            found = count.found == count.records
            if not found or (count.fixed and not count.restored):
                why = "not restored" if found else "not found"
                why += ", WRONG" * (count.fixed - count.right)
                why += ", SAFE" * (count.safe - count.safe_right)
                shown = [around(made.text, *made.spans[0])]
                shown += [f"{around(made.text, *one[:2])} -> {one.text}" for one in edits]
                yield f"{code} {label}, {why}: {'; '.join(shown[:SHOWN])}".replace("\n", "/")


def around(text: str, start: int, end: int) -> str:
    inside = text[start:end] if end - start <= 4 * AROUND else f"{text[start : start + AROUND]}…"
    return f"{text[max(0, start - AROUND) : start]}[{inside}]{text[end : end + AROUND]}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--rounds", type=int, default=1, help="defects a kind and document")
    parser.add_argument("--rule", action="append", default=[], metavar="CODE")
    parser.add_argument("--misses", action="store_true", help="list what was not mended")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    texts = documents(folder)
    print(*table(list(rows(measure(texts, options.rounds, options.rule))), left=(0, 1)), sep="\n")
    if options.misses:
        print(*misses(texts, options.rounds, options.rule), sep="\n")
    elif not options.rule:
        print(f"\nWithout an injector: {left_out()}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
