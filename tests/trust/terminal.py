"""Reports of hostile names and texts: nothing in them acts on a terminal or on a CI runner."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from findings import VALIDATOR, obeyed
from seedlint.cli_check import COUNTED, FORMATS
from trust.peers import NODE
from trust.programme import Outcome, Programme, workplace

NAMES = [
    "plain", "\n::add-mask::x", "\r\n::error::y", "##[add-mask]z", "##vso[task.setvariable]v",
    "\x1b]0;owned\x07", "\x1b[2J\x9b31m", "\u202egnp", "\u200b\u2066\ufeff", "%0A::error::w",
    "a,line=1::u", "<script>alert(1)<", "]]>&lt;", "\"'><img>", "[t](javascript:t)", "=cmd|' 'x",
    "{0}%s%n", "-rf", "\x85\u2028\u2029",
]  # fmt: skip
TEXTS = [
    "识\x1b]0;owned\x07 别\x1b[31m，\x1b[2J仍需\x9b2J核对。\x85\n",
    "识\u202e 别\u2066，仍需\u200f核对\u2069。\u061c\u200b\ufeff\n",
    "<script>alert(1)</script> 识 别,“]]>--><![CDATA[&lt;&#10;&nbsp;<br>中\"'><img src=x>,好\n",
    "::error::x 识 别,中\n\r::add-mask::识 别,\r  ::stop-commands::x,中\n##[add-mask]识 别,\n",
    "##vso[task.setvariable variable=x]识 别,\n::set-output name=a::识 别,%0A::error::好\n",
    "".join(f"识{chr(code)} 别,中" for code in [*range(32), *range(0x7F, 0xA0)]) + "\n",
    "识\ufffe 别\uffff,中\ufdd0\U0001fffe\ue000\U00100000\u2028好 的\u2029。\n",
    "[看](javascript:alert(1)) 识 别,中 ![x](data:text/html,x) `code` **b** | t |\n",
    "=cmd|' /c calc'!A1,识 别,中\n+1,@x,识 别\n",
    "{0} {} {x!r} %s %(x)s ${HOME} $(id) 识 别,中 \\x1b[31m \\n\n",
]
ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
RUNNER = re.compile(r"^[^\S\n]*::(?!(?:error|warning|notice) file=)|##\w*\[", re.MULTILINE)
"""What a runner takes for a command that is none of ours; it reads no terminal."""


class Run(NamedTuple):
    """A command and what reads its report, raising for one that is not as it should be."""

    argv: Sequence[str]
    parse: Callable[[str], object]
    on_terminal: bool = False


def _lines(report: str) -> object:
    return [json.loads(line) for line in report.split("\n")[:-1]]


def _sarif(report: str) -> object:
    for error in VALIDATOR.iter_errors(json.loads(report)):
        raise error
    return report


def _gitlab(report: str) -> object:
    return [(one["description"], one["fingerprint"], one["location"]) for one in json.loads(report)]


def _junit(report: str) -> object:
    tags = {element.tag for element in ElementTree.fromstring(report).iter()}
    if tags - {"testsuites", "testsuite", "testcase", "failure"}:
        raise ValueError(f"{tags}")
    return tags


def _github(report: str) -> object:
    return [fields["line"] for _, fields, _ in obeyed(report)]


PARSERS: Mapping[str, Callable[[str], object]] = {
    "rich": str, "concise": str, "jsonl": _lines, "json": json.loads, "sarif": _sarif,
    "github": _github, "gitlab": _gitlab, "junit": _junit,
}  # fmt: skip
EVERY = ("--select", "ALL", "--fail-on", "never")
GOLD = {"file": "no\x1b]0;x\x07\u202e.txt", "class": "dup-char", "start": 0, "end": 1}
ODD = "\x1b]0;x\x07\n::error::\u202e##[add-mask]"


def _runs() -> Iterator[Run]:
    for form in FORMATS:
        for lang in ("en", "zh"):
            check = ("check", *EVERY, "--format", form, "--lang", lang, ".")
            yield Run(check, PARSERS[form])
            yield Run(check, str, on_terminal=True)
        if form in COUNTED:
            yield Run(("check", *EVERY, "--format", form, "--statistics", "."), PARSERS[form])
    yield Run(("fix", *EVERY, "--unsafe-fixes", "--diff", "."), str, on_terminal=True)
    yield Run(("check", *EVERY, "--write-baseline", "known.json", "."), str)
    yield Run(("check", *EVERY, "--baseline", "known.json", "."), str)
    yield Run(("fix", *EVERY, "--unsafe-fixes", "-o", f"out{ODD}", "."), str)
    yield Run(("fix", *EVERY, "--unsafe-fixes", "--in-place", "."), str)
    yield Run(("log", "."), str)
    yield Run(("log", "--format", "jsonl", "."), _lines)
    yield Run(("log", f"out{ODD}"), str)
    for name in NAMES[1:4]:
        yield Run(("map", f"{name}0.txt", "0", "9"), str)
        yield Run(("map", f"{name}0.txt", "0", "9", "--format", "jsonl"), _lines)
    yield Run(("evaluate", "gold.jsonl", "--root", "."), str)
    yield Run(("undo", "."), str)
    for argv in (
        ("check", ODD), ("fix", ODD, "--in-place"), ("undo", ODD), ("log", ODD), ("map", ODD, "0"),
        ("explain", ODD), ("evaluate", ODD, "--root", ODD), ("check", "--select", ODD),
        ("check", "--plugin", ODD), ("check", "--baseline", ODD), ("check", "--output", f"{ODD}/x"),
        ("check", "--encoding", ODD), ("check", "--profile", ODD), ("check", "--format", ODD),
        ("check", f"--{ODD}"), (ODD,), ("undo", "--run", ODD), ("check", "--reference", ODD),
    ):  # fmt: skip
        yield Run(argv, str)


def seedlint(size: int) -> Outcome:
    """`size` of the runs, spread over all."""
    every = list(_runs())
    runs = every[:: max(1, len(every) // size)]
    raw, broken = 0, []
    with workplace() as place:
        count = lay(place)
        for run in runs:
            out, err = _ran(place, run)
            shown = COLOUR.sub("", out.replace("\r\n", "\n")) if run.on_terminal else out
            raw += len(acting(shown)) + len(acting(err))
            broken += [f"{run.argv[:4]}: {wrong}" for wrong in _wrongs(run, shown, err)]
    result = f"{raw} raw control characters, {len(broken)} that do not parse or hold a command"
    return Outcome(
        f"{len(runs)} reports on {count} files", "; ".join([result, *broken]), not (raw or broken)
    )


def lay(folder: Path) -> int:
    """Every name with every text, as plain text and as Markdown; how many that are."""
    files = [
        (f"{name}{number}{suffix}", text)
        for name in NAMES
        for number, text in enumerate(TEXTS)
        for suffix in (".txt", ".md")
    ]
    for name, text in files:
        (folder / name).write_bytes(text.encode())
    (folder / "gold.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return len(files)


def _ran(folder: Path, run: Run) -> tuple[str, str]:
    command = [sys.executable, "-m", "seedlint", *run.argv]
    if not run.on_terminal:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    reader, terminal = pty.openpty()
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=terminal,
        stderr=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(terminal)
        pieces = []
        while piece := _read(reader):
            pieces.append(piece)
        os.close(reader)
        assert process.stderr
        return b"".join(pieces).decode("utf-8"), process.stderr.read().decode("utf-8")


def _read(reader: int) -> bytes:
    try:
        return os.read(reader, 1 << 16)
    except OSError:  # the other end is closed
        return b""


def acting(text: str) -> Sequence[str]:
    """The characters of a text that act on a terminal or on a line."""
    return [char for char in text if char != "\n" and unicodedata.category(char) in ACTING]


def _wrongs(run: Run, out: str, err: str) -> Iterator[str]:
    try:
        run.parse(out)
    except Exception as error:
        yield f"{type(error).__name__}: {error}"[:200]
    if "Traceback" in err:
        yield err[-200:]
    if not run.on_terminal and (found := RUNNER.search(out)):
        yield f"a command: {found[0]!r}"
    if found := RUNNER.search(err):
        yield f"a command: {found[0]!r}"


PEERS: Mapping[str, Sequence[Sequence[str]]] = {
    "autocorrect": [
        (str(NODE / "autocorrect"), "--lint", "--no-diff-bg-color", "--format", form, ".")
        for form in ("diff", "json", "rdjson")
    ],
    "zhlint": [(str(NODE / "zhlint"), "*.txt"), (str(NODE / "zhlint"), "*.md")],
}


def peer(tool: str, size: int) -> Outcome:
    """Every report of the tool; what is meant to be JSON has to parse."""
    raw = broken = commands = 0
    with workplace() as place:
        count = lay(place)
        for argv in PEERS[tool]:
            done = subprocess.run(argv, cwd=place, capture_output=True, check=False)
            out = COLOUR.sub("", done.stdout.decode("utf-8", "replace"))
            raw += len(acting(out)) + len(
                acting(COLOUR.sub("", done.stderr.decode("utf-8", "replace")))
            )
            commands += len(RUNNER.findall(out))
            if argv[-2].endswith("json"):
                try:
                    json.loads(out)
                except ValueError:
                    broken += 1
    result = (
        f"{raw:,} raw control characters, {broken} reports that do not parse, {commands:,} commands"
    )
    return Outcome(
        f"{len(PEERS[tool])} reports on {count} files", result, not (raw or broken or commands)
    )


REPORTS = Programme(
    "reports",
    "names, ids, arguments and texts with escapes, C0, C1, bidi and invisible characters, "
    "newlines, workflow commands, markup and formulas; every command and format, to a pipe and "
    "to a terminal",
    "0 raw control characters but newlines and our own colours, every format parses, no command "
    "that is not ours",
    1000,
    seedlint,
    {tool: partial(peer, tool) for tool in PEERS},
)
