"""The command line from inside: options, exit codes, what stands on which stream."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from seedlint import Document, __version__
from seedlint.cli import main
from seedlint.registry import all_rules

BAD = "识 别结果，仍需核对。\n"
GOOD = "识别结果，仍需核对。\n"
ONLY = ("--select", "SP001")
FORMATS = ["rich", "concise", "jsonl", "json"]

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


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def feed(text: str) -> None:
        stream = SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False)
        monkeypatch.setattr("sys.stdin", stream)

    return feed


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"seedlint {__version__}\n", "")


@pytest.mark.parametrize(
    "argv", [["-h"], ["--help"], ["check", "-h"], ["fix", "-h"], ["undo", "-h"]]
)
def test_help(run: Run, argv: Sequence[str]) -> None:
    code, out, err = run(*argv)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: seedlint")


@pytest.mark.parametrize(
    "argv",
    [
        ["chek"],
        ["check", "--frob"],
        ["check", "--format", "xml"],
        ["check", "--select", "NO999"],
        ["check", "--ignore", "nothing"],
        ["explain", "SP0001"],
        ["fix", "."],
        ["fix", ".", "--diff", "--in-place"],
        ["fix", ".", "-o", "out", "--diff"],
        ["fix", "-", "--in-place"],
        ["fix", "-", "-o", "out"],
        ["fix", "-", "a.txt"],
        ["check", "nowhere.txt"],
        ["check", "a.jsonl"],
        ["fix", "nowhere.txt", "--diff"],
        ["undo", "nowhere.txt"],
    ],
)
def test_what_cannot_be_done_is_2_and_said_on_stderr(run: Run, argv: Sequence[str]) -> None:
    write("a.txt", GOOD)
    write("a.jsonl", "{}\n")
    code, out, err = run(*argv)
    assert (code, out) == (2, "")
    assert err


def test_an_unknown_rule_is_one_line_with_the_nearest_name(run: Run) -> None:
    for argv in (["check", "--select", "SP0001"], ["explain", "SP0001"]):
        _, _, err = run(*argv)
        assert err.count("\n") == 1
        assert "SP001?" in err


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_exit_code_is_the_same_in_every_format(
    run: Run, form: str, text: str, code: int
) -> None:
    write("a.txt", text)
    assert run("check", *ONLY, "--format", form)[0] == code
    assert run("check", *ONLY, "--format", form, "--statistics")[0] == code
    write("b.txt", "").write_bytes(b"\xff\xfe\xff")
    assert run("check", *ONLY, "--format", form)[0] == 2


@pytest.mark.parametrize(
    ("least", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on(run: Run, least: str, code: int) -> None:
    write("a.txt", BAD)
    assert run("check", *ONLY, "--fail-on", least)[0] == code


def test_what_cannot_be_read_is_named_and_the_rest_is_checked(run: Run) -> None:
    write("a.txt", BAD)
    write("b.txt", "").write_bytes(b"\xff\xff")
    code, out, err = run("check", *ONLY, "--format", "jsonl", "a.txt", "b.txt", "c.txt")
    assert (code, len(out.splitlines())) == (2, 1)
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["b.txt", "c.txt"]


def test_without_paths_seeds_or_the_current_folder(run: Run) -> None:
    write("a.txt", BAD)
    assert "a.txt:1:2" in run("check", *ONLY, "--format", "concise")[1]
    write("seeds/b.txt", BAD)
    out = run("check", *ONLY, "--format", "concise")[1]
    assert out.startswith(str(Path("seeds", "b.txt")))
    assert out.count("\n") == 1


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_folder_is_no_failure_but_said(run: Run, form: str) -> None:
    code, out, err = run("check", "--format", form)
    assert (code, out) == (0, "[]\n" if form == "json" else "")
    assert err == "seedlint: no text file in '.'\n"


def test_select_and_ignore_take_lists_and_repeat(run: Run) -> None:
    write("a.txt", BAD)
    for chosen in (["SP001,SP003"], ["SP003", "SP001"], ["sp"], ["space-between-han"], ["ALL"]):
        select = [word for one in chosen for word in ("--select", one)]
        assert "SP001" in run("check", *select, "--format", "concise")[1]
        assert "SP001" not in run("check", *select, "--ignore", "SP", "--format", "concise")[1]


def test_findings_speak_chinese(run: Run) -> None:
    write("a.txt", BAD)
    assert "汉字间多余空格" in run("check", *ONLY, "--lang", "zh")[1]
    assert run("check", *ONLY, "--lang", "zh", "--format", "jsonl")[1].count("汉字间多余空格") == 1


def test_files_are_read_with_what_the_others_say_of_them(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole run is gathered before the first file is checked."""
    import seedlint.sense.evidence as module

    asked: list[str] = []
    gather = module.gather
    monkeypatch.setattr(module, "gather", lambda documents: gather(_listed(documents, asked)))
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, BAD)
    assert run("check", *ONLY)[0] == 1
    assert asked == ["a.txt", "b.txt", "c.txt"]


def _listed(documents: Iterable[Document], asked: list[str]) -> Iterator[Document]:
    for document in documents:
        asked.append(document.path)
        yield document


def test_beyond_the_limit_files_are_read_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import seedlint.shelf

    for index in range(5):
        write(f"{index}.txt", BAD)
    usual = run("check", *ONLY, "--format", "jsonl")
    monkeypatch.setattr(seedlint.shelf, "KEPT", 0)
    assert run("check", *ONLY, "--format", "jsonl") == usual
    assert usual[1].count("\n") == 5


def test_output_goes_to_a_file_and_leaves_no_trace_beside_it(run: Run, tmp_path: Path) -> None:
    write("in/a.txt", BAD)
    report = write("report.jsonl", "old")
    report.chmod(0o640)
    code, out, err = run("check", "in", *ONLY, "--format", "jsonl", "--output", "report.jsonl")
    assert (code, out, err) == (1, "", "")
    assert json.loads(report.read_text("utf-8"))["code"] == "SP001"
    assert report.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "report.jsonl"]


@pytest.mark.parametrize("output", ["in/a.txt", "nowhere/report", "in", ""])
def test_an_output_that_would_do_harm_is_refused(run: Run, output: str) -> None:
    source = write("in/a.txt", BAD)
    code, _, err = run("check", "in", *ONLY, "--output", output)
    assert code == 2
    assert err.count("\n") == 1
    assert (output or "''") in err
    assert source.read_text("utf-8") == BAD


def test_stdin_is_checked(run: Run, stdin: Callable[[str], None]) -> None:
    stdin(BAD)
    code, out, _ = run("check", "-", *ONLY, "--format", "jsonl")
    assert (code, json.loads(out)["path"]) == (1, "<stdin>")


def test_fix_of_stdin_writes_stdout(run: Run, stdin: Callable[[str], None]) -> None:
    stdin("\ufeff" + BAD.replace("\n", "\r\n"))
    code, out, err = run("fix", "-", *ONLY)
    assert (code, out) == (0, "\ufeff" + GOOD.replace("\n", "\r\n"))
    assert "SP001 1" in err


def test_fix_writes_copies_and_leaves_the_source(run: Run) -> None:
    source, untouched = write("in/a.txt", BAD), write("in/b/c.txt", GOOD)
    code, out, err = run("fix", "in", "-o", "out", *ONLY)
    assert (code, out) == (0, "")
    assert (source.read_text("utf-8"), Path("out/a.txt").read_text("utf-8")) == (BAD, GOOD)
    assert Path("out/b/c.txt").read_text("utf-8") == untouched.read_text("utf-8")
    assert "Fixed 1 in 1 file: SP001 1" in err
    assert str(Path("out/.seedlint/ledger.jsonl")) in err
    assert run("check", "out", *ONLY)[0] == 0


def test_fix_in_place_and_undo(run: Run) -> None:
    path = write("a.txt", BAD)
    assert run("fix", "--in-place", *ONLY)[0] == 0
    assert path.read_text("utf-8") == GOOD
    assert run("undo")[0] == 0
    assert path.read_text("utf-8") == BAD
    assert run("undo")[0] == 2


def test_a_diff_is_1_when_something_would_change(run: Run) -> None:
    path = write("a.txt", BAD)
    code, out, _ = run("fix", "--diff", *ONLY)
    assert (code, path.read_text("utf-8")) == (1, BAD)
    assert f"-{BAD}+{GOOD}" in out
    write("a.txt", GOOD)
    assert run("fix", "--diff", *ONLY)[:2] == (0, "")


def test_fix_tells_what_waits_for_whom(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from seedlint.core import Safety
    from seedlint.registry import find_rule

    monkeypatch.setattr(type(find_rule("SP001")), "safety", Safety.UNSAFE)
    write("a.txt", BAD)
    code, _, err = run("fix", "-o", "out", *ONLY)
    assert code == 1
    assert "1 waiting for `--unsafe-fixes`" in err
    code, _, err = run("fix", "-o", "out", *ONLY, "--unsafe-fixes")
    assert (code, Path("out/a.txt").read_text("utf-8")) == (0, GOOD)


def test_rules_are_listed(run: Run) -> None:
    code, out, _ = run("rules")
    assert code == 0
    assert "SP001  space-between-han" in out
    records = json.loads(run("rules", "--format", "json")[1])
    assert [record["code"] for record in records] == [rule.code for rule in all_rules()]
    assert next(record for record in records if record["code"] == "SP001") == {
        "code": "SP001",
        "name": "space-between-han",
        "severity": "warning",
        "fix": "safe",
        "edits": "space",
        "default": True,
        "off_in": [],
        "on_with": None,
        "title": "Space between two Han characters",
        "zh": "汉字间多余空格",
    }


@pytest.mark.parametrize("label", ["SP001", "sp001", "space-between-han"])
def test_explain_shows_the_page_of_a_rule(run: Run, label: str) -> None:
    code, out, _ = run("explain", label)
    assert code == 0
    for part in ("space-between-han", "汉字间多余空格", "safe fix", "识␣别结果", "+ 识别结果"):
        assert part in out


def test_every_rule_can_be_explained(run: Run) -> None:
    for record in json.loads(run("rules", "--format", "json")[1]):
        for lang in ("en", "zh"):
            assert run("explain", record["code"], "--lang", lang)[0] == 0


def test_a_reference_says_which_words_are_right(run: Run) -> None:
    text = write("a.txt", "图书馆新增了借阅没备。\n")
    write("good/b.txt", "许多借阅没备。\n")
    asked = ("check", str(text), "--select", "WO002", "--format", "concise")
    assert "WO002" in run(*asked)[1]
    assert run(*asked, "--reference", "good")[:2] == (0, "")
    assert "WO002" in run(*asked, "--reference", str(text))[1]


def test_a_reference_that_cannot_be_read_is_an_error(run: Run) -> None:
    write("a.txt", "好。\n")
    Path("empty").mkdir()
    for name in ("missing", "empty"):
        code, _, told = run("check", "a.txt", "--reference", name)
        assert code == 2
        assert told.count("\n") == 1
        assert name in told


def test_the_ledger_knows_what_was_typed(run: Run) -> None:
    for name in "abcde":
        write(f"{name} b.txt", BAD)
    run("fix", "--in-place", "--select", "SP001", "--select", "SP002", "a b.txt", "b b.txt")
    run("fix", "-o", "out", "--unsafe-fixes", *(f"{name} b.txt" for name in "abcde"))
    said = [
        json.loads(Path(home, ".seedlint/ledger.jsonl").read_text("utf-8").splitlines()[-1])
        for home in (".", "out")
    ]
    assert [entry["command"] for entry in said] == [
        "fix 'a b.txt' 'b b.txt' --in-place --select SP001,SP002",
        "fix (5 paths) -o out --unsafe-fixes",
    ]
    assert [entry["source"] for entry in said] == ["b b.txt", "../e b.txt"]
