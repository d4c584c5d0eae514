"""Growth: no rule takes more than about its share of time for a longer text, however hostile.

Every rule runs, those that are off by default too, and the time of each is taken on its own while
all of them read one text; what two rules ask together counts for the first.
"""

from __future__ import annotations

import resource
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial
from math import log10
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from seedlint.core import Document, Finding, Rule
from seedlint.engine import check_many, fix_many
from seedlint.failures import Oscillation
from seedlint.registry import all_rules
from seedlint.view import View
from trust.generators import MAKERS
from trust.peers import TOOLS
from trust.programme import Outcome, Programme, workplace

STEEPEST, SLOWEST = 1.15, 1.0
"""The exponent, and seconds a MB of UTF-8, that a rule may have."""
SMALLEST = 1_000
"""Code points of the text whose time is taken off: what a run costs before it reads."""
NOISE = 0.1
"""Seconds below which no exponent is fitted."""
TRIES = 3
TOGETHER = "all rules"
PATIENCE = 60.0
"""Seconds a peer may take for one text."""
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "SP006": {"width": 2},
    "VA001": {"script": "zh-cn"},
    "VA002": {"script": "zh-tw"},
}
"""What gives these rules something to report."""

Cost = defaultdict[str, float]
"""Seconds by the code of a rule, and `TOGETHER`."""


class Verb(NamedTuple):
    """What is done with a text, and the format it is said to have."""

    name: str
    format: str


VERBS = (Verb("check", "text"), Verb("check", "markdown"), Verb("fix", "text"))


class Growth(NamedTuple):
    """How one rule grew on one generator."""

    exponent: float
    seconds: float
    """A MB of UTF-8, at the largest size."""
    rule: str
    where: str


def every_rule() -> Sequence[Rule]:
    """All rules, with options that leave each something to report."""
    return [
        replace(rule, **OPTIONS[rule.code]) if rule.code in OPTIONS else rule  # type: ignore[type-var]
        for rule in all_rules()
    ]


def run(verb: Verb, text: str, rules: Sequence[Rule]) -> None:
    """Read the findings, or fix all there is; a text that does not come to rest is left."""
    document = Document(text, format="markdown" if verb.format == "markdown" else "text")
    if verb.name == "check":
        for report in check_many([document], rules):
            len(report.found)
        return
    try:
        list(fix_many([document], True, rules))
    except Oscillation:
        return


def cost(verb: Verb, text: str, rules: Sequence[Rule]) -> Cost:
    spent: Cost = defaultdict(float)
    began = process_time()
    run(verb, text, [_timed(rule, spent) for rule in rules])
    spent[TOGETHER] = process_time() - began
    return spent


def _timed(rule: Rule, spent: Cost) -> Rule:
    timed, check = copy(rule), rule.check

    def taking(view: View) -> Iterator[Finding]:
        began = process_time()
        found = list(check(view))
        spent[rule.code] += process_time() - began
        return iter(found)

    object.__setattr__(timed, "check", taking)
    return timed


def growths(verb: Verb, name: str, size: int, rules: Sequence[Rule]) -> Iterator[Growth]:
    """How each rule grew from a tenth of `size` to all of it; what looks steep is tried again."""
    make = MAKERS[name]
    small, middle, large = (make(count) for count in (SMALLEST, size // 10, size))
    constant = cost(verb, small, rules)
    low, high = (cost(verb, text, rules) for text in (middle, large))
    for _ in range(TRIES - 1):
        if not any(_steep(low[code], high[code], constant[code]) for code in high):
            break
        low, high = _least(low, cost(verb, middle, rules)), _least(high, cost(verb, large, rules))
    size_mb = len(large.encode("utf-8", "surrogatepass")) / 1e6
    for code, seconds in high.items():
        grown = exponent(low[code] - constant[code], seconds - constant[code])
        where = f"{verb.name} {verb.format}, {name}"
        yield Growth(grown, seconds / size_mb, code, where)


def _least(one: Cost, other: Cost) -> Cost:
    return defaultdict(float, {code: min(one[code], other[code]) for code in one | other})


def exponent(low: float, high: float) -> float:
    """Of n in the time, where n is ten times as large; 0 for what is too short to tell."""
    return log10(high / low) if high > NOISE and low > 0 else 0.0


def _steep(low: float, high: float, constant: float) -> bool:
    return exponent(low - constant, high - constant) > STEEPEST


def trial(size: int, tell: Callable[[str], object] = print) -> Outcome:
    """Every rule on every text; what misses the target is told as it is found."""
    rules = every_rule()
    run(VERBS[0], "老桥，" * 50_000, rules)
    found: list[Growth] = []
    for verb in VERBS:
        for name in MAKERS:
            grown = list(growths(verb, name, size, rules))
            found += grown
            for one in grown:
                if one.exponent > STEEPEST or (one.rule != TOGETHER and one.seconds > SLOWEST):
                    tell(f"  {one.rule} {one.exponent:.2f}, {one.seconds:.2f} s/MB: {one.where}")
    return outcome(found, len(rules), size)


def outcome(found: Sequence[Growth], rules: int, size: int) -> Outcome:
    alone = [one for one in found if one.rule != TOGETHER]
    whole = [one for one in found if one.rule == TOGETHER]
    steep, slow = max(alone), max(alone, key=lambda one: one.seconds)
    held = steep.exponent <= STEEPEST and slow.seconds <= SLOWEST
    missed = sum(one.exponent > STEEPEST or one.seconds > SLOWEST for one in alone)
    return Outcome(
        f"{rules} rules × {len(MAKERS)} texts × {len(VERBS)} to {size:,} code points",
        f"worst of one rule: exponent {_said(steep)}, {slow.seconds:.2f} s/MB ({_place(slow)}); "
        f"{missed} of {len(alone):,} over a target; all rules together: exponent "
        f"{_said(max(whole))}, {max(one.seconds for one in whole):.1f} s/MB",
        held,
    )


def _said(one: Growth) -> str:
    return f"{one.exponent:.2f} ({_place(one)})"


def _place(one: Growth) -> str:
    return f"{one.rule}, {one.where}"


def peer(tool: str, size: int) -> Outcome:
    """The same texts as files, written anew in place; each may take `PATIENCE` seconds."""
    steep, slow, over, name_steep, name_slow = 0.0, 0.0, 0, "", ""
    with workplace() as folder:
        constant = _seconds(tool, folder, "桥\n") or 0.0
        for name, make in MAKERS.items():
            text = make(size)
            low, high = _seconds(tool, folder, make(size // 10)), _seconds(tool, folder, text)
            if low is None or high is None:
                over += 1
                continue
            grown = exponent(low - constant, high - constant)
            pace = (high - constant) / (len(text.encode("utf-8", "replace")) / 1e6)
            steep, name_steep = max((steep, name_steep), (grown, name))
            slow, name_slow = max((slow, name_slow), (pace, name))
    held = steep <= STEEPEST and slow <= SLOWEST and not over
    said = f"exponent {steep:.2f} ({name_steep}), {slow:.2f} s/MB ({name_slow})"
    failed = f"; {over} texts not done in {PATIENCE:.0f} s, or failed"
    return Outcome(f"{len(MAKERS)} texts to {size:,}", said + failed, held)


def _seconds(tool: str, folder: Path, text: str) -> float | None:
    """CPU time of the whole command; None where it did not end well in time."""
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    began = _children()
    try:
        subprocess.run(
            TOOLS[tool](path), cwd=folder, capture_output=True, check=True, timeout=PATIENCE
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return _children() - began


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


GROWTH = Programme(
    "growth",
    f"every rule on {len(MAKERS)} hostile texts, time fitted between a tenth and all of the size",
    f"exponent ≤ {STEEPEST}, ≤ {SLOWEST:.0f} s/MB, for each rule",
    1_000_000,
    trial,
    {tool: partial(peer, tool) for tool in TOOLS if tool != "seedlint"},
)
