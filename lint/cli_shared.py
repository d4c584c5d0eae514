"""What the commands have in common: complaints, rules, files, how output looks."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from seedlint.cli import tell
from seedlint.cli_options import LEVELS

if TYPE_CHECKING:
    from seedlint.config import Config
    from seedlint.core import Document, Evidence, Rule, Severity
    from seedlint.house import Profile
    from seedlint.progress import Ticker
    from seedlint.reporters.look import Look
    from seedlint.shelf import Shelf
    from seedlint.sources.text import Source
    from seedlint.sources.trouble import SourceError

Command = Callable[..., Any]
SEEDS = "seeds"
FEW = 4
MUCH = 4_000_000
"""Code points from which several processes are worth their making."""


class Fault(click.ClickException):
    """What the user has to know in one line; the exit code is 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        complain(self.message)


def complain(what: object) -> None:
    """One line, whatever names stand in it."""
    tell(f"seedlint: {what}")


def configuration(
    select: Sequence[str] = (), ignore: Sequence[str] = (), profile: Profile | None = None
) -> Config:
    """What the project of the current folder says, and the options of the command line.

    Raises Fault for whatever is wrong with it.
    """
    from seedlint.config import load

    _switch_on_own_plugins()
    try:
        config = load(Path.cwd())
        config.check()
    except FileNotFoundError:
        raise Fault("the current folder was removed; change to one that exists") from None
    except ValueError as error:
        raise Fault(str(error)) from None
    return config.told(select, ignore, profile)


def chosen_rules(config: Config) -> Sequence[Rule]:
    """The rules to run. Raises Fault for a word that names none, or rules that do not load."""
    try:
        return config.rules()
    except ValueError as error:
        raise Fault(str(error)) from None


def every_rule() -> Sequence[Rule]:
    """All rules as they come. Raises Fault for rules that do not load."""
    from seedlint.registry import all_rules

    _switch_on_own_plugins()
    try:
        return all_rules()
    except ValueError as error:
        raise Fault(str(error)) from None


def _switch_on_own_plugins() -> None:
    from seedlint.config import switch_on_own_plugins

    try:
        switch_on_own_plugins()
    except ValueError as error:
        raise Fault(str(error)) from None


def default_paths(config: Config, paths: Sequence[str]) -> Sequence[str]:
    return paths or config.paths or [SEEDS if Path(SEEDS).is_dir() else "."]


def typed() -> str:
    """The command under way as somebody could type it, but of many paths only how many."""
    context = click.get_current_context()
    words = [str(context.info_name)]
    for param in context.command.params:
        name = str(param.name)
        if context.get_parameter_source(name) is not click.core.ParameterSource.COMMANDLINE:
            continue
        if name not in context.params:
            continue
        value = context.params[name]
        if isinstance(param, click.Argument):
            few = len(value) <= FEW
            words += map(shlex.quote, value) if few else [f"({len(value)} paths)"]
        elif isinstance(param, click.Option) and param.is_flag:
            words.append(param.opts[0])
        else:
            said = ",".join(value) if isinstance(value, list) else str(value)
            words += [param.opts[0], shlex.quote(said)]
    return " ".join(words)


def fails(severities: Iterable[Severity], fail_on: str) -> bool:
    """Whether one of these is at or above the severity that fails the run."""
    levels = [] if fail_on == "never" else LEVELS[: LEVELS.index(fail_on) + 1]
    return any(severity.value in levels for severity in severities)


def look_of(stream: TextIO | None, lang: str, unsafe: bool = False) -> Look:
    """Colour and width for a stream: a terminal's own, and none for a file or a pipe."""
    from seedlint.reporters.look import WIDTH, Look

    if stream is None or not stream.isatty():
        return Look(lang, unsafe=unsafe)
    import shutil

    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = max(40, shutil.get_terminal_size((WIDTH, 24)).columns)
    return Look(lang, color, width, unsafe)


def open_shelf(
    config: Config,
    paths: Sequence[str],
    skip: str | None = None,
    output: str | None = None,
    encoding: str | None = None,
) -> Shelf:
    """The sources of a run, in `encoding` if that is said; `skip` is a folder not to walk into.

    Raises Fault, as the first pass comes to it, for a source that the output would overwrite.
    """
    from seedlint.run import load
    from seedlint.shelf import Shelf

    max_size = config.settings.max_size
    skipped = [Path(skip)] if skip else ()
    loaded = load(paths, max_size=max_size, walk=config.walk, skip=skipped, encoding=encoding)
    texts = _texts(loaded, paths, os.path.realpath(output) if output else None)
    page_break = config.settings.page_break
    return Shelf(texts, complain, max_size=max_size, page_break=page_break)


def reference_documents(
    config: Config, paths: Sequence[str], encoding: str | None = None
) -> Sequence[Document]:
    """The texts of `--reference`. Raises Fault for one that cannot be read, or if none is there."""
    from seedlint.run import load
    from seedlint.sources.trouble import BinaryError, SourceError

    found = []
    loaded = load(paths, max_size=config.settings.max_size, walk=config.walk, encoding=encoding)
    for source in loaded:
        if isinstance(source, SourceError):
            if isinstance(source, BinaryError):
                continue
            raise Fault(f"--reference: {source}")
        found.append(source.document)
    if paths and not found:
        raise Fault(f"--reference: no text file in {', '.join(map(repr, paths))}")
    return found


def gathered(ticker: Ticker, shelf: Shelf, reference: Sequence[Document]) -> Evidence:
    """What the documents of the run and of the reference say; the first pass over the shelf."""
    from dataclasses import replace

    from seedlint.sense.evidence import gather

    evidence = gather(ticker.watch(shelf.documents(), "reading"))
    return replace(evidence, reference=reference)


def jobs_for(shelf: Shelf, asked: int | None) -> int:
    """How many processes for what stands on a shelf: no more than there are batches."""
    from seedlint.engine import BATCH

    most = min(shelf.count, 1 + shelf.size // BATCH)
    if asked:
        return min(asked, most)
    if shelf.size < MUCH:
        return 1
    from seedlint.crew import cores

    return min(cores(), most)


def _texts(
    loaded: Iterable[Source | SourceError], paths: Sequence[str], output: str | None
) -> Iterator[Source | SourceError]:
    """Without the binary files that nobody named, which are counted aloud."""
    from seedlint.sources.text import Source
    from seedlint.sources.trouble import BinaryError

    named = {"<stdin>", *map(str, map(Path, paths))}
    empty, binary = True, 0
    for source in loaded:
        empty = False
        if isinstance(source, BinaryError) and str(source.path) not in named:
            binary += 1
            continue
        if output and isinstance(source, Source) and os.path.realpath(source.path) == output:
            raise Fault(f"{output} is to be read and would be overwritten; name another output")
        yield source
    if binary:
        complain(f"{binary} binary file{'s' * (binary != 1)} skipped")
    if empty:
        complain(f"no text file in {', '.join(map(repr, paths))}")
