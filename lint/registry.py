"""Which rules there are: found through entry points, ours like a stranger's.

An entry point of the group `seedlint.rules` names a package; every module below it that is not
itself a package is imported, and the `Rule` classes defined there are taken.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TypeGuard

from seedlint.core import Rule
from seedlint.house import DEFAULT, Profile
from seedlint.installed import entry_points


class RegistryError(ValueError):
    """A rule package that does not load, or two rules that claim one name or code."""


class UnknownRule(ValueError):  # noqa: N818 - what the user typed is unknown; nothing failed
    """No rule has this code, name or prefix."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """One instance of every rule, in order of code.

    Raises RegistryError where a package does not load or a code or name is taken twice.
    """
    rules = []
    for entry in sorted(entry_points(group="seedlint.rules"), key=lambda entry: entry.name):
        try:
            rules += [found() for found in _classes(entry.load())]
        except (ImportError, SyntaxError) as error:
            raise RegistryError(f"rules of {entry.name} ({entry.value}): {error}") from error
    _unique(rules)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def _classes(module: ModuleType) -> Iterator[type[Rule]]:
    if not hasattr(module, "__path__"):
        for thing in vars(module).values():
            if _is_rule(thing) and thing.__module__ == module.__name__:
                yield thing
        return
    for folder in module.__path__:
        for family in Path(folder).iterdir():
            if any(family.glob("*.py")) and not (family / "__init__.py").exists():
                raise RegistryError(f"{family} holds rules but no __init__.py")
    for info in pkgutil.iter_modules(module.__path__, module.__name__ + "."):
        yield from _classes(import_module(info.name))


def _is_rule(thing: object) -> TypeGuard[type[Rule]]:
    return inspect.isclass(thing) and issubclass(thing, Rule) and not inspect.isabstract(thing)


def _unique(rules: Iterable[Rule]) -> None:
    taken: dict[str, Rule] = {}
    for rule in rules:
        for label in (rule.code, rule.name):
            if label in taken:
                one, other = type(taken[label]).__module__, type(rule).__module__
                raise RegistryError(f"{label} is defined by {one} and {other}")
            taken[label] = rule


def find_rule(label: str) -> Rule:
    """The rule of this code or name. Raises UnknownRule with the nearest right one."""
    for rule in all_rules():
        if label.upper() == rule.code or label.lower() == rule.name:
            return rule
    raise UnknownRule(_suggest(label))


def select_rules(
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: Profile = DEFAULT,
    said: Collection[str] = (),
) -> Sequence[Rule]:
    """The rules chosen by codes, names or prefixes of codes (PU, PU00), `ALL` for every one.

    Without `select`, those that are on in a profile, and those that the keys `said` in the
    configuration switch on. Raises UnknownRule for a word that chooses nothing.
    """
    chosen = {rule for word in select for rule in _chosen(word)}
    if not chosen:
        chosen = {rule for rule in all_rules() if _is_on(rule, profile, said)}
    chosen -= {rule for word in ignore for rule in _chosen(word)}
    return [rule for rule in all_rules() if rule in chosen]


def codes_off(profile: Profile) -> frozenset[str]:
    """The codes of the rules that are off in a profile and on without one."""
    return frozenset(rule.code for rule in all_rules() if profile in rule.off_in)


def _is_on(rule: Rule, profile: Profile, said: Collection[str]) -> bool:
    return profile not in rule.off_in and (rule.default or rule.on_with in said)


def _chosen(word: str) -> Sequence[Rule]:
    if word.upper() == "ALL":
        return all_rules()
    chosen = [
        rule
        for rule in all_rules()
        if rule.code.startswith(word.upper()) or rule.name == word.lower()
    ]
    if not word or not chosen:
        raise UnknownRule(_suggest(word))
    return chosen


def _suggest(label: str) -> str:
    near = nearest_label(label)
    hint = f"; did you mean {near}?" if near else ""
    return f"no rule is called {label!r}{hint} (`seedlint rules` lists them)"


def nearest_label(label: str) -> str | None:
    """The code or name that looks like what is none."""
    import difflib

    labels = [label for rule in all_rules() for label in (rule.code, rule.name)]
    near = difflib.get_close_matches(label, labels, 1) or difflib.get_close_matches(
        label.upper(), labels, 1
    )
    return near[0] if near else None
