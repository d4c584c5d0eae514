"""The command as the shell runs it: pipes, streams, signals, and what it imports."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from seedlint.cli import main

BAD = "识 别结果，仍需核对。\n"
GOOD = "识别结果，仍需核对。\n"
ONLY = ("--select", "SP001")
COMMAND = (sys.executable, "-m", "seedlint")


def seedlint(
    *argv: str | bytes, cwd: Path, stdin: bytes = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **env}
    return subprocess.run(
        [*COMMAND, *argv], cwd=cwd, input=stdin, capture_output=True, env=environment, check=False
    )


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_many_files_in_one_call_are_all_checked(tmp_path: Path) -> None:
    names = [write(tmp_path / f"{number:02}.txt", BAD).name for number in range(40)]
    done = seedlint("check", *ONLY, "--format", "concise", *names, cwd=tmp_path)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert [line.split(":")[0] for line in lines] == names


@pytest.mark.parametrize("form", ["rich", "concise", "jsonl", "json"])
def test_a_closed_pipe_ends_quietly(tmp_path: Path, form: str) -> None:
    for number in range(40):
        write(tmp_path / f"{number}.txt", BAD * 200)
    with subprocess.Popen(
        [*COMMAND, "check", *ONLY, "--format", form],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() in {1, 141}


SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_an_interrupt_is_one_line(tmp_path: Path, number: int, code: int) -> None:
    fifo = tmp_path / "never"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [*COMMAND, "check", "never"], cwd=tmp_path, stderr=subprocess.PIPE
    ) as process:
        writer = os.open(fifo, os.O_WRONLY)
        time.sleep(0.3)
        process.send_signal(number)
        assert process.stderr
        assert process.stderr.read() == b"seedlint: interrupted\n"
        assert process.wait() == code
        os.close(writer)


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
STREAMS = [
    pytest.param("check a.txt >/dev/full", 2, "standard output: no space left", marks=FULL),
    pytest.param("fix - <a.txt >/dev/full", 2, "standard output: no space left", marks=FULL),
    pytest.param("--help >/dev/full", 2, "standard output: no space left", marks=FULL),
    pytest.param("check a.txt --output /dev/full", 2, "/dev/full: no space left", marks=FULL),
    pytest.param("check no.txt 2>/dev/full", 2, "", marks=FULL),
    pytest.param("fix --in-place a.txt 2>/dev/full", 0, "", marks=FULL),
    ("check a.txt >&-", 2, "standard output: is closed"),
    ("fix - <a.txt >&-", 2, "standard output: is closed"),
    ("check - <&-", 2, "<stdin>: is closed"),
    ("fix - <&-", 2, "<stdin>: is closed"),
    ("check no.txt 2>&-", 2, ""),
    ("fix --in-place a.txt 2>&-", 0, ""),
    ("check a.txt >&- 2>&- <&-", 2, ""),
    ("check a.txt", 1, ""),
]


@pytest.mark.parametrize(("line", "code", "said"), STREAMS)
def test_a_stream_that_takes_or_gives_nothing(
    tmp_path: Path, line: str, code: int, said: str
) -> None:
    write(tmp_path / "a.txt", BAD)
    name, *rest = line.split(" ", 1)
    options = " ".join(ONLY) if name in ("check", "fix") else ""
    command = f"exec {shlex.join(COMMAND)} {name} {options} {' '.join(rest)}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    told = done.stderr.decode().replace("Fixed 1 in 1 file: SP001 1\n", "")
    assert (done.returncode, told.count("\n")) == (code, int(bool(said)))
    assert said in told


def test_a_current_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", BAD)
    (tmp_path / "gone").mkdir()
    command = f"cd gone && rmdir ../gone && exec {shlex.join(COMMAND)} check ../a.txt"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"the current folder was removed" in done.stderr


def test_stdin_to_stdout(tmp_path: Path) -> None:
    done = seedlint("fix", "-", *ONLY, cwd=tmp_path, stdin=BAD.encode())
    assert (done.returncode, done.stdout) == (0, GOOD.encode())
    done = seedlint("check", "-", *ONLY, "--format", "jsonl", cwd=tmp_path, stdin=BAD.encode())
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (1, 1, b"")


def test_stdin_that_cannot_be_decoded_is_one_line(tmp_path: Path) -> None:
    for argv in (["fix", "-"], ["check", "-"]):
        done = seedlint(*argv, cwd=tmp_path, stdin=BAD.encode() + b"\xff")
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.count(b"\n") == 1
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["rich", "concise", "jsonl", "json"])
def test_no_escape_sequence_reaches_the_terminal(tmp_path: Path, form: str) -> None:
    name = "\x1b[31m\u202e.txt"
    write(tmp_path / name, f"甲\x1b]0;owned\x07 \x1b[2J {BAD}")
    write(tmp_path / "\x1b[2J.txt", "").write_bytes(b"\xff")
    for rules in (("--select", "ALL"), ONLY):
        done = seedlint("check", *rules, "--format", form, ".", "\x1b", cwd=tmp_path)
        assert done.returncode == 2
        for stream in (done.stdout, done.stderr):
            assert b"\x1b" not in stream
            assert "\u202e" not in stream.decode()
        assert b"Traceback" not in done.stderr


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    name = b"\xd6\xd0.txt"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(BAD, encoding="utf-8")
    for form in ("rich", "concise", "jsonl", "json"):
        done = seedlint("check", *ONLY, "--format", form, name, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, b"")
        done.stdout.decode("utf-8")


@pytest.mark.parametrize("coding", ["ascii", "gb18030"])
def test_reports_are_utf8_whatever_the_locale(tmp_path: Path, coding: str) -> None:
    write(tmp_path / "a.txt", BAD)
    for form in ("rich", "concise", "jsonl"):
        done = seedlint("check", *ONLY, "--format", form, cwd=tmp_path, PYTHONIOENCODING=coding)
        assert done.returncode == 1
        done.stdout.decode("utf-8")


PROBE = """
import sys
from seedlint.cli import main
main(sys.argv[1:])
print(*sys.modules, sep="\\n", file=sys.stderr)
"""
HEAVY = {
    *("numpy", "opencc", "rich", "pyarrow", "multiprocessing", "concurrent.futures", "tomllib"),
    *("importlib.metadata", "email", "difflib", "statistics", "tempfile", "json"),
    *("seedlint.ledger", "seedlint.targets", "seedlint.undo", "seedlint.parallel"),
}
"""What a small clean file has no use for."""
ENGINE = {"seedlint.engine", "seedlint.registry", "regex", "pathspec"}


def imported(argv: Sequence[str], cwd: Path) -> set[str]:
    """The modules in memory when the command is done."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *argv], cwd=cwd, capture_output=True, check=True
    )
    return set(done.stderr.decode().splitlines())


def test_a_small_clean_file_imports_nothing_heavy(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", GOOD)
    assert not imported(["check", "a.txt"], tmp_path) & HEAVY
    for form in ("concise", "jsonl"):
        assert not imported(["check", "--format", form, "a.txt"], tmp_path) & HEAVY - {"json"}
    write(tmp_path / "a.txt", BAD)
    assert "numpy" not in imported(["check", *ONLY, "a.txt"], tmp_path)


@pytest.mark.parametrize("argv", [["--version"], ["--help"]])
def test_version_and_help_do_not_wait_for_the_engine(tmp_path: Path, argv: Sequence[str]) -> None:
    assert not imported(argv, tmp_path) & (HEAVY | ENGINE)


def test_a_fault_of_our_own_is_one_line_and_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object) -> None:
        raise KeyError("\x1b[2J")

    monkeypatch.setattr("seedlint.cli_shared.chosen_rules", fail)
    monkeypatch.setattr("seedlint.cli_check.chosen_rules", fail)
    assert main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("seedlint: a fault of seedlint's own at test_process.py:")
    assert said.endswith(": KeyError: '\\x1b[2J'; please report it\n")


@pytest.mark.parametrize(
    "argv", [["check", "--format", "{}"], ["check", "--{}"], ["{}"], ["check", "--encoding", "{}"]]
)
def test_usage_errors_repeat_no_command(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.format("\x1b[2J\n::error::\u202e##[add-mask]") for word in argv]) == 2
    said = capsys.readouterr().err
    assert "Error: " in said
    assert "##[" not in said
    assert [line for line in said.split("\n") if line.startswith("::")] == []
    assert said.replace("\n", "").isprintable()
