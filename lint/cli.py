"""The command line: which command, how it ends.

Each command is a module of its own, imported when it is asked for: `--version` must not wait for
the engine, nor a commit hook for what draws tables.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from seedlint.interruption import exit_code, stoppable
from seedlint.version import __version__

COMMANDS = {
    "check": "seedlint.cli_check",
    "fix": "seedlint.cli_fix",
    "undo": "seedlint.cli_undo",
    "log": "seedlint.cli_undo",
    "map": "seedlint.cli_map",
    "rules": "seedlint.cli_rules",
    "explain": "seedlint.cli_rules",
    "evaluate": "seedlint.cli_evaluate",
    "init": "seedlint.cli_init",
}
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
FAILED, PIPE_CLOSED = 2, 141
"""Exit codes beside 0 and 1; the last is 128 and the number of the signal."""


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, but a closed pipe and a signal that asks to end are told from failures."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _abandon_stdout()
            raise click.exceptions.Exit(PIPE_CLOSED) from None
        except KeyboardInterrupt as stop:
            tell("; ".join(["seedlint: interrupted", *getattr(stop, "__notes__", [])]))
            raise click.exceptions.Exit(exit_code(stop)) from None
        return code


@click.group(cls=Commands, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="seedlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Find and mend what scanning and page layout leave behind in Chinese text."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code, whatever goes wrong."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # 40 ms of numpy's start; nothing uses them
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        with stoppable():
            code = cli.main(argv, prog_name="seedlint", standalone_mode=False)
    except click.Abort as error:
        tell("seedlint: interrupted")
        stop = error.__cause__
        return exit_code(stop if isinstance(stop, KeyboardInterrupt) else KeyboardInterrupt())
    except click.ClickException as error:
        _show(error)
        return FAILED
    except OSError as error:
        from seedlint.sources.trouble import failed

        _abandon_stdout()
        tell(f"seedlint: {failed(error.filename or 'standard output', error)}")
        return FAILED
    except MemoryError:
        _abandon_stdout()
        tell("seedlint: not enough memory; name fewer or smaller files")
        return FAILED
    except Exception as error:
        tell(f"seedlint: {_fault(error)}")
        return FAILED
    return int(code or 0)


def _fault(error: Exception) -> str:
    """A fault of ours in one line, with the place that whoever mends it has to know."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    said = f"{type(error).__name__}: {error}"[:200]
    return f"a fault of seedlint's own{place}: {said}; please report it"


def tell(line: str) -> None:
    """To standard error; that nobody can hear it changes neither what is done nor the exit code."""
    from seedlint.reporters.visible import inert
    from seedlint.sources.trouble import printable

    with suppress(OSError):
        click.echo(inert(printable(line)), err=True)


def _show(error: click.ClickException) -> None:
    """A usage error as click puts it, line by line: what was typed stands in it."""
    said = io.StringIO()
    error.show(said)
    for line in said.getvalue().splitlines():
        tell(line)


def _open_streams() -> None:
    """What the shell has closed (`>&-`) is there, and refuses to be read or written.

    So it is an error like any other. Standard error takes everything, since nobody listens.
    """
    for name, mode, refusing in (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, refusing), mode, encoding="utf-8"))
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _abandon_stdout() -> None:
    """Let what is still in the buffer go nowhere: writing it at exit would fail once more."""
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
