"""Which rules there are: those of packages that entry points name, ours and strangers'.

An entry point of the group `seedlint.rules` names a package; every module below it that is not
itself a package is imported, and the `Rule` classes defined there are taken. Ours are always there;
a stranger's, a plugin, is imported only when its user switched it on (`plugins.py`).
"""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, TypeGuard, get_args

from seedlint.core import At, EditClass, Level, Rule, Safety, Severity
from seedlint.house import DEFAULT, Profile
from seedlint.plugins import switched_on, time_limit

GROUP, BUILTIN = "seedlint.rules", "seedlint.rules"
LOADING = 60.0
"""Seconds the package of a plugin may take to load, on a busy machine; ours takes 0.2."""
CODE, NAME = re.compile("[A-Z]{2,}[0-9]{3,}"), re.compile("[a-z0-9]+(-[a-z0-9]+)*")
DECLARED: Mapping[str, Callable[[Any], bool]] = {
    "code": lambda code: isinstance(code, str) and bool(CODE.fullmatch(code)),
    "name": lambda name: isinstance(name, str) and bool(NAME.fullmatch(name)),
    "zh": lambda zh: isinstance(zh, str) and zh.isprintable(),
    "severity": lambda severity: isinstance(severity, Severity),
    "safety": lambda safety: isinstance(safety, Safety),
    "edits": lambda edits: edits in get_args(EditClass),
    "reads": lambda level: level in get_args(Level),
    "good": lambda good: isinstance(good, tuple) and all(isinstance(one, str) for one in good),
    "bad": lambda bad: isinstance(bad, tuple) and all(len(one) == 2 for one in bad),
    "where": lambda where: where is None or isinstance(where, At),
}
"""What a rule says of itself, and what that may be."""


class Package(NamedTuple):
    """A package of rules, as an entry point names it."""

    name: str
    value: str
    load: Callable[[], ModuleType]


OURS: Sequence[Package] = (Package("builtin", BUILTIN, partial(import_module, BUILTIN)),)
"""What the entry point of this package says; known, so that a run without plugins looks for none:
that would take a tenth of the time of a small one."""


class RegistryError(ValueError):
    """A rule package that does not load, or two rules that claim one name or code."""


class UnknownRule(ValueError):  # noqa: N818 - what the user typed is unknown; nothing failed
    """No rule has this code, name or prefix."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """One instance of every rule, in order of code.

    Raises RegistryError where a package does not load or a code or name is taken twice.
    """
    rules: list[Rule] = []
    for package in sorted((*OURS, *_plugins()), key=lambda package: package.name):
        rules += _loaded(package)
    _unique(rules)
    return tuple(sorted(rules))


def _plugins() -> Iterator[Package]:
    """Those that are on. Raises RegistryError for one that is not there."""
    if not switched_on():
        return
    from importlib.metadata import entry_points

    every = (Package(one.name, one.value, one.load) for one in entry_points(group=GROUP))
    plugins = {one.name: one for one in every if one.value != BUILTIN}
    for name in sorted(switched_on()):
        if name not in plugins:
            there = f"there are {', '.join(sorted(plugins))}" if plugins else "there is none"
            raise RegistryError(f"no plugin {name!r} is installed; {there}")
        yield plugins[name]


def _loaded(package: Package) -> Sequence[Rule]:
    """The rules of a package. Whatever a stranger's code raises, a RegistryError says so."""
    try:
        with nullcontext() if package.value == BUILTIN else time_limit(LOADING):
            rules = [found() for found in _classes(package.load())]
        for rule in rules:
            _declares(rule)
    except RegistryError:
        raise
    except (Exception, SystemExit) as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise RegistryError(f"rules of {package.name} ({package.value}): {said}") from error
    return rules


def _declares(rule: Rule) -> None:
    """Raises ValueError for a rule that does not say what every rule has to say."""
    name = f"{type(rule).__module__}.{type(rule).__qualname__}"
    for field, fits in DECLARED.items():
        value = getattr(rule, field, None)
        if not fits(value):
            raise ValueError(f"{name}.{field} cannot be {value!r}")


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
