"""`seedlint undo` and `seedlint log`: what ledgers know."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seedlint.cli import FAILED, tell
from seedlint.cli_options import (
    paths_argument,
    plugin_option,
    words_of,
)
from seedlint.cli_shared import (
    Fault,
    complain,
    configuration,
    default_paths,
    every_rule,
)

if TYPE_CHECKING:
    from seedlint.undo import Undone

CODE = re.compile("[A-Z]{2,}[0-9]{3,}")


@click.command()
@paths_argument
@click.option(
    "--run", metavar="ID", help="Only what this run did, copies included; see `seedlint log`."
)
@click.option(
    "--rule",
    "rules",
    multiple=True,
    callback=words_of,
    metavar="RULES",
    help="Only the edits of these rules; the rest stays fixed.",
)
@plugin_option
def undo(paths: Sequence[str], run: str | None, rules: Sequence[str]) -> int:
    """Take back what the last fix did, or one run, or one rule.

    PATHS are files or folders; what has changed since is left as it is. Without PATHS: what the
    configuration names as seeds, else seeds/ if there is one, else the current folder; with --run
    the project of the current folder. Exit code: 1 if edits of a rule stay because they cannot be
    parted from those of another, 2 if something cannot be undone.
    """
    from seedlint.sources.trouble import SourceError
    from seedlint.undo import Wanted, undo_paths

    config = configuration()
    paths = paths or ([project()] if run else default_paths(config, paths))
    wanted = Wanted(_run_named(run, paths) if run else "", frozenset(map(_code, rules)))
    troubled = stuck = False
    try:
        for one in undo_paths(paths, wanted):
            if isinstance(one, SourceError):
                complain(one)
                troubled = True
            else:
                _tell(one)
                stuck |= one.stuck > 0
    except KeyboardInterrupt as stop:
        stop.add_note("every file is whole; run again for the rest")
        raise
    return FAILED if troubled else int(stuck)


def _run_named(run: str, paths: Sequence[str]) -> str:
    from seedlint.history import run_named

    try:
        return run_named(run, paths)
    except ValueError as error:
        raise Fault(str(error)) from None


def _code(label: str) -> str:
    """The code of a rule; what looks like a code may be of a plugin that is gone."""
    from seedlint.registry import UnknownRule, find_rule

    if CODE.fullmatch(label):
        return label
    every_rule()
    try:
        return find_rule(label).code
    except UnknownRule as error:
        raise Fault(str(error)) from None


def _tell(one: Undone) -> None:
    """A line for what was taken back, and one for what could not be."""
    from seedlint.reporters.visible import visible

    path, rules = visible(str(one.path)), ", ".join(one.rules)
    edits = f"{one.edits} edit{'s' * (one.edits != 1)}"
    if not rules:
        tell(f"restored {path} ({edits})")
        return
    if one.edits:
        tell(f"took back {edits} of {rules} in {path}")
    if one.stuck:
        edits = f"{one.stuck} edit{'s' * (one.stuck != 1)}"
        others = ", ".join(one.others)
        both = ",".join([*one.rules, *one.others])
        complain(
            f"{path}: {edits} of {rules} cannot be parted from those of {others}, left as is; "
            f"--rule {both} takes all of both back"
        )


@click.command()
@paths_argument
@click.option(
    "--format", "form", type=click.Choice(["concise", "jsonl"]), default="concise",
    show_default=True, help="A line a run for a person, or a record a run.",
)  # fmt: skip
def log(paths: Sequence[str], form: str) -> int:
    """List the runs of `fix` that wrote something, newest first.

    PATHS are files or folders that were written, folders of copies included. Without PATHS: the
    project of the current folder.
    """
    from seedlint.history import runs
    from seedlint.reporters.runs import concise, jsonl

    past, troubles = runs(paths or [project()])
    for trouble in troubles:
        complain(trouble)
    for line in concise(past) if form == "concise" else jsonl(past):
        click.echo(line)
    if not past and not troubles:
        tell("No runs: nothing here was written by `seedlint fix`.")
    return FAILED if troubles else 0


def project() -> str:
    """The top of the project of the current folder, else that folder."""
    from seedlint.ledger import home_of

    return os.path.relpath(home_of(Path.cwd()))
