"""`seedlint fix`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from seedlint.cli import FAILED, tell
from seedlint.cli_baseline import baseline_option, no_baseline_option, open_baseline
from seedlint.cli_options import (
    encoding_option,
    fail_on_option,
    ignore_option,
    jobs_option,
    lang_option,
    paths_argument,
    plugin_option,
    profile_option,
    reference_option,
    select_option,
)
from seedlint.cli_shared import (
    chosen_rules,
    configuration,
    default_paths,
    fails,
    gathered,
    jobs_for,
    look_of,
    open_shelf,
    reference_documents,
    typed,
)

if TYPE_CHECKING:
    from seedlint.core import Document, Rule
    from seedlint.fixing import Fixed
    from seedlint.house import Profile
    from seedlint.progress import Ticker
    from seedlint.reporters.outcome import Outcome
    from seedlint.run import Ignored
    from seedlint.shelf import Shelf
    from seedlint.targets import Target

    Show = Callable[[Fixed], bytes] | None

INTERRUPTED = "every file is whole, `seedlint log` tells what is fixed; run again for the rest"
DIFF = {"-": ("red",), "+": ("green",), "@": ("cyan",)}


@click.command(short_help="Apply safe fixes to copies or in place, or show them as a diff.")
@paths_argument
@click.option("-o", "folder", metavar="DIR", help="Write cleaned copies below this folder.")
@click.option("--in-place", is_flag=True, help="Change the files themselves; see `seedlint undo`.")
@click.option("--diff", is_flag=True, help="Show what would change, write nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply fixes that may be wrong, too.")
@select_option
@ignore_option
@profile_option
@plugin_option
@lang_option
@encoding_option
@click.option(
    "--output-encoding",
    type=click.Choice(["utf-8"]),
    help="Write cleaned copies in UTF-8 whatever their sources are in.",
)
@reference_option
@jobs_option
@fail_on_option
@baseline_option
@no_baseline_option
def fix(
    paths: Sequence[str],
    folder: str | None,
    in_place: bool,
    diff: bool,
    unsafe_fixes: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: Profile | None,
    lang: str,
    encoding: str | None,
    output_encoding: str | None,
    reference: Sequence[str],
    jobs: int | None,
    fail_on: str,
    baseline: str | None,
    no_baseline: bool,
) -> int:
    """Apply safe fixes: to copies (-o DIR), to the files themselves (--in-place), or as a diff.

    `fix -` reads standard input and writes the fixed text to standard output. Without PATHS: what
    the configuration names as seeds, else seeds/ if there is one, else the current folder. Exit
    code: 0 nothing left to do, 1 something left (with --diff: something would change), 2 something
    could not be read or written.
    """
    from seedlint.progress import Ticker
    from seedlint.reporters.outcome import Outcome

    config = configuration(select, ignore, profile)
    rules = chosen_rules(config)
    known = open_baseline(config, baseline, no_baseline)
    paths = default_paths(config, paths)
    target, show = _plan(paths, folder, in_place, diff, output_encoding)
    documents = reference_documents(config, reference, encoding)
    shelf = open_shelf(config, paths, skip=folder, encoding=encoding)
    outcome = Outcome(target, known)
    job = Job(rules, unsafe_fixes, config.ignored, typed(), jobs)
    try:
        _run(Ticker(), shelf, outcome, job, documents, show)
    except KeyboardInterrupt as stop:
        if not show:
            stop.add_note(INTERRUPTED)
        raise
    for line in outcome.lines(look_of(sys.stderr, lang), only_shown=diff):
        tell(line)
    if shelf.troubled:
        return FAILED
    if diff:
        return int(outcome.changed > 0 and fail_on != "never")
    return int(fails(outcome.left.severities, fail_on))


class Job(NamedTuple):
    """What is to be fixed."""

    rules: Sequence[Rule]
    unsafe: bool
    ignored: Ignored
    command: str
    jobs: int | None


def _run(
    ticker: Ticker,
    shelf: Shelf,
    outcome: Outcome,
    job: Job,
    reference: Sequence[Document],
    show: Show,
) -> None:
    from seedlint.fixing import fix_sources
    from seedlint.sources.trouble import SourceError

    evidence = gathered(ticker, shelf, reference)
    told = job._asdict() | {"jobs": jobs_for(shelf, job.jobs)}
    fixing = fix_sources(shelf.sources(), **told, evidence=evidence, target=outcome.target)
    # closed at once when interrupted: what is being written is then written before a word is said
    with closing(fixing) as fixed:
        for one in ticker.watch(fixed, "fixing", shelf.count):
            try:
                if isinstance(one, SourceError):
                    raise one
                shown = show(one) if show else b""
            except SourceError as error:
                shelf.trouble(error)
                continue
            outcome.add(one)
            if shown:
                ticker.make_way(sys.stdout)
                sys.stdout.buffer.write(shown)


def _plan(
    paths: Sequence[str], folder: str | None, in_place: bool, diff: bool, encoding: str | None
) -> tuple[Target, Show]:
    """Where fixed text goes, and what is shown of each; a usage error unless that is clear."""
    from seedlint.targets import Copies, InPlace, Nowhere

    if encoding and (in_place or diff):
        raise click.UsageError("--output-encoding is for copies: with -o DIR or `fix -`")
    if "-" in paths:
        if folder or in_place or (len(paths) > 1 and not diff):
            raise click.UsageError("`fix -` writes standard output: no other paths, no target")
        return Nowhere(), _diff if diff else partial(_text, encoding)
    if [bool(folder), in_place, diff].count(True) != 1:
        raise click.UsageError("say where the fixed text goes: -o DIR, --in-place or --diff")
    if diff:
        return Nowhere(), _diff
    return Copies(Path(folder), encoding) if folder else InPlace(), None


def _text(encoding: str | None, fixed: Fixed) -> bytes:
    from seedlint.targets import fixed_bytes

    return fixed_bytes(fixed.source, fixed.report, encoding)


def _diff(fixed: Fixed) -> bytes:
    """As `git apply` reads it, byte for byte; on a terminal in colours and without escapes."""
    from seedlint.diff import diff_bytes, unified_diff
    from seedlint.targets import fixed_bytes

    fixed_bytes(fixed.source, fixed.report)  # what could not be written is not shown as if it were
    if not sys.stdout.isatty():
        return diff_bytes(fixed)
    from seedlint.reporters.style import styled
    from seedlint.reporters.visible import visible

    text = unified_diff(fixed)
    look = look_of(sys.stdout, "en")
    lines = text.split("\n")[:-1]
    shown = (styled(look, visible(line), *DIFF.get(line[:1], ())) + "\n" for line in lines)
    return "".join(shown).encode(sys.stdout.encoding, "backslashreplace")
