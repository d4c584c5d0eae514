r"""Lines that end a page, as the user describes them: `=== 12 ===`, `<page 12>`.

On the page such a line is a row of form feeds, so every rule treats it as one and none looks at
what it says.
"""

from __future__ import annotations

from functools import cache
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

FORM_FEED = "\f"
LONGEST = 200
"""Code points of such a line; a longer one is text."""
WIDEST = 500
"""Code points of a pattern."""
SECONDS, SECONDS_A_POINT = 1.0, 1e-5
"""What a pattern may take for a text: at least fifty times what a plain one does (measured: 0.14 s
for a million code points). One whose repeats hold others can take years for a line."""


class SlowPattern(RuntimeError):  # noqa: N818 - names what the pattern is
    """A pattern took too long on a text; `reason` says where, `remedy` what to do."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.reason = f"page-break takes too long at line {line}"
        self.remedy = "write the pattern so that no repeat holds another"

    def __str__(self) -> str:
        return self.reason


@cache
def page_break(pattern: str) -> regex.Pattern[str]:
    """A pattern that is matched against whole lines. Raises ValueError for what is none."""
    import regex

    if len(pattern) > WIDEST:
        raise ValueError(f"page-break is longer than {WIDEST} characters")
    try:
        compiled = regex.compile(pattern)
    except (regex.error, RecursionError) as error:
        raise ValueError(f"page-break: {pattern!r} is no regular expression: {error}") from None
    if compiled.fullmatch("", timeout=SECONDS):
        raise ValueError(f"page-break: {pattern!r} matches empty lines, too")
    return compiled


def with_breaks(text: str, bare: str, pattern: str) -> str:
    """`text` with form feeds for the lines that the pattern matches in `bare`, equally long.

    Raises ValueError for what is no pattern, SlowPattern for one that takes too long.
    """
    compiled = page_break(pattern)
    end = process_time() + SECONDS + SECONDS_A_POINT * len(bare)
    pieces, start, done = [], 0, 0
    for number, line in enumerate(bare.split("\n"), 1):
        if 0 < len(line) <= LONGEST:
            try:
                found = compiled.fullmatch(line, timeout=max(0.0, end - process_time()))
            except TimeoutError:
                raise SlowPattern(number) from None
            if found:
                pieces += [text[done:start], FORM_FEED * len(line)]
                done = start + len(line)
        start += len(line) + 1
    return "".join([*pieces, text[done:]])
