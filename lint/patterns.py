"""Patterns that are compiled when they are first used.

A class of Han takes a millisecond to compile, and a small text asks hardly any rule.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazily(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """As `re.compile`, later."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    """Becomes the pattern, method by method."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._said = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._said), name)
        setattr(self, name, found)
        return found
