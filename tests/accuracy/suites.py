"""Cases of other tools: what they leave alone must stay, and what of the rest is made their way.

    python tests/accuracy/suites.py DATA [--misses] [--format text]

DATA is the folder that holds `corpus/suites`. A case is an input and what its tool makes of it. The
spaces that some tools set between Chinese and everything else are left aside: a case is equal if
input and expected text agree without them, and damaged if our fixes change such an input. Where
the tools differ in policy their cases contradict each other, so the share of the rest is a report,
no measure of right and wrong. ftfy's cases are asked of CH and VA, OpenCC's of VA002 with their
target as `script`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal, NamedTuple

from seedlint.characters import TO_FULLWIDTH
from seedlint.core import Document, Rule
from seedlint.engine import fix_many
from seedlint.registry import find_rule, select_rules

TARGETS = {
    "zh-cn": ("t2s", "tw2s", "tw2sp", "hk2s"),
    "zh-tw": ("s2tw", "s2twp"),
    "zh-hk": ("s2hk",),
}
"""OpenCC's conversions that end in each script of VA002."""
NO_FILE = ["SP005"]
"""A case is a string without a last newline."""
EAST = "\u2e80-\u9fff\u3040-\u30ff\uac00-\ud7af"
BETWEEN = re.compile(f"(?<=[{EAST}]) +(?=[!-+\\-/-9<->@-~])|(?<=[!-~]) +(?=[{EAST}])")
QUOTES = re.compile("[\"'“”‘’「」『』]")
SPACE = re.compile(r"\s+")


Format = Literal["text", "markdown"]


class Case(NamedTuple):
    """An input and the texts that count as right, one to each way of its tool."""

    original: str
    expected: tuple[str, ...]

    @property
    def equal(self) -> bool:
        return all(neutral(text) == neutral(self.original) for text in self.expected)

    def fits(self, text: str) -> bool:
        return neutral(text) in map(neutral, self.expected)


class Suite(NamedTuple):
    name: str
    format: Format
    rules: Sequence[Rule]
    cases: Sequence[Case]


class Outcome(NamedTuple):
    """A case and what the safe fixes, and all fixes, make of it."""

    case: Case
    safe: str
    unsafe: str


def neutral(text: str) -> str:
    """The text without the spaces between Chinese and Latin."""
    return BETWEEN.sub("", text)


def read(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def suites(folder: Path, form: Format) -> Iterator[Suite]:
    """Those of the suites in `folder` that are there."""
    usual = select_rules(ignore=NO_FILE)
    for name in ("zhlint", "autocorrect", "lint-md"):
        if (folder / f"{name}.jsonl").is_file():
            rows = [row for row in read(folder / f"{name}.jsonl") if "expected" in row]
            cases = [Case(str(row["input"]), (str(row["expected"]),)) for row in rows]
            yield Suite(name, form, usual, cases)
    if (folder / "ftfy.jsonl").is_file():
        yield from _ftfy(list(read(folder / "ftfy.jsonl")))
    if (folder / "opencc.jsonl").is_file():
        rows = list(read(folder / "opencc.jsonl"))
        for target in TARGETS:
            yield Suite(f"opencc {target}", "text", [script(target)], list(_opencc(rows, target)))


def _ftfy(rows: Sequence[dict[str, object]]) -> Iterator[Suite]:
    """The negative cases, and the others, whose quotation marks ftfy straightens as well."""
    rules = select_rules(["CH", "VA"])
    stays = [str(row["original"]) for row in rows if row["set"] == "negative"]
    yield Suite("ftfy, negative", "text", rules, [Case(text, (text,)) for text in stays])
    others = [row for row in rows if row["set"] != "negative"]
    names = ("fixed", "fixed-encoding")
    cases = [
        Case(str(row["original"]), tuple(str(row[name]) for name in names if name in row))
        for row in others
    ]
    yield Suite("ftfy, others", "text", rules, cases)


def _opencc(rows: Sequence[dict[str, object]], target: str) -> Iterator[Case]:
    for row in rows:
        expected = row["expected"]
        assert isinstance(expected, dict)
        texts = tuple(str(expected[name]) for name in TARGETS[target] if name in expected)
        if texts:
            yield Case(str(row["input"]), texts)


def script(target: str) -> Rule:
    return replace(find_rule("VA002"), script=target)  # type: ignore[type-var]


def outcomes(suite: Suite) -> list[Outcome]:
    documents = [Document(case.original, format=suite.format) for case in suite.cases]
    both = (fix_many(documents, unsafe, suite.rules) for unsafe in (False, True))
    pairs = zip(suite.cases, *both, strict=True)
    return [Outcome(case, safe.text, unsafe.text) for case, safe, unsafe in pairs]


def cause(case: Case, made: str) -> str:
    """What parts what we made from what was expected."""
    got, wanted = neutral(made), neutral(case.expected[0])
    done = "we do more or other" if made != case.original else "we do nothing"
    for what, alike in ALIKE.items():
        if alike(got) == alike(wanted):
            return f"{what}; {done}"
    changes = SequenceMatcher(None, got, wanted, False).get_opcodes()
    return f"{'words' if len(changes) < 4 else 'many things'}; {done}"


ALIKE = {
    "spaces": lambda text: SPACE.sub("", text),
    "width of marks": lambda text: text.translate(TO_FULLWIDTH),
    "width of marks and spaces": lambda text: SPACE.sub("", text.translate(TO_FULLWIDTH)),
    "shape of quotation marks": lambda text: QUOTES.sub("", text),
    "case of letters": str.lower,
}
"""What two texts may differ in, and how to look away from it."""


def row_of(suite: Suite, found: Sequence[Outcome]) -> str:
    equal = [one for one in found if one.case.equal]
    rest = [one for one in found if not one.case.equal]
    damaged = [len(equal) - sum(column) for column in _fitting(equal)]
    made = [sum(column) for column in _fitting(rest)]
    share = made[1] / max(1, len(rest))
    numbers = (len(found), len(equal), *damaged, len(rest), *made)
    return suite.name.ljust(16) + "".join(f"{number:9}" for number in numbers) + f"{share:8.2f}"


def _fitting(found: Sequence[Outcome]) -> tuple[list[bool], list[bool]]:
    """Of each case whether the safe fixes make what is expected, and whether all fixes do."""
    safe = [one.case.fits(one.safe) for one in found]
    return safe, [one.case.fits(one.unsafe) for one in found]


def report(found: Sequence[Outcome], misses: bool) -> Iterator[str]:
    """The causes of the cases that are not made as expected; the damaged and missed, if wanted."""
    missed = [one for one in found if not one.case.equal and not one.case.fits(one.unsafe)]
    causes = Counter(cause(one.case, one.unsafe) for one in missed)
    yield from (f"  {count:4} {what}" for what, count in causes.most_common())
    for one in found if misses else ():
        if one.case.equal and not one.case.fits(one.unsafe):
            which = "safe" if not one.case.fits(one.safe) else "unsafe"
            yield f"    damaged ({which}): {one.case.original!r} becomes {one.unsafe!r}"
    for one in missed if misses else ():
        yield f"    {one.case.original!r}\n      wanted {one.case.expected[0]!r}"
        yield f"      made   {one.unsafe!r}" if one.unsafe != one.case.original else "      left"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is damaged or missed")
    parser.add_argument("--format", choices=("text", "markdown"), default="markdown")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "suites"
    measured = [(suite, outcomes(suite)) for suite in suites(folder, options.format)]
    if not measured:
        print(f"no suites: {folder} is missing, nothing measured")
        return 0
    print("                    cases    equal  damaged   unsafe     rest     made   unsafe   share")
    print(*(row_of(*one) for one in measured), sep="\n")
    for suite, found in measured:
        print(f"\n{suite.name}", *report(found, options.misses), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
