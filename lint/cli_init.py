"""`seedlint init`."""

from __future__ import annotations

from pathlib import Path

import click

from seedlint.cli_shared import (
    Fault,
    configuration,
)

TEMPLATE = """\
# What seedlint reads here and which rules it applies. Uncomment what you want to change.
# The same keys may stand in pyproject.toml, below [tool.seedlint].
# Options of the command line win over this file. Paths and patterns begin at this file's folder;
# patterns are written as in .gitignore.

# Folders to read where the command line names none.
# seeds = ["seeds"]

# Which files of a folder are read, and which are not.
# A file that is named on the command line is always read.
# include = ["*.txt", "*.text", "*.md", "*.markdown"]
# exclude = []

# Rules by code, name or prefix; without `select`, those on by default (see `seedlint rules`).
# select = ["ALL"]
# ignore = ["SP005", "running-head"]

# What kind of text it is: "formal", "law", "fiction" or "technical". It decides which rules are on
# by default (see `seedlint rules`). Without it Markdown is technical and everything else formal.
# profile = "formal"

# The marks that are wanted in Chinese: "fullwidth" or "halfwidth", "curly" or "corner" quotes;
# or "keep", which leaves them as they are.
# punctuation = "fullwidth"
# quotes = "curly"

# The script that is wanted: "zh-cn", "zh-tw" or "zh-hk".
# script = "zh-cn"

# How a line looks that parts two pages, as a form feed does: a regular expression for all of it.
# page-break = "=+ [0-9]+ =+"

# Larger files are refused, in bytes.
# max-size = 16000000

# Findings that are known and do not count; `seedlint check --write-baseline FILE` writes them down.
# baseline = "seedlint-baseline.json"

# Rules that are not to speak of some files.
# [per-file-ignores]
# "poems/" = ["RE"]

# A rule that takes options has a table of its own, by code or name.
# [rules.NAME]
# OPTION = VALUE
"""
HOOK = """\
To check every commit with pre-commit, put this into .pre-commit-config.yaml, `rev` being the
version you want, and run `pre-commit install`:

repos:
  - repo: ADDRESS-OF-THE-REPOSITORY-OF-SEEDLINT
    rev: TAG-OR-COMMIT
    hooks:
      - id: seedlint-fix  # repairs what is safe, in place
      - id: seedlint      # reports the rest
"""


@click.command()
def init() -> None:
    """Write a commented seedlint.toml into the current folder; nothing is overwritten."""
    from seedlint.config_file import NAME
    from seedlint.sources.trouble import failed, printable

    there = configuration().path
    if there and there.parent == Path.cwd():
        raise Fault(f"{there.name} is there already and configures this folder; edit that")
    try:
        with Path(NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        raise Fault(f"{NAME} is there already; nothing is overwritten") from None
    except OSError as error:
        raise Fault(str(failed(NAME, error))) from None
    click.echo(f"wrote {NAME}\n")
    if there:
        click.echo(f"From now on it stands here in place of {printable(str(there))}.\n")
    click.echo(HOOK, nl=False)
