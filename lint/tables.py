"""TOML tables into frozen dataclasses: each key a field, each value of the field's type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
UNIONS = (UnionType, Union)
"""Of a `Literal` and None Python makes the latter."""

KINDS: Mapping[object, str] = {
    str: "a string",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple: "a list",
    Mapping: "a table",
}


class TableError(ValueError):
    """A key that no field has, or a value that does not fit; str names key and remedy."""


def fill(kind: type[T], table: Mapping[str, object], where: str = "") -> T:
    """An instance of a dataclass; `where` is the table's own key, with a dot, for complaints.

    A field `max_size` has the key `max-size`. Raises TableError.
    """
    if not is_dataclass(kind):
        raise TableError(f"{where[:-1]} takes no options")
    names = {one.name.replace("_", "-"): one.name for one in fields(kind) if one.init}
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for key, given in table.items():
        if key not in names:
            raise TableError(f"unknown key {where}{key}{nearest(key, names)}")
        value, hint = _frozen(given), hints[names[key]]
        if not _fits(value, hint):
            near = _near(given, hint)
            raise TableError(f"{where}{key} must be {_said(hint)}, not {_shown(given)}{near}")
        values[names[key]] = value
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise TableError(f"{where[:-1]}: {error}" if where else str(error)) from error


def nearest(word: str, known: Iterable[str]) -> str:
    """What to say after an unknown word: the nearest known one, or all of them."""
    import difflib

    choice = list(known)
    near = difflib.get_close_matches(word.replace("_", "-").lower(), choice, 1)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(choice) or 'none'}"


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _fits(value: object, hint: object) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return any(type(value) is type(one) and value == one for one in inner)
    if origin in UNIONS:
        return any(_fits(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(one, inner[0]) for one in value)
    if origin is Mapping:
        return isinstance(value, dict) and all(
            _fits(_frozen(one), inner[1]) for one in value.values()
        )
    return hint is object or type(value) is hint or (hint is float and type(value) is int)


def _said(hint: object) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "one of " + ", ".join(f'"{one}"' for one in inner)
    if origin in UNIONS:
        return " or ".join(_said(one) for one in inner if one is not type(None))
    if origin is tuple and inner[0] is str:
        return "a list of strings"
    if origin is Mapping and inner[1] is not object:
        return f"a table, each value {_said(inner[1])}"
    return KINDS.get(origin or hint) or f"{hint}"


def _near(value: object, hint: object) -> str:
    """What to say after a misspelt value, if one that fits is near."""
    words = [word for one in (hint, *get_args(hint)) for word in get_args(one)]
    choice = [word for word in words if isinstance(word, str)]
    said = nearest(value, choice) if isinstance(value, str) else ""
    return said if "did you mean" in said else ""


def _shown(value: object) -> str:
    shown = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
    try:
        shown = shown or (f'"{value}"' if isinstance(value, str) else f"{value}")
    except ValueError:  # of some thousand digits
        shown = "that"
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
