"""Which rule takes what share of the time of a check, and what the scan takes."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import Any
from unittest.mock import patch

from bench.corpora import size
from bench.library import CHECK, check
from bench.peers import QUICKEST
from seedlint import reading
from seedlint.vector import VectorScan
from tables import table

REST = "no rule: pages and layers"
SCAN = "no rule: the scan"
ASKED = ("__init__", "wake", "places", "sure", "unpaired")
KEPT = ("breaks", "lines", "runs", "twins", "echoes", "suspects")
"""What the scan answers (`seedlint.scan.Scan`): methods, and what is worked out once."""
FEW = 10


def where_time_goes(
    texts: Mapping[str, Sequence[str]], rounds: int, lead: Mapping[str, float]
) -> Iterator[str]:
    """A table of the shares; `lead` are the ratios of a check to the quickest peer."""
    yield "\n## Where the time goes\n"
    yield f"Milliseconds a MB by rule, of the {FEW} that take most. What two rules ask of a text is"
    yield "worked out once, so the first that asks pays for both; what they ask of the scan is"
    yield "counted apart.\n"
    told = {name: shares(some, rounds) for name, some in texts.items()}
    most = {code for one in told.values() for code in sorted(one, key=one.__getitem__)[-FEW:]}
    codes = sorted(most, key=lambda code: -sum(one.get(code, 0) for one in told.values()))
    rows = [["", *told]]
    rows += [
        [code, *(_cell(one, code, size(texts[name])) for name, one in told.items())]
        for code in codes
    ]
    yield from table(rows)
    ceilings = (
        f"{lead[name] / (1 - one[SCAN] / sum(one.values())):.2f} on {name}"
        for name, one in told.items()
        if name in lead
    )
    if lead:
        yield f"\nWere the scan free, {CHECK} / {QUICKEST} would be {', '.join(ceilings)}:"
        yield "no other scan, compiled or not, can gain more than that."


def _cell(told: Mapping[str, float], code: str, megabytes: float) -> str:
    seconds = told.get(code, 0)
    return f"{1000 * seconds / megabytes:.2f} ({100 * seconds / sum(told.values()):.0f} %)"


def shares(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Seconds by code of rule, and for the scan, whoever asks it.

    What two rules ask of a level is answered once, so the first one that asks pays for both.
    """
    check(texts)
    with _watched() as taken:
        began = time.process_time()
        for _ in range(rounds):
            check(texts)
        whole = time.process_time() - began
    taken[REST] = whole - sum(taken.values())
    return {name: seconds / rounds for name, seconds in taken.items()}


@contextmanager
def _watched() -> Iterator[defaultdict[str, float]]:
    clock = _Clock()
    with ExitStack() as stack:
        asked = clock.timed(reading._ask, lambda rule, *_: str(rule.code))
        stack.enter_context(patch.object(reading, "_ask", asked))
        for name in ASKED:
            timed = clock.timed(vars(VectorScan)[name], lambda *_: SCAN)
            stack.enter_context(patch.object(VectorScan, name, timed))
        for name in KEPT:
            kept = cached_property(clock.timed(vars(VectorScan)[name].func, lambda *_: SCAN))
            kept.__set_name__(VectorScan, name)
            stack.enter_context(patch.object(VectorScan, name, kept))
        yield clock.taken


class _Clock:
    """Adds up what calls take, those within them not counted."""

    def __init__(self) -> None:
        self.taken: defaultdict[str, float] = defaultdict(float)
        self._within = [0.0]

    def timed(self, call: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
        def timed(*args: Any) -> Any:
            self._within.append(0.0)
            began = time.process_time()
            try:
                return call(*args)
            finally:
                spent = time.process_time() - began
                self.taken[name(*args)] += spent - self._within.pop()
                self._within[-1] += spent

        return timed
