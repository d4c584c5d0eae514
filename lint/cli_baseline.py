"""What `check` and `fix` have in common where findings are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seedlint.cli_shared import (
    Fault,
    complain,
)

if TYPE_CHECKING:
    from seedlint.baseline import Baseline
    from seedlint.config import Config
    from seedlint.core import Report, Rule
    from seedlint.reporters.look import Look

LARGEST = 64_000_000
"""Bytes of a baseline: some 400,000 findings."""

baseline_option = click.option(
    "--baseline", metavar="FILE", help="Findings that are known and do not count."
)
no_baseline_option = click.option(
    "--no-baseline", is_flag=True, help="Set aside the baseline of the configuration."
)


def open_baseline(config: Config, given: str | None, without: bool) -> Baseline | None:
    """What is known, if there is a baseline. Raises Fault for a file that is none."""
    if given and without:
        raise click.UsageError("--baseline and --no-baseline do not go together")
    name = None if without else given or config.baseline
    if name is None:
        return None
    from seedlint.baseline import Baseline, BaselineError, parse
    from seedlint.sources.text import read_bytes
    from seedlint.sources.trouble import SourceError

    path = Path(name)
    remedy = "write it with `seedlint check --write-baseline`"
    try:
        if not path.exists():
            raise SourceError(path, "does not exist", remedy)
        data, _ = read_bytes(path, LARGEST)
        if len(data) > LARGEST:
            raise SourceError(path, f"larger than {LARGEST:,} bytes", remedy)
        return Baseline(parse(data), path)
    except BaselineError as error:
        raise Fault(str(SourceError(path, str(error), remedy))) from None
    except SourceError as error:
        raise Fault(str(error)) from None


def recorder(name: str) -> Callable[[Iterable[Report], Look], Iterator[str]]:
    """What renders reports as the baseline that is to stand in a file."""
    from seedlint.baseline import render

    return lambda reports, look: render(reports, Path(name))


def tell_written(name: str, count: int) -> None:
    complain(f"{count} finding{'s' * (count != 1)} known from now on, by {name}")


def tell_idle(known: Baseline, rules: Sequence[Rule]) -> None:
    """Say how much of the baseline can go."""
    if idle := known.idle({rule.code for rule in rules}):
        entries = "1 entry matches" if idle == 1 else f"{idle} entries match"
        complain(f"{known.path}: {entries} nothing any more; write it anew to drop them")
