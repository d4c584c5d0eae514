"""Runs out of the ledgers: a line each for a person, or a record each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seedlint.history import Past
from seedlint.reporters.jsonl import line
from seedlint.reporters.phrases import counted
from seedlint.reporters.visible import inert, visible


def concise(past: Iterable[Past]) -> Iterator[str]:
    for one in past:
        when, version, command = one.time[:19], one.seedlint or "?", one.command or "?"
        edits = f"{one.edits} edit{'s' * (one.edits != 1)}"
        rules = ", ".join(f"{code} {count}" for code, count in one.rules.items())
        done = f"{edits} in {counted('en', one.files, 'file')}" + f" ({rules})" * bool(rules)
        yield inert(visible(f"{one.run} {when}Z {version}: {command}: {done}{_since(one)}"))


def _since(one: Past) -> str:
    """What became of it later."""
    if one.files and one.undone == one.files:
        return " [undone]"
    since = [f"{one.undone} undone"] if one.undone else []
    since += [f"{one.void} as before: killed, or put back"] if one.void else []
    since += [f"{', '.join(one.withdrawn)} taken back"] if one.withdrawn else []
    return f" [{'; '.join(since)}]" if since else ""


def jsonl(past: Iterable[Past]) -> Iterator[str]:
    return (line(one._asdict()) for one in past)
