"""`seedlint evaluate`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from seedlint.cli import FAILED
from seedlint.cli_options import (
    LEVELS,
    encoding_option,
    ignore_option,
    lang_option,
    plugin_option,
    profile_option,
    select_option,
)
from seedlint.cli_shared import (
    Fault,
    chosen_rules,
    complain,
    configuration,
    look_of,
    open_shelf,
)

if TYPE_CHECKING:
    from seedlint.config import Config
    from seedlint.core import Document, Report, Rule
    from seedlint.gold import GoldError, GoldRecord
    from seedlint.house import Profile
    from seedlint.progress import Ticker
    from seedlint.shelf import Shelf

    Key = tuple[str, int | None]
    Gold = Mapping[Key, Sequence[GoldRecord]]

COMPLAINTS = 10
"""Bad lines of gold that are named one by one."""


@click.command()
@click.argument("gold")
@click.option("--root", required=True, metavar="DIR", help="The folder of the texts.")
@click.option("--misses", is_flag=True, help="List what was not found.")
@click.option("--false-alarms", is_flag=True, help="List the findings where nothing is wrong.")
@click.option(
    "--severity",
    type=click.Choice(LEVELS),
    default="info",
    show_default=True,
    help="The least severity of the findings that count.",
)
@select_option
@ignore_option
@profile_option
@plugin_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["rich", "json"]),
    default="rich",
    help="rich: tables for a person (default); json: one object for programs.",
)
@lang_option
@encoding_option
def evaluate(
    gold: str,
    root: str,
    misses: bool,
    false_alarms: bool,
    severity: str,
    select: Sequence[str],
    ignore: Sequence[str],
    profile: Profile | None,
    form: str,
    lang: str,
    encoding: str | None,
) -> int:
    """Tell how well the rules do on texts in which every defect was marked by hand.

    GOLD holds one JSON object a defect; docs/evaluate.md tells its fields. All files below the
    folder are read, for what they say of each other; those with gold are scored. Exit code: 0
    scored, 2 something could not be read.
    """
    from seedlint.core import Severity
    from seedlint.evaluate import Score, score
    from seedlint.progress import Ticker
    from seedlint.reporters import scores

    config = configuration(select, ignore, profile)
    rules = chosen_rules(config)
    marked = _marked(gold)
    if not Path(root).is_dir():
        raise Fault(f"{root}: is no folder; --root names the one that the files of the gold lie in")
    shelf = open_shelf(config, [root], encoding=encoding)
    ticker = Ticker()
    reports = _reports(ticker, shelf, rules, config, Task(gold, Path(root), marked))
    scored = [score(report, records, Severity(severity)) for report, records in reports]
    render = scores.render_json if form == "json" else scores.render
    look = look_of(sys.stdout, lang)
    for piece in render(Score(scored, rules), look, misses, false_alarms):
        click.echo(piece, nl=False, color=look.color)
    return FAILED if shelf.troubled else 0


class Task(NamedTuple):
    """The name of the gold, the folder it speaks of, and its records by text."""

    gold: str
    root: Path
    marked: Gold

    def records(self, document: Document) -> Sequence[GoldRecord]:
        name = Path(document.path).relative_to(self.root).as_posix()
        return self.marked.get((name, document.record), ())

    def is_gold(self, document: Document) -> bool:
        return os.path.realpath(document.path) == os.path.realpath(self.gold)


def _marked(gold: str) -> Gold:
    """The records of a file by text. Raises Fault where a line is no record."""
    from seedlint.gold import GoldError, parse
    from seedlint.sources.text import read
    from seedlint.sources.trouble import SourceError

    marked: dict[Key, list[GoldRecord]] = {}
    errors = []
    try:
        text = read(Path(gold), max_size=None).document.text
    except SourceError as error:
        raise Fault(str(error)) from None
    for one in parse(text):
        if isinstance(one, GoldError):
            errors.append(one)
        else:
            marked.setdefault((one.file, one.record), []).append(one)
    _refuse(gold, errors)
    if not marked:
        raise Fault(f"{gold}: holds no record; write one JSON object a line")
    return marked


def _refuse(gold: str, errors: Sequence[GoldError]) -> None:
    """Raises Fault if there are any, after naming the first ones."""
    if not errors:
        return
    *named, last = [f"{gold}:{error}" for error in errors[:COMPLAINTS]]
    if len(errors) > COMPLAINTS:
        named, last = [*named, last], f"{gold}: {len(errors) - COMPLAINTS} more lines like these"
    for line in named:
        complain(line)
    raise Fault(last)


def _reports(
    ticker: Ticker, shelf: Shelf, rules: Sequence[Rule], config: Config, task: Task
) -> Iterator[tuple[Report, Sequence[GoldRecord]]]:
    """What is found in the texts that have gold. Raises Fault where the gold does not fit them."""
    from seedlint.run import check_sources, opened
    from seedlint.sense.evidence import gather
    from seedlint.sources.trouble import SourceError

    documents = ticker.watch(shelf.documents(), "reading")
    evidence = gather(one for one in documents if not task.is_gold(one))
    sources = []
    for source in map(opened, shelf.sources()):
        if isinstance(source, SourceError):
            shelf.trouble(source)
        elif task.records(source.document):
            sources.append(source)
    _refuse(task.gold, list(_misfits(task, [source.document for source in sources])))
    for report in ticker.watch(
        check_sources(sources, rules, evidence, config.ignored), "checking", len(sources)
    ):
        if isinstance(report, SourceError):
            shelf.trouble(report)
        else:
            yield report, task.records(report.document)


def _misfits(task: Task, documents: Sequence[Document]) -> Iterator[GoldError]:
    """Records of texts that are not there, then those whose text is another one."""
    from seedlint.gold import GoldError

    there = {records[0] for records in map(task.records, documents)}
    for (file, row), records in task.marked.items():
        if records[0] not in there:
            name = file if row is None else f"{file}#{row}"
            problem = f"no text {name!r} was read below {task.root}"
            yield GoldError(records[0].line, problem, "'file' begins below --root")
    for document in documents:
        for record in task.records(document):
            try:
                record.compare(document.text)
            except GoldError as error:
                yield error
