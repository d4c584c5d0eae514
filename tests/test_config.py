"""Configuration: where it is found, what it changes, and what is said when it is wrong."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest

from seedlint import Finding, Rule, Severity, View
from seedlint.cli import main
from seedlint.config import load
from seedlint.config_file import ConfigError
from seedlint.engine import check
from seedlint.registry import all_rules, find_rule
from seedlint.tables import TableError, fill
from seedlint.toml import parsed

BAD = "识 别结果，仍需核对。\n"
GOOD = "识别结果，仍需核对。\n"
TWO = "识 别结果,仍需核对。\n"
ONLY = 'select = ["SP001"]\n'

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in an empty folder; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(argv)
        return code, *capsys.readouterr()

    return call


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(run: Run, *argv: str) -> list[str]:
    """`path:code` of every finding, in order."""
    code, out, err = run("check", "--format", "concise", *argv)
    assert code in {0, 1}, err
    lines = [line.split(":", 3) for line in out.splitlines()]
    return [f"{path}:{rest.split()[0]}" for path, _, _, rest in lines]


@dataclass(frozen=True)
class Long(Rule):
    """A line longer than the limit."""

    limit: int = 3
    marks: tuple[str, ...] = ()
    count: Literal["all", "han"] = "all"
    share: float = 1.0

    code, name, zh = "XX001", "too-long", "过长"
    severity, reads = Severity.WARNING, "page"
    good = bad = ()

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError("limit must be at least 1")

    def check(self, view: View) -> Iterator[Finding]:
        start, end = 1, len(view.text) - 1
        if end - start > self.limit:
            yield Finding(self, start, end)


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """A rule with options, found like any other."""
    rule = Long()
    rules = (*all_rules(), rule)
    monkeypatch.setattr("seedlint.registry.all_rules", lambda: rules)
    return rule


@pytest.mark.parametrize(
    ("files", "chosen"),
    [
        ({}, None),
        ({"seedlint.toml": ONLY}, "seedlint.toml"),
        ({"pyproject.toml": "[tool.seedlint]\n"}, "pyproject.toml"),
        ({"pyproject.toml": "[tool.other]\n", "../seedlint.toml": ""}, "../seedlint.toml"),
        ({"pyproject.toml": "not toml, and not ours"}, None),
        ({"pyproject.toml": "[tool.seedlint]\n", "seedlint.toml": ""}, "seedlint.toml"),
        ({"../seedlint.toml": "", "pyproject.toml": "[tool.seedlint]"}, "pyproject.toml"),
        ({"../../pyproject.toml": "[tool.seedlint]\n"}, "../../pyproject.toml"),
        ({"below/seedlint.toml": ONLY}, None),
    ],
)
def test_the_nearest_file_upwards(run: Run, files: dict[str, str], chosen: str | None) -> None:
    here = Path("a/b").resolve()
    here.mkdir(parents=True)
    for name, text in files.items():
        write(str(here / name), text)
    assert load(here).path == (Path(os.path.normpath(here / chosen)) if chosen else None)


WRONG = [
    ('selct = ["SP"]', "unknown key selct; did you mean select?"),
    ("per_file_ignores = {}", "did you mean per-file-ignores?"),
    ("zzz = 1", "unknown key zzz; there are seeds, "),
    ('profile = "fictoin"', 'not "fictoin"; did you mean fiction?'),
    ('profile = ""', 'profile must be one of "formal", "law", "fiction", "technical", not ""'),
    ('punctuation = "full-width"', 'not "full-width"; did you mean fullwidth?'),
    ('quotes = "Corner"', 'quotes must be one of "curly", "corner", "keep", not "Corner"; did you'),
    ("quotes = true", 'quotes must be one of "curly", "corner", "keep", not true'),
    ('script = "zh-CN"', 'not "zh-CN"; did you mean zh-cn?'),
    ('[rules.PU001]\npunctuation = "kep"', "rules.PU001.punctuation must be one of"),
    ("page-break = true", "page-break must be a string, not true"),
    ('page-break = "=+ ("', "page-break: '=+ (' is no regular expression: missing )"),
    ('page-break = ".*"', "page-break: '.*' matches empty lines, too"),
    (f'page-break = "{"(" * 501}"', "page-break is longer than 500 characters"),
    (f'page-break = "{"(?:" * 150}"', "is no regular expression"),
    ('select = "SP"', 'select must be a list of strings, not "SP"'),
    ("select = [1]", "select must be a list of strings"),
    ('max-size = "1"', 'max-size must be a whole number, not "1"'),
    ("max-size = true", "max-size must be a whole number, not true"),
    ("max-size = 0", "max-size must be from 1 to"),
    ("max-size = 99999999999999999999", "max-size must be from 1 to"),
    ('select = ["SP0001"]', "select: no rule is called 'SP0001'; did you mean SP001?"),
    (
        'ignore = ["doubled-wrod"]',
        "ignore: no rule is called 'doubled-wrod'; did you mean doubled-w",
    ),
    ('[per-file-ignores]\n"*.md" = "SP"', "per-file-ignores must be a table, each value a list"),
    ('[per-file-ignores]\n"*.md" = ["SQ"]', "*.md: no rule is called 'SQ'"),
    ('[per-file-ignores]\n"!a" = ["SP"]', "'!a' begins with !"),
    ('include = [""]', "include: '' is no pattern"),
    ('include = ["#a"]', "include: '#a' matches nothing"),
    ('exclude = ["******b"]', "exclude: '******b' has more than 3 stars"),
    ('exclude = ["**/**/**/**/**/b"]', "has more than 3 stars"),
    ('exclude = ["!"]', "exclude: '!' is no pattern"),
    ('seeds = ["../other"]', "seeds: '../other' lies outside its folder"),
    ('seeds = ["/etc"]', "seeds: '/etc' lies outside"),
    ('seeds = ["out"]', "seeds: 'out' lies outside"),
    ("[rules.SP001]\nlimit = 1", "rules.SP001 takes no options"),
    ("[rules.SP01]", "rules: no rule is called 'SP01'; did you mean SP001?"),
    ("[rules]\nSP001 = 1", "rules must be a table, each value a table"),
    ("[rules.XX001]\nlimt = 1", "unknown key rules.XX001.limt; did you mean limit?"),
    ('[rules.too-long]\nlimit = "a"', 'rules.too-long.limit must be a whole number, not "a"'),
    ("[rules.XX001]\nlimit = 0", "rules.XX001: limit must be at least 1"),
    ('[rules.XX001]\ncount = "none"', 'rules.XX001.count must be one of "all", "han", not "none"'),
    ("[rules.XX001]\n[rules.too-long]", "rules.too-long is there twice"),
    ("select = [", "not TOML: "),
    ("a = " + "[" * 20_000, "not TOML: "),
    ("max-size = " + "9" * 5_000, "not TOML: "),
    ("#" * 300_000, "larger than 256,000 bytes"),
    ("a." * 40 + "a = 1", "not TOML: a key of more than 32 parts"),
    ("[" + "'a' . " * 40 + "a]", "not TOML: a key of more than 32 parts"),
    (f"{'k' * 200_000} = 1", "there are seeds, "),
    ("max-size = 0x" + "f" * 5_000, "max-size must be from 1 to"),
    ("select = 0x" + "f" * 5_000, "select must be a list of strings, not that"),
    ('baseline = "pipe"', "baseline: 'pipe' is neither file nor folder"),
    ('seeds = ["pipe"]', "seeds: 'pipe' is neither file nor folder"),
    ("[tool.seedlint]", "its keys stand at the top, without [tool.seedlint]"),
    ('"\\u001b[2J" = 1', "unknown key \\x1b[2J; there are"),
    ('select = ["\\u001b]0;\\u0007\\n"]', "select: no rule is called"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=lambda one: str(one)[:30])
def test_what_is_wrong_is_one_line(run: Run, long: Rule, text: str, said: str) -> None:
    write("a.txt", GOOD)
    Path("out").symlink_to("/")
    os.mkfifo("pipe")
    file = write("seedlint.toml", text).resolve()
    for argv in (["check", "a.txt"], ["fix", "a.txt", "--diff"]):
        code, out, err = run(*argv)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(f"seedlint: {file}: ")
        assert said in err
        assert err[:-1].isprintable()
        assert len(err) < 2_000


def become_a_folder(path: Path) -> None:
    path.mkdir()


def become_a_link(path: Path) -> None:
    path.symlink_to("nothing")


@pytest.mark.parametrize("happens", [become_a_folder, become_a_link, os.mkfifo])
def test_what_is_no_file(run: Run, happens: Callable[[Path], None]) -> None:
    happens(Path("pyproject.toml"))
    assert run("check")[0] == 0
    happens(Path("seedlint.toml"))
    code, _, err = run("check")
    assert (code, err.count("\n")) == (2, 1)
    assert "seedlint.toml: is no file; remove it" in err


def test_a_long_string_is_no_deep_key() -> None:
    words = ", ".join(["'a.b.c'"] * 40)
    assert parsed(f'x = [{words}]\n# a. b. c\n"a.b".c = "{"a b. " * 50}"\n'.encode())["x"]


def test_what_is_wrong_in_pyproject(run: Run) -> None:
    for text, said in (
        ("[tool]\nseedlint = 1", "tool.seedlint must be a table"),
        ("[tool.seedlint]\nselct = []", "pyproject.toml: unknown key selct; did you mean select?"),
        ("[tool.seedlint", "pyproject.toml: not TOML"),
    ):
        write("pyproject.toml", text)
        code, out, err = run("check")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err


def test_bytes_that_are_no_text(run: Run) -> None:
    Path("seedlint.toml").write_bytes(b"# \xff")
    assert run("check")[2].endswith("seedlint.toml: not UTF-8 at byte 2\n")
    Path("seedlint.toml").write_bytes(b"\xef\xbb\xbf" + ONLY.encode())
    assert load(Path.cwd()).settings.select == ("SP001",)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read(run: Run) -> None:
    write("seedlint.toml", "").chmod(0)
    code, _, err = run("check")
    assert code == 2
    assert "seedlint.toml: permission denied" in err


@pytest.mark.parametrize(
    ("said", "argv", "codes"),
    [
        ("", ["--select", "SP001,PU001"], ["SP001", "PU001"]),
        ('select = ["SP001"]', [], ["SP001"]),
        ('ignore = ["SP"]', [], ["PU001"]),
        ('select = ["SP001", "PU001"]\nignore = ["PU"]', [], ["SP001"]),
        ('select = ["SP001"]', ["--select", "PU001"], ["PU001"]),
        ('ignore = ["PU001"]', ["--select", "PU001"], ["PU001"]),
        ('ignore = ["PU001"]', ["--ignore", "SP001"], []),
        ('select = ["SP", "PU"]', ["--ignore", "SP"], ["PU001"]),
    ],
)
def test_the_command_line_wins(run: Run, said: str, argv: Sequence[str], codes: list[str]) -> None:
    write("seedlint.toml", said)
    write("a.txt", TWO)
    assert found(run, "a.txt", *argv) == [f"a.txt:{code}" for code in codes]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("", ["seeds/a.txt"]),
        ('seeds = ["pages"]', ["pages/b.txt", "pages/old/c.txt"]),
        ('seeds = ["pages", "seeds"]', ["pages/b.txt", "pages/old/c.txt", "seeds/a.txt"]),
        ('seeds = ["pages"]\nexclude = ["old/"]', ["pages/b.txt"]),
        ('seeds = ["pages"]\nexclude = ["pages/*.txt"]', ["pages/old/c.txt"]),
        ('seeds = ["pages"]\nexclude = ["*.txt", "!c.txt"]', ["pages/old/c.txt"]),
        ('seeds = ["pages/old"]\nexclude = ["old/"]', ["pages/old/c.txt"]),
        ('seeds = ["pages"]\ninclude = ["*.ocr"]', ["pages/d.ocr"]),
        ('seeds = ["pages"]\ninclude = ["pages/*.txt"]', ["pages/b.txt"]),
    ],
)
def test_what_is_read_without_paths(run: Run, said: str, names: list[str]) -> None:
    write("seedlint.toml", f"{ONLY}{said}")
    for name in ("seeds/a.txt", "pages/b.txt", "pages/old/c.txt", "pages/d.ocr"):
        write(name, BAD)
    assert found(run) == [f"{name}:SP001" for name in names]


def test_seeds_are_those_of_the_files_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("seedlint.toml", f'{ONLY}seeds = ["pages", "-"]')
    write("pages/b.txt", BAD)
    write("-/c.txt", BAD)
    write("work/seeds/a.txt", BAD)
    assert found(run) == ["pages/b.txt:SP001", "-/c.txt:SP001"]
    monkeypatch.chdir("work")
    assert found(run) == ["../pages/b.txt:SP001", "../-/c.txt:SP001"]
    assert found(run, "seeds") == ["seeds/a.txt:SP001"]


def test_a_named_file_is_always_read(run: Run) -> None:
    write("seedlint.toml", f'{ONLY}exclude = ["*"]\ninclude = ["*.x"]')
    write("pages/b.txt", BAD)
    assert found(run, "pages/b.txt") == ["pages/b.txt:SP001"]


def test_included_records_are_refused_not_read_as_text(run: Run) -> None:
    write("seedlint.toml", 'include = ["*.jsonl"]')
    write("a.jsonl", "{}\n")
    code, _, err = run("check")
    assert code == 2
    assert "a.jsonl: JSONL is not read by this version" in err


def test_max_size(run: Run) -> None:
    write("a.txt", BAD)
    write("seedlint.toml", "max-size = 10")
    code, _, err = run("check")
    assert code == 2
    assert "a.txt: larger than 10 bytes" in err


def test_the_configuration_of_what_is_scanned_does_not_count(run: Run) -> None:
    write("theirs/seedlint.toml", 'ignore = ["ALL"]')
    write("theirs/a.txt", BAD)
    assert found(run, "theirs", "--select", "SP001") == ["theirs/a.txt:SP001"]
    assert "theirs/a.txt:SP001" in found(run, "theirs")


def test_options_make_the_rule(run: Run, long: Rule) -> None:
    write("a.txt", GOOD)
    write("seedlint.toml", 'select = ["XX001"]')
    assert found(run) == ["a.txt:XX001"]
    for label in ("XX001", "too-long"):
        write("seedlint.toml", f'select = ["XX001"]\n[rules.{label}]\nlimit = 80\nmarks = ["。"]\n')
        assert load(Path.cwd()).rules() == [Long(limit=80, marks=("。",))]
        assert found(run) == []


def test_numbers_may_be_whole() -> None:
    assert fill(Long, {"share": 1, "count": "han"}) == Long(share=1, count="han")
    with pytest.raises(TableError, match="share must be a number"):
        fill(Long, {"share": True})


def test_a_shaping_rule_with_options_runs_once() -> None:
    rule = find_rule("LA004")

    @dataclass(frozen=True)
    class Numbers(type(rule)):  # type: ignore[misc]
        """A page number, once more."""

        limit: int = 3

    text = "上一段在此结束。\n\n— 12 —\n\n下一段从此开始。\n"
    plain = [(one.code, one.start, one.new) for one in check(text, [rule])]
    assert plain
    assert [(one.code, one.start, one.new) for one in check(text, [Numbers()])] == plain


@pytest.mark.parametrize(
    ("ignores", "left"),
    [
        ("", ["a.md:SP001", "a.md:PU001", "old/b.txt:SP001", "old/b.txt:PU001"]),
        ('"*.md" = ["SP"]', ["a.md:PU001", "old/b.txt:SP001", "old/b.txt:PU001"]),
        ('"old/" = ["SP001", "halfwidth-punctuation"]', ["a.md:SP001", "a.md:PU001"]),
        (
            '"/b.txt" = ["ALL"]\n"old/*.txt" = ["PU"]',
            ["a.md:SP001", "a.md:PU001", "old/b.txt:SP001"],
        ),
        ('"*" = ["SP"]\n"b.*" = ["PU"]', ["a.md:PU001"]),
        ('"*" = []', ["a.md:SP001", "a.md:PU001", "old/b.txt:SP001", "old/b.txt:PU001"]),
    ],
)
def test_per_file_ignores(
    run: Run, monkeypatch: pytest.MonkeyPatch, ignores: str, left: list[str]
) -> None:
    write("seedlint.toml", f'select = ["SP001", "PU001"]\n[per-file-ignores]\n{ignores}\n')
    write("a.md", TWO)
    write("old/b.txt", TWO)
    assert found(run, "a.md", "old") == left
    monkeypatch.chdir("old")
    assert found(run, "../a.md", "b.txt") == [
        one.replace("old/", "").replace("a.md", "../a.md") for one in left
    ]


def test_the_fix_of_an_ignored_rule_is_not_applied(run: Run) -> None:
    write("seedlint.toml", 'select = ["SP001", "PU001"]\n[per-file-ignores]\n"b.txt" = ["SP"]\n')
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, TWO)
    assert run("fix", "--in-place", "a.txt", "b.txt", "c.txt")[0] == 0
    texts = [Path(f"{name}.txt").read_text(encoding="utf-8") for name in "abc"]
    assert texts == [GOOD, BAD, GOOD]


def test_standard_input_has_no_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("seedlint.toml", f'{ONLY}[per-file-ignores]\n"*" = ["ALL"]\n')
    stream = SimpleNamespace(buffer=io.BytesIO(BAD.encode()), isatty=lambda: False)
    monkeypatch.setattr("sys.stdin", stream)
    assert found(run, "-") == ["<stdin>:SP001"]


def test_config_error_is_a_line() -> None:
    assert str(ConfigError(Path("\x1b.toml"), "a\nb")) == "\\x1b.toml: a\\nb"
