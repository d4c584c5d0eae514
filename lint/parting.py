"""Part the edits of some rules from the others that were made in the same file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from seedlint.entries import Swap


class Parted(NamedTuple):
    """Edits that can be taken back, those of the rules that cannot, and all that then stand."""

    back: tuple[Swap, ...]
    stuck: tuple[Swap, ...]
    kept: tuple[Swap, ...]


def part(edits: Sequence[Swap], rules: frozenset[str]) -> Parted:
    """An edit that is also of another rule cannot be taken back.

    Where one end of a move is such an edit, none of the rules' edits can: taking back the other
    end alone would lose what was moved, or double it.
    """
    concerned = [swap for swap in edits if rules.intersection(swap.codes)]
    stuck = tuple(swap for swap in concerned if not rules.issuperset(swap.codes))
    if _moved_between(stuck, [swap for swap in concerned if swap not in stuck]):
        stuck = tuple(concerned)
    back = tuple(swap for swap in concerned if swap not in stuck)
    return Parted(back, stuck, tuple(swap for swap in edits if swap not in back))


def _moved_between(some: Iterable[Swap], others: Iterable[Swap]) -> bool:
    """Whether a character that the ones put in is one that the others took out."""
    gained, lost = _gains(some), _gains(others)
    return any(count * lost[character] < 0 for character, count in gained.items())


def _gains(edits: Iterable[Swap]) -> Counter[str]:
    gains: Counter[str] = Counter()
    for swap in edits:
        gains.update(_solid(swap.new))
        gains.subtract(_solid(swap.old))
    return gains


def _solid(text: str) -> str:
    return "".join(text.split())
