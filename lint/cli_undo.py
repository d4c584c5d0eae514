"""`seedlint undo` and `seedlint log`: what ledgers know."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from seedlint.cli import FAILED, tell
from seedlint.cli_shared import complain, configuration, default_paths, paths_argument


@click.command()
@paths_argument
def undo(paths: Sequence[str]) -> int:
    """Take back what the last fix did.

    PATHS are files or folders; what has changed since is left as it is. Without PATHS: what the
    configuration names as seeds, else seeds/ if there is one, else the current folder.
    """
    from seedlint.reporters.visible import visible
    from seedlint.run import undo_paths
    from seedlint.sources.trouble import SourceError

    troubled = False
    for one in undo_paths(default_paths(configuration(), paths)):
        if isinstance(one, SourceError):
            complain(one)
            troubled = True
        else:
            edits = f"{one.edits} edit{'s' * (one.edits != 1)}"
            tell(f"restored {visible(str(one.path))} ({edits})")
    return FAILED if troubled else 0


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
