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
        super().__init__(reason, codes, path)
        self.reason, self.codes, self.path = reason, codes, path
        self.remedy = f"--ignore {','.join(codes)}, and report it"

    def __str__(self) -> str:
        return f"{self.path or 'the text'}: {self.reason}; it is left as it was"


class Oscillation(EngineError):  # noqa: N818 - names what the rules did
    """The text still changed after `PASSES` passes."""


class Overreach(EngineError):  # noqa: N818 - names what the rule did
    """A fix did more than its rule declares (`core.EditClass`)."""


class RuleFailed(EngineError):  # noqa: N818 - names what the rule did
    """The check of a rule raised; the cause is chained."""


class Lost(RuntimeError):  # noqa: N818 - names what happened
    """A process died of a text, likely for want of memory; `reason` and `remedy` as elsewhere."""

    def __init__(self, path: str = "") -> None:
        super().__init__(path)
        self.path = path
        self.reason = "the process that read it was killed, twice"
        self.remedy = "split it, or give it more memory; left as it was"

    def __str__(self) -> str:
        return f"{self.path or 'a text'}: {self.reason}; {self.remedy}"
