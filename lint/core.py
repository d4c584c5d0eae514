"""The nouns: what is read, found, changed and reported. All frozen; verbs live elsewhere.

Offsets are code points of the decoded text without its byte order mark, half-open.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import total_ordering
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from seedlint.characters import Chars
from seedlint.house import Profile

if TYPE_CHECKING:
    from seedlint.view import View

Span = tuple[int, int]
Format = Literal["text", "markdown"]
Level = Literal["page", "body", "flow"]
"""What a rule reads: the page as printed; the body, its furniture taken out; the flow, the body
with broken paragraphs joined."""

EditClass = Literal[
    "none", "space", "width", "punctuation", "mapping", "join", "deletion", "replacement"
]
"""What the fixes of a rule may do to a text; `invariant` holds them to it.

- none: it has no fixes
- space: white space and invisible characters come and go
- width: a mark becomes the same mark of the other width
- punctuation: punctuation, symbols and the white space beside them change; Han, letters and digits
  stay
- mapping: as many characters, each the same as before or another form of it; a letter, digit or Han
  may be another one, a private-use character anything
- join: what stands between two lines goes: white space, a hyphen, furniture that another finding
  takes out, and what the same fix puts back elsewhere
- deletion: text goes, nothing comes
- replacement: anything inside the span of the finding
"""


class Safety(Enum):
    """Whether a fix is applied without asking. Safe is measured: fix precision of at least 0.99."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@total_ordering
class Severity(Enum):
    """How much a finding weighs; `ERROR > WARNING > INFO`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __lt__(self, other: Severity) -> bool:
        order = list(Severity)
        return order.index(self) > order.index(other)


@dataclass(frozen=True, slots=True)
class Document:
    """One text to check: a file, or one record of a file (`record` counts from 0).

    `page_break` is a regular expression; a line that it matches whole parts two pages, as a form
    feed does.
    """

    text: str
    path: str = ""
    record: int | None = None
    format: Format = "text"
    page_break: str = ""

    @property
    def group(self) -> str:
        """What its neighbours have in common: the folder of a file, the file of a record."""
        return str(PurePath(self.path).parent) if self.record is None else self.path


class Edit(NamedTuple):
    """Replace `[start, end)` by `text`; `moved_from` says where moved text came from."""

    start: int
    end: int
    text: str
    moved_from: Span | None = None


class Fix(NamedTuple):
    """Edits that stand or fall together, sorted and disjoint."""

    edits: tuple[Edit, ...]
    safety: Safety


class Detail(NamedTuple):
    """What only some findings have; the rule's own values stand where a field is None."""

    values: tuple[object, ...] = ()
    related: tuple[Span, ...] = ()
    edits: tuple[Edit, ...] = ()
    safety: Safety | None = None
    severity: Severity | None = None


NOTHING = Detail()
new_tuple = tuple.__new__
"""Makes a named tuple in a third of the time, where there are thousands."""


class Finding(NamedTuple):
    """A defect at `[start, end)`; `new` is the text that should stand there, None if not known.

    Small on purpose: a page can hold thousands, and most are only counted. Everything else is
    worked out from the rule when somebody reads it.
    """

    rule: Rule
    start: int
    end: int
    new: str | None = None
    detail: Detail | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def name(self) -> str:
        return self.rule.name

    @property
    def severity(self) -> Severity:
        return (self.detail or NOTHING).severity or self.rule.severity

    @property
    def related(self) -> tuple[Span, ...]:
        return (self.detail or NOTHING).related

    @property
    def fix(self) -> Fix | None:
        rule, start, end, new, detail = self
        _, _, edits, safety, _ = detail or NOTHING
        if not edits:
            if new is None:
                return None
            edits = (new_tuple(Edit, (start, end, new, None)),)
        return new_tuple(Fix, (edits, safety or rule.safety))

    def message(self, lang: str = "en") -> str:
        """One sentence for a person, in English or, for "zh", in Chinese."""
        zh = lang == "zh"
        template = (self.rule.says_zh if zh else self.rule.says) or ""
        values = (self.detail or NOTHING).values
        return template.format(*values) if template else (self.rule.zh if zh else self.rule.title)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a document and, after fixing, what is left of it.

    `found` has the offsets of `document.text`, `left` those of `text`. `edits` turn the one text
    into the other; `applied` counts applied fixes by rule code.
    """

    document: Document
    found: Sequence[Finding]
    left: Sequence[Finding]
    text: str
    edits: tuple[AppliedEdit, ...] = ()
    applied: Mapping[str, int] | None = None


class AppliedEdit(NamedTuple):
    """`document.text[start:end]` became `text`; `codes` names the rules that wanted it."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...]


class Pages(NamedTuple):
    """What the pages of one text, a document each, have at their heads and feet.

    `numbers` count up from page to page, `heads` are lines that recur.
    """

    numbers: Collection[int]
    heads: Collection[str]


@dataclass(frozen=True)
class Evidence:
    """What the other documents of a run say (`sense.evidence.gather`).

    `lines`: in how many of them a short line stands, without spaces, brackets and bullets, digits
    as 0 (`sense.lines.furniture_key`). `pages`: the groups of documents that are pages of one text.
    `reference`: documents whose words are right, whatever they look like; none speaks for itself.
    """

    lines: Mapping[str, int]
    pages: Mapping[str, Pages] = field(default_factory=dict)
    reference: Sequence[Document] = ()


NO_EVIDENCE = Evidence({})


@dataclass(frozen=True)
class At:
    """Where a rule wakes: at characters of `own`, declared with what stands before and after.

    `after` and `before` name the character that must stand before the place and the one behind
    it, `beside` one that must stand on one side or the other; the edge of a document is a
    newline. With `run`, neighbouring characters of `own` are one place; where `alone` is given, one
    character makes a place only if it is of those.
    """

    own: Chars
    after: Chars | None = None
    before: Chars | None = None
    run: bool = False
    alone: Chars | None = None
    beside: Chars | None = None


class Rule(ABC):
    """One defect: why it matters, how it looks, how it is found.

    The docstring is the rule's page; its first line is the English title. `good` are texts that
    must give nothing, `bad` are pairs of a text and its fixed text (None where the right text is
    not known). A rule with options is a frozen dataclass; its fields are the options, and a field
    that is called like one of `house.KEYS` takes what the configuration says of all texts.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    zh: ClassVar[str]
    severity: ClassVar[Severity]
    safety: ClassVar[Safety] = Safety.UNSAFE
    edits: ClassVar[EditClass] = "replacement"
    """What its fixes may do; a fix that does more is refused, and the text left as it was."""
    reads: ClassVar[Level] = "flow"
    shapes: ClassVar[bool] = False
    """Its fixes shape the level above: the body or the flow. Such a rule always runs, with its
    default options where it is not selected."""
    default: ClassVar[bool] = True
    off_in: ClassVar[tuple[Profile, ...]] = ()
    """The profiles in which a rule is off that is on by default."""
    on_with: ClassVar[str] = ""
    """The key of the configuration that switches on a rule which is off."""
    where: ClassVar[At | None] = None
    gated: ClassVar[bool] = True
    """It is not asked where there are no places of `where`."""
    sure: ClassVar[At | None] = None
    """Places of `where`, one character each, at which `check` always yields `one(text, place)`. A
    large scan keeps them as offsets and asks `check` about the others only."""
    says: ClassVar[str] = ""
    says_zh: ClassVar[str] = ""
    good: ClassVar[tuple[str, ...]]
    bad: ClassVar[tuple[tuple[str, str | None], ...]]
    examples_in: ClassVar[Format] = "text"

    def __lt__(self, other: Rule) -> bool:
        return self.code < other.code

    @property
    def title(self) -> str:
        return (inspect.getdoc(self) or self.name).split("\n", 1)[0].rstrip(".")

    @property
    def idle(self) -> bool:
        """Whether its options leave it nothing to report; it is not asked then."""
        return False

    def one(self, text: str, place: int) -> Finding:
        """The finding at a place of `sure`; it depends on the character there alone."""
        raise NotImplementedError

    @abstractmethod
    def check(self, view: View) -> Iterator[Finding]:
        """Yield the findings of one view, in its offsets."""
