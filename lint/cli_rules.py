"""`seedlint rules` and `seedlint explain`."""

from __future__ import annotations

import sys

import click

from seedlint.cli_options import (
    lang_option,
    plugin_option,
)
from seedlint.cli_shared import (
    Fault,
    every_rule,
    look_of,
)


@click.command()
@click.option("--format", "form", type=click.Choice(["rich", "json"]), default="rich")
@lang_option
@plugin_option
def rules(form: str, lang: str) -> None:
    """List all rules."""
    from seedlint.reporters.rulepage import listing, table

    every = every_rule()
    look = look_of(sys.stdout, lang)
    lines = listing(every) if form == "json" else table(every, look)
    for line in lines:
        click.echo(line, color=look.color)


@click.command()
@click.argument("rule", metavar="RULE")
@lang_option
@plugin_option
def explain(rule: str, lang: str) -> None:
    """Tell what a rule is for; RULE is a code or a name."""
    from seedlint.registry import UnknownRule, find_rule
    from seedlint.reporters.rulepage import page

    every_rule()
    try:
        found = find_rule(rule)
    except UnknownRule as error:
        raise Fault(str(error)) from None
    look = look_of(sys.stdout, lang)
    for line in page(found, look):
        click.echo(line, color=look.color)
