"""A linter for Chinese text that came out of OCR or a PDF."""

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
from seedlint.version import __version__
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
    "Report",
    "Rule",
    "Safety",
    "Severity",
    "View",
    "__version__",
    "check",
    "check_many",
    "fix",
    "fix_many",
]
