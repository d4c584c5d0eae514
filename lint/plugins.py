"""Plugins: rules of other packages, switched on by the user alone.

Installed is not enough, and nothing in a scanned folder or a project's configuration can do it,
only `--plugin NAME` and the user's own `~/.config/seedlint/config.toml`: `plugins = ["NAME"]`.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from seedlint.core import Finding, Rule

if TYPE_CHECKING:
    from seedlint.view import View

CHECKING, SLOWEST = 30.0, 1e-4
"""Seconds a stranger's rule may take for a batch, and for each code point of it; ours take 1e-8."""

_on: set[str] = set()


@dataclass(frozen=True)
class UserSettings:
    """The keys of the user's own configuration."""

    plugins: tuple[str, ...] = ()


def switched_on() -> frozenset[str]:
    """The names of the entry points that are on beside ours."""
    return frozenset(_on)


def switch_on(names: Iterable[str]) -> None:
    """For the rest of the process."""
    from seedlint.registry import all_rules

    fresh = {*names} - _on
    if fresh:
        _on.update(fresh)
        all_rules.cache_clear()


def own_configuration() -> Path:
    """Where the user's own configuration is."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111 - no home is no error
    return Path(home, "seedlint", "config.toml")


class OutOfTime(RuntimeError):  # noqa: N818 - names what happened
    """A stranger's code did not come back."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in what takes longer; only where signals come, in the main thread."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise OutOfTime(f"does not come back within {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def is_ours(rule: Rule) -> bool:
    return type(rule).__module__.startswith("seedlint.")


def guarded(rule: Rule, view: View) -> list[Finding]:
    """What a stranger's rule finds, in time and as it should be. Raises what it raises, ValueError
    for a finding that is none, OutOfTime."""
    with time_limit(CHECKING + SLOWEST * len(view.text)):
        found = list(rule.check(view))
    for finding in found:
        if not _is_sound(rule, finding, view):
            raise ValueError(f"no finding of {rule.code} can be {finding!r:.200}")
    return found


def _is_sound(rule: Rule, finding: object, view: View) -> bool:
    """Whether all that is later asked of a finding has an answer."""
    if not isinstance(finding, Finding) or finding.rule is not rule:
        return False
    places = [(finding.start, finding.end), *finding.related]
    edits = finding.fix.edits if finding.fix else ()
    places += [(edit.start, edit.end) for edit in edits]
    in_order = all(one.end <= other.start for one, other in pairwise(edits))
    for lang in ("en", "zh"):
        try:
            finding.message(lang)
        except (IndexError, KeyError, ValueError) as error:
            raise ValueError(f"cannot say what it found in {lang!r}: {error!r}") from error
    low, high = view.document_at(finding.start)
    return (
        in_order
        and all(isinstance(edit.text, str) for edit in edits)
        and all(low <= start <= end <= high for start, end in places)
    )
