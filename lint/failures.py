"""What a rule can do wrong, as the engine tells it."""

from __future__ import annotations

from collections.abc import Sequence


class EngineError(RuntimeError):
    """A rule did not do its work; `codes` names the rules, `reason` says what happened, `remedy`
    what to do.

    EngineError
    ├── Oscillation   fixes undo each other
    ├── Overreach     a fix did more than its rule declares
    └── RuleFailed    the check of a rule raised
    """

    def __init__(self, reason: str, codes: Sequence[str], path: str = "") -> None:
        super().__init__(f"{path or 'the text'}: {reason}; it is left as it was")
        self.reason, self.codes = reason, codes
        self.remedy = f"--ignore {','.join(codes)}, and report it"


class Oscillation(EngineError):  # noqa: N818 - names what the rules did
    """The text still changed after `PASSES` passes."""


class Overreach(EngineError):  # noqa: N818 - names what the rule did
    """A fix did more than its rule declares (`core.EditClass`)."""


class RuleFailed(EngineError):  # noqa: N818 - names what the rule did
    """The check of a rule raised; the cause is chained."""
