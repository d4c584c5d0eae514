"""Which rule takes what share of the time of a check."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from bench.library import check
from seedlint import reading

REST = "no rule: pages, layers, scan"


def shares(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Seconds by code of rule.

    What two rules ask of a level is answered once, so the first one that asks pays for both.
    """
    taken: defaultdict[str, float] = defaultdict(float)
    check(texts)
    ask, reading._ask = reading._ask, _timed(reading._ask, taken)
    try:
        began = time.process_time()
        for _ in range(rounds):
            check(texts)
        whole = time.process_time() - began
    finally:
        reading._ask = ask
    taken[REST] = whole - sum(taken.values())
    return {name: seconds / rounds for name, seconds in taken.items()}


def _timed(ask: Callable[..., Any], taken: defaultdict[str, float]) -> Callable[..., Any]:
    def timed(rule: Any, view: Any) -> Any:
        began = time.process_time()
        try:
            return ask(rule, view)
        finally:
            taken[rule.code] += time.process_time() - began

    return timed
