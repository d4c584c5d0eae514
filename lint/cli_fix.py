"""`seedlint fix` and `seedlint undo`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seedlint.cli import FAILED
from seedlint.cli_shared import (
    chosen_rules,
    complain,
    default_paths,
    fail_on_option,
    fails,
    ignore_option,
    lang_option,
    look_of,
    open_shelf,
    paths_argument,
    select_option,
)

if TYPE_CHECKING:
    from seedlint.core import Rule
    from seedlint.progress import Ticker
    from seedlint.reporters.outcome import Outcome
    from seedlint.run import Fixed
    from seedlint.shelf import Shelf
    from seedlint.targets import Target

    Show = Callable[[Fixed], bytes] | None

DIFF = {"-": ("red",), "+": ("green",), "@": ("cyan",)}


@click.command(short_help="Apply safe fixes to copies or in place, or show them as a diff.")
@paths_argument
@click.option("-o", "folder", metavar="DIR", help="Write cleaned copies below this folder.")
@click.option("--in-place", is_flag=True, help="Change the files themselves; see `seedlint undo`.")
@click.option("--diff", is_flag=True, help="Show what would change, write nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply fixes that may be wrong, too.")
@select_option
@ignore_option
@lang_option
@fail_on_option
def fix(
    paths: Sequence[str],
    folder: str | None,
    in_place: bool,
    diff: bool,
    unsafe_fixes: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    lang: str,
    fail_on: str,
) -> int:
    """Apply safe fixes: to copies (-o DIR), to the files themselves (--in-place), or as a diff.

    `fix -` reads standard input and writes the fixed text to standard output. Without PATHS:
    seeds/ if there is one, else the current folder. Exit code: 0 nothing left to do, 1 something
    left (with --diff: something would change), 2 something could not be read or written.
    """
    from seedlint.progress import Ticker
    from seedlint.reporters.outcome import Outcome

    rules = chosen_rules(select, ignore)
    paths = default_paths(paths)
    target, show = _plan(paths, folder, in_place, diff)
    shelf, outcome = open_shelf(paths, skip=folder), Outcome(target)
    _run(Ticker(), shelf, outcome, rules, unsafe_fixes, show)
    for line in outcome.lines(look_of(sys.stderr, lang), only_shown=diff):
        click.echo(line, err=True)
    if shelf.troubled:
        return FAILED
    if diff:
        return int(outcome.changed > 0 and fail_on != "never")
    return int(fails(outcome.left.severities, fail_on))


def _run(
    ticker: Ticker, shelf: Shelf, outcome: Outcome, rules: Sequence[Rule], unsafe: bool, show: Show
) -> None:
    from seedlint.run import fix_sources
    from seedlint.sense.evidence import gather
    from seedlint.sources.files import SourceError

    evidence = gather(ticker.watch(shelf.documents(), "reading"))
    sources, target = shelf.sources(), outcome.target
    fixed = fix_sources(sources, unsafe=unsafe, rules=rules, evidence=evidence, target=target)
    for one in ticker.watch(fixed, "fixing", shelf.count):
        if isinstance(one, SourceError):
            shelf.trouble(one)
            continue
        outcome.add(one)
        if show:
            ticker.make_way(sys.stdout)
            sys.stdout.buffer.write(show(one))


@click.command()
@paths_argument
def undo(paths: Sequence[str]) -> int:
    """Take back what the last fix did.

    PATHS are files or folders; what has changed since is left as it is. Without PATHS: seeds/ if
    there is one, else the current folder.
    """
    from seedlint.reporters.visible import visible
    from seedlint.run import undo_paths
    from seedlint.sources.files import SourceError

    troubled = False
    for one in undo_paths(default_paths(paths)):
        if isinstance(one, SourceError):
            complain(one)
            troubled = True
        else:
            edits = f"{one.edits} edit{'s' * (one.edits != 1)}"
            click.echo(f"restored {visible(str(one.path))} ({edits})", err=True)
    return FAILED if troubled else 0


def _plan(
    paths: Sequence[str], folder: str | None, in_place: bool, diff: bool
) -> tuple[Target, Show]:
    """Where fixed text goes, and what is shown of each; a usage error unless that is clear."""
    from seedlint.targets import Copies, InPlace, Nowhere

    if "-" in paths:
        if folder or in_place or (len(paths) > 1 and not diff):
            raise click.UsageError("`fix -` writes standard output: no other paths, no target")
        return Nowhere(), _diff if diff else _text
    if [bool(folder), in_place, diff].count(True) != 1:
        raise click.UsageError("say where the fixed text goes: -o DIR, --in-place or --diff")
    if diff:
        return Nowhere(), _diff
    return Copies(Path(folder)) if folder else InPlace(), None


def _text(fixed: Fixed) -> bytes:
    return ("\ufeff" * fixed.source.bom + fixed.report.text).encode("utf-8", "replace")


def _diff(fixed: Fixed) -> bytes:
    """As `git apply` reads it, byte for byte; on a terminal in colours and without escapes."""
    from seedlint.diff import unified_diff

    text = unified_diff(fixed)
    if not sys.stdout.isatty():
        return text.encode("utf-8")
    from seedlint.reporters.style import styled
    from seedlint.reporters.visible import visible

    look = look_of(sys.stdout, "en")
    lines = text.split("\n")[:-1]
    shown = (styled(look, visible(line), *DIFF.get(line[:1], ())) + "\n" for line in lines)
    return "".join(shown).encode(sys.stdout.encoding, "backslashreplace")
