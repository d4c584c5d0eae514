"""The keys of the configuration and what may stand behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from seedlint.breaks import page_break
from seedlint.house import KEYS, Profile, Quotes, Target, Width
from seedlint.sources.text import MAX_SIZE

LARGEST = 1_000_000_000
"""Bytes `max-size` may allow: a text is held in memory whole."""


@dataclass(frozen=True)
class Settings:
    """The keys of the file."""

    seeds: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    profile: Profile | None = None
    punctuation: Width = "fullwidth"
    quotes: Quotes = "curly"
    script: Target | None = None
    page_break: str = ""
    max_size: int = MAX_SIZE
    baseline: str = ""
    rules: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 < self.max_size <= LARGEST:
            raise ValueError(f"max-size must be from 1 to {LARGEST} bytes")
        if self.page_break:
            page_break(self.page_break)

    @property
    def house(self) -> Mapping[str, object]:
        """The keys of `house.KEYS` that say something, set or not."""
        said = {key: getattr(self, key) for key in KEYS}
        return {key: value for key, value in said.items() if value is not None}
