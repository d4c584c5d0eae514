"""`seedlint check`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from seedlint.cli import FAILED
from seedlint.cli_baseline import (
    baseline_option,
    no_baseline_option,
    open_baseline,
    recorder,
    tell_idle,
    tell_written,
)
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
    Fault,
    chosen_rules,
    configuration,
    default_paths,
    fails,
    gathered,
    jobs_for,
    look_of,
    open_shelf,
    reference_documents,
)

if TYPE_CHECKING:
    from seedlint.config import Config
    from seedlint.core import Document, Report, Rule, Severity
    from seedlint.house import Profile
    from seedlint.progress import Ticker
    from seedlint.reporters.look import Look
    from seedlint.shelf import Shelf

    Render = Callable[[Iterable[Report], Look], Iterator[str]]

FORMATS = {
    "rich": "terminal",
    "concise": "concise",
    "jsonl": "jsonl",
    "json": "jsonarray",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
}
"""The module of `seedlint.reporters` behind each format."""
COUNTED = ("rich", "concise", "jsonl", "json")
"""The formats that can hold statistics."""


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="rich",
    help="rich: for a person (default); concise: a line a finding; jsonl and json: for programs; "
    "sarif, github, gitlab and junit: for what these systems show beside a change.",
)
@click.option("--output", metavar="FILE", help="Write the report to a file.")
@click.option("--statistics", is_flag=True, help="Only how often each rule found something.")
@select_option
@ignore_option
@profile_option
@plugin_option
@lang_option
@encoding_option
@reference_option
@jobs_option
@fail_on_option
@click.option("--unsafe-fixes", is_flag=True, help="Count unsafe fixes as fixable.")
@baseline_option
@no_baseline_option
@click.option(
    "--write-baseline", metavar="FILE", help="Write down what is found as known; report nothing."
)
def check(
    paths: Sequence[str],
    form: str,
    output: str | None,
    statistics: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: Profile | None,
    lang: str,
    encoding: str | None,
    reference: Sequence[str],
    jobs: int | None,
    fail_on: str,
    unsafe_fixes: bool,
    baseline: str | None,
    no_baseline: bool,
    write_baseline: str | None,
) -> int:
    """Report defects; nothing is changed.

    PATHS are files, folders or - for standard input; without any, what the configuration names as
    seeds, else seeds/ if there is one, else the current folder. Exit code: 0 nothing left to do,
    1 findings, 2 something could not be read.
    """
    from seedlint.destination import destination
    from seedlint.progress import Ticker

    if statistics and form not in COUNTED:
        raise Fault(f"--statistics has no {form} format; choose {', '.join(COUNTED)}")
    if write_baseline and (output or statistics or baseline):
        raise click.UsageError("--write-baseline takes all that is found and writes no report")
    config = configuration(select, ignore, profile)
    rules = chosen_rules(config)
    known = open_baseline(config, baseline, no_baseline or bool(write_baseline))
    if write_baseline:
        output, fail_on, render = write_baseline, "never", recorder(write_baseline)
    else:
        render = _renderer(FORMATS[form], statistics)
    ticker = Ticker()
    documents = reference_documents(config, reference, encoding)
    paths = default_paths(config, paths)
    shelf = open_shelf(config, paths, output=output, encoding=encoding)
    severities: Counter[Severity] = Counter()
    reports = _reports(ticker, shelf, rules, config, documents, jobs)
    reports = _noting(known.found(reports) if known else reports, severities)
    look = look_of(None if output else sys.stdout, lang, unsafe_fixes)
    look = look._replace(recognises=config.recognises)
    with destination(output) as file:
        for piece in render(reports, look):
            ticker.make_way(file)
            file.write(piece)
    if write_baseline:
        tell_written(write_baseline, severities.total())
    if known:
        tell_idle(known, rules)
    return FAILED if shelf.troubled else int(fails(severities, fail_on))


def _reports(
    ticker: Ticker,
    shelf: Shelf,
    rules: Sequence[Rule],
    config: Config,
    reference: Sequence[Document],
    jobs: int | None,
) -> Iterator[Report]:
    from seedlint.run import check_sources
    from seedlint.sources.trouble import SourceError

    evidence = gathered(ticker, shelf, reference)
    crew = jobs_for(shelf, jobs)
    reports = check_sources(shelf.sources(), rules, evidence, config.ignored, crew)
    for report in ticker.watch(reports, "checking", shelf.count):
        if isinstance(report, SourceError):
            shelf.trouble(report)
        else:
            yield report


def _renderer(name: str, statistics: bool) -> Render:
    """What renders this format, its module imported only now."""
    module = import_module("seedlint.reporters." + ("statistics" if statistics else name))
    render: Render = getattr(module, f"render_{name}" if statistics else "render")
    return render


def _noting(reports: Iterable[Report], severities: Counter[Severity]) -> Iterator[Report]:
    for report in reports:
        severities.update(finding.severity for finding in report.found)
        yield report
