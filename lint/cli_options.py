"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Sequence

import click

LEVELS = ["error", "warning", "info"]


def words_of(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> list[str]:
    return [word for one in given for word in one.replace(",", " ").split()]


def _encoding(ctx: click.Context, param: click.Parameter, given: str | None) -> str | None:
    from seedlint.sources.encoding import encoding_named

    try:
        return encoding_named(given) if given else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _profile(ctx: click.Context, param: click.Parameter, given: str | None) -> str | None:
    from seedlint.house import PROFILES
    from seedlint.tables import nearest

    if given is None or given in PROFILES:
        return given
    raise click.BadParameter(f"{given!r} is no profile{nearest(given, PROFILES)}")


def _plugins(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> None:
    if given:
        from seedlint.plugins import switch_on

        switch_on(words_of(ctx, param, given))


paths_argument = click.argument("paths", nargs=-1, metavar="[PATHS]...")
select_option = click.option(
    "--select",
    multiple=True,
    callback=words_of,
    metavar="RULES",
    help="Only these rules: codes, names, prefixes such as PU, or ALL; with commas, or repeated.",
)
ignore_option = click.option(
    "--ignore", multiple=True, callback=words_of, metavar="RULES", help="Not these rules."
)
plugin_option = click.option(
    "--plugin",
    multiple=True,
    callback=_plugins,
    expose_value=False,
    metavar="NAME",
    help="Switch on the rules of another installed package.",
)
profile_option = click.option(
    "--profile",
    callback=_profile,
    metavar="[formal|law|fiction|technical]",
    help="What kind of text it is, which decides what is on by default; without it, technical for "
    "Markdown and formal for the rest.",
)
lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", help="Language of the messages."
)
encoding_option = click.option(
    "--encoding",
    callback=_encoding,
    metavar="NAME",
    help="What all files are in, where it cannot be told from their bytes: GB18030, Big5, ….",
)
reference_option = click.option(
    "--reference",
    multiple=True,
    metavar="DIR",
    help="Texts whose words are right, a folder or a file: WO002 leaves what stands in another one "
    "of them.",
)
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "never"]),
    default="warning",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that work beside each other; without it, one for each processor where there is "
    "much to do.",
)
