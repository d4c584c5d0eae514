"""A linter for Chinese text that came out of OCR or a PDF."""

from importlib import import_module
from typing import TYPE_CHECKING

from seedlint.version import __version__

if TYPE_CHECKING:
    from seedlint.characters import HAN, Chars
    from seedlint.core import (
        At,
        Detail,
        Document,
        Edit,
        Evidence,
        Finding,
        Fix,
        Report,
        Rule,
        Safety,
        Severity,
    )
    from seedlint.engine import check, check_many, fix, fix_many
    from seedlint.origins import Origin, origin
    from seedlint.spans import SpanMap, fixed_span, source_span
    from seedlint.view import View

__all__ = [
    "HAN",
    "At",
    "Chars",
    "Detail",
    "Document",
    "Edit",
    "Evidence",
    "Finding",
    "Fix",
    "Origin",
    "Report",
    "Rule",
    "Safety",
    "Severity",
    "SpanMap",
    "View",
    "__version__",
    "check",
    "check_many",
    "fix",
    "fix_many",
    "fixed_span",
    "origin",
    "source_span",
]

_HOME = (
    dict.fromkeys(("HAN", "Chars"), "characters")
    | dict.fromkeys(("check", "check_many", "fix", "fix_many"), "engine")
    | dict.fromkeys(("Origin", "origin"), "origins")
    | dict.fromkeys(("SpanMap", "fixed_span", "source_span"), "spans")
    | {"View": "view"}
)


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for: `seedlint --version` needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module 'seedlint' has no attribute {name!r}")
    thing = getattr(import_module(f"seedlint.{_HOME.get(name, 'core')}"), name)
    globals()[name] = thing
    return thing
