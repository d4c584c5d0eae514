"""Configurations that attack: data they are and data they stay."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from trust.programme import Outcome, Programme, workplace

CANARY = "canary"
LONGEST = 20.0
"""Seconds a run may take; on a busy machine."""
PAGE = "识 别结果，仍需核对。\n" * 20 + "X" * 190 + "\n"
TOUCH = f"touch {CANARY}"
CODE = f"__import__('os').system('{TOUCH}')"
EVIL = f"import pathlib\npathlib.Path({CANARY!r}).touch()\n"


class Attack(NamedTuple):
    """What is laid into an empty folder, and whether a run there may go on as if nothing were."""

    lay: Callable[[Path], object]
    harmless: bool = False


def _says(text: str | bytes, name: str = "seedlint.toml", harmless: bool = False) -> Attack:
    data = text if isinstance(text, bytes) else text.encode()
    return Attack(lambda folder: (folder / name).write_bytes(data), harmless)


def _folder(folder: Path) -> None:
    (folder / "seedlint.toml").mkdir()


def _huge(folder: Path) -> None:
    with (folder / "seedlint.toml").open("wb") as file:
        file.write(b"# ")
        file.truncate(100_000_000)


def _installed(folder: Path) -> None:
    """A package that says it is installed, where Python may look first, with a plugin."""
    (folder / "evil.py").write_text(EVIL)
    known = folder / "evil-1.0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    (known / "entry_points.txt").write_text("[seedlint.rules]\nbuiltin = evil\nevil = evil\n")


def _shadowing(folder: Path) -> None:
    """Modules called like those that a run imports late."""
    for name in ("regex", "pathspec", "opencc", "numpy", "tomllib", "rich"):
        (folder / f"{name}.py").write_text(EVIL)
    (folder / "seedlint.toml").write_text('page-break = "=+"\nexclude = ["x"]\nscript = "zh-tw"\n')


def _evil_beside(text: str) -> Callable[[Path], None]:
    def lay(folder: Path) -> None:
        (folder / "evil.py").write_text(EVIL)
        (folder / "seedlint.toml").write_text(text)

    return lay


def _beside(key: str, name: str, make: Callable[[Path], object]) -> Attack:
    """A file that the configuration names."""

    def lay(folder: Path) -> None:
        make(folder / name)
        value = f'["{name}"]' if key == "seeds" else f'"{name}"'
        (folder / "seedlint.toml").write_text(f"{key} = {value}\n")

    return Attack(lay)


def _made(path: Path) -> Path:
    path.touch()
    return path


def _link(target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "seedlint.toml").symlink_to(target)


KEYS = {
    "seeds": "{a = 1}", "include": "[[[]]]", "exclude": "1979-05-27", "select": '{a = "ALL"}',
    "ignore": "nan", "per-file-ignores": "[1]", "profile": "['formal']", "punctuation": "1.5",
    "quotes": "[]", "script": "{}", "page-break": "['a']", "max-size": "inf", "baseline": "7",
    "rules": '"all"',
}  # fmt: skip
"""For every key a value of another type."""

ATTACKS: Mapping[str, Attack] = {
    **{f"wrong type for {key}": _says(f"{key} = {value}\n") for key, value in KEYS.items()},
    "not TOML": _says("select = ["),
    "YAML object": _says(f'!!python/object/apply:os.system ["{TOUCH}"]\n'),
    "YAML object in a string": _says(f"profile = '!!python/object/apply:os.system [\"{TOUCH}\"]'"),
    "JSON": _says('{"select": ["ALL"]}'),
    "Python": _says(CODE),
    "Python in a list": _says(f'select = ["{CODE}"]'),
    "template": _says("profile = '{{7*7}}'"),
    "template that imports": _says(f'seeds = ["{{{{ cycler.__init__.__globals__.os.{TOUCH} }}}}"]'),
    "format string": _says('select = ["{0.__class__.__init__.__globals__}", "%s%s%n"]'),
    "shell in a name": _says(f'seeds = ["$({TOUCH})"]'),
    "shell in backticks": _says(f'baseline = "`{TOUCH}`"'),
    "shell after a semicolon": _says(f'seeds = ["; {TOUCH} && {TOUCH} | {TOUCH} #"]'),
    "name of the environment": _says('baseline = "$HOME/.bashrc"\nseeds = ["~", "${HOME}"]'),
    "unknown keys": _says('[tool.seedlint]\nplugins = ["evil"]'),
    "plugins": Attack(_evil_beside('plugins = ["evil"]\n')),
    "plugin as a rule": Attack(_evil_beside("[rules.evil]\nmodule = 'evil'\n")),
    "plugin by path": Attack(_evil_beside('select = ["./evil.py", "evil:Rule"]\n')),
    "plugin that is installed here": Attack(_installed, harmless=True),
    "modules of our own names": Attack(_shadowing, harmless=True),
    "extends another": _says('extends = "https://example.org/seedlint.toml"'),
    "path upwards": _says('seeds = ["../../../etc"]'),
    "absolute path": _says('seeds = ["/etc"]'),
    "path with NUL": _says('seeds = ["a\\u0000/../../etc"]'),
    "baseline elsewhere": _says('baseline = "/etc/passwd"'),
    "device as baseline": _says('baseline = "../../../../dev/zero"'),
    "pattern upwards": _says('include = ["../../**", "/etc/*"]', harmless=True),
    "pattern of stars": _says(f'exclude = ["{"*a" * 40}b"]'),
    "regular expression that explodes": _says(f'page-break = "((.+)+)+x{"?" * 30}"'),
    "regular expression that explodes later": _says('page-break = "(X|XX)+[^X]"'),
    "regular expression of brackets": _says(f'page-break = "{"(" * 480}"'),
    "regular expression that repeats": _says(
        'page-break = "((a{1,999}){1,999}){1,999}"', harmless=True
    ),
    "deep lists": _says("a = " + "[" * 100_000),
    "deep tables": _says(f"{'.'.join('a' * 50_000)} = 1"),
    "deep heads": _says("\n".join(f"[{'.'.join('a' * depth)}]" for depth in range(1, 600))),
    "many keys": _says("".join(f"k{number} = 1\n" for number in range(20_000))),
    "long key": _says(f"{'k' * 200_000} = 1"),
    "huge number": _says(f"max-size = {'9' * 100_000}"),
    "number that overflows": _says("max-size = 0x" + "f" * 5_000),
    "negative size": _says("max-size = -1"),
    "NUL": _says(b"select = [\0]"),
    "not UTF-8": _says(b'select = ["\xff\xfe"]'),
    "UTF-16": _says('select = ["SP"]'.encode("utf-16")),
    "escapes": _says('"\\u001b]0;x\\u0007\\u202e\\n::error::" = 1'),
    "escapes in a value": _says('select = ["\\u001b[2J\\r\\n::set-output name=a::b"]'),
    "100 MB": Attack(_huge),
    "a link to /etc/passwd": Attack(_link("/etc/passwd")),
    "a link to a device": Attack(_link("/dev/zero")),
    "a link to itself": Attack(_link("seedlint.toml")),
    "a link to nothing": Attack(_link("nothing")),
    "a folder": Attack(_folder),
    "a pipe": Attack(lambda folder: os.mkfifo(folder / "seedlint.toml")),
    "a pipe as baseline": _beside("baseline", "pipe", os.mkfifo),
    "a pipe as seeds": _beside("seeds", "pipe", os.mkfifo),
    "a deep baseline": _beside("baseline", "a.json", lambda path: path.write_text("[" * 10**6)),
    "a huge baseline": _beside("baseline", "a.json", lambda path: os.truncate(_made(path), 10**11)),
    "a .gitignore of stars": _says(f"{'*a' * 40}b\n{'**/a/' * 40}b\n", ".gitignore"),
    "a .gitignore of bytes": _says(bytes(range(256)) * 400, ".gitignore", harmless=True),
    "a .gitignore that is a link": Attack(
        lambda folder: (folder / ".gitignore").symlink_to("/dev/zero"), harmless=True
    ),
    "deep pyproject of another": _says(f"{'a.' * 60_000}a = 1\n", "pyproject.toml", harmless=True),
    "deep pyproject": _says("[tool.seedlint]\na = " + "{a = " * 50_000, "pyproject.toml"),
}  # fmt: skip


def seedlint(size: int) -> Outcome:
    """`size` attacks, spread over all."""
    names = list(ATTACKS)[:: max(1, len(ATTACKS) // size)]
    with workplace() as place:
        wrongs = [
            wrong
            for name in names
            if (wrong := attacked(place / name.replace("/", "_"), ATTACKS[name]))
        ]
    touched = sum(CANARY in wrong for wrong in wrongs)
    result = f"canary touched {touched} times, {len(wrongs)} wrong"
    return Outcome(f"{len(names)} attacks", "; ".join([result, *wrongs]), not wrongs)


def attacked(folder: Path, attack: Attack) -> str:
    """What is wrong with a run in a folder where an attack was laid; empty if nothing is."""
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    attack.lay(folder)
    wrongs: list[str] = []
    try:
        for argv in (("check",), ("fix", "--in-place")):
            wrongs += _wrongs(_run(folder, *argv), attack.harmless)
    except subprocess.TimeoutExpired:
        return f"{folder.name}: still at it after {LONGEST:.0f} s"
    if (folder / CANARY).exists():
        wrongs.append(f"{CANARY} touched")
    return f"{folder.name}: {', '.join(wrongs)}" if wrongs else ""


def _run(folder: Path, *argv: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "seedlint", *argv],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )


def _wrongs(done: subprocess.CompletedProcess[bytes], harmless: bool) -> Sequence[str]:
    said = done.stderr.decode("utf-8", "backslashreplace")
    line = said.removesuffix("\n")
    if "Traceback" in said:
        return [f"a traceback ({said.splitlines()[-1]})"]
    if harmless and done.returncode in (0, 1):
        return []
    if done.returncode != 2:
        return [f"exit {done.returncode}"]
    if not line.isprintable() or not line or len(line) > 2_000:
        return [f"no clear line ({line[:80]!r})"]
    return []


CONFIGURATIONS = Programme(
    "configuration",
    "configurations with commands, code, templates, YAML objects, plugins, paths that lead out, "
    "patterns that explode, depth, size, wrong types, links, pipes and folders",
    "the canary stays untouched; one clear line and exit 2, or no effect; no traceback, nothing "
    "hangs",
    len(ATTACKS),
    seedlint,
)
