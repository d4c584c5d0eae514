"""What is fixed, copied, shown or undone comes back in the encoding it was in, to the byte."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from pages import BAD, GOOD, KINDS, PROSE, SIMPLIFIED, TRADITIONAL, bytes_of, each_kind
from seedlint.cli import main
from seedlint.core import Finding, Rule, Severity
from seedlint.diff import diff_bytes
from seedlint.fixing import Fixed, fix_sources
from seedlint.ledger import Ledger
from seedlint.registry import select_rules
from seedlint.run import load, opened
from seedlint.shelf import Shelf
from seedlint.sources.encoding import NAMES
from seedlint.sources.text import Source, read
from seedlint.sources.trouble import SourceError
from seedlint.targets import Copies, InPlace, Nowhere
from seedlint.undo import undo
from seedlint.view import View


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs a command line in an empty folder; gives exit code and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(command: str, *argv: str) -> tuple[int, str]:
        capsys.readouterr()
        chosen = [] if command == "undo" else ["--select", "SP001"]
        code = main([command, *chosen, *argv])
        return code, capsys.readouterr().err

    return call


Run = Callable[..., tuple[int, str]]


def fixed(data: bytes, encoding: str) -> bytes:
    for bad in (BAD, "識 別結果"):
        with_space = bad.encode(encoding, "ignore")
        data = data.replace(with_space, bad.replace(" ", "").encode(encoding, "ignore"))
    return data


@each_kind
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_fix_in_place_and_its_undo(run: Run, encoding: str, bom: bool, newline: str) -> None:
    file, data = Path("a.txt"), bytes_of(encoding, bom, newline)
    file.write_bytes(data)
    assert run("fix", "--in-place", "a.txt")[0] == 0
    assert file.read_bytes() == fixed(data, encoding) != data
    assert run("undo", "a.txt")[0] == 0
    assert file.read_bytes() == data


@each_kind
def test_copies_and_their_undo(run: Run, encoding: str, bom: bool) -> None:
    data = bytes_of(encoding, bom, "\r\n")
    Path("in").mkdir()
    Path("in/a.txt").write_bytes(data)
    clean = data.decode(encoding).replace("识 ", "").replace("識 ", "").encode(encoding)
    Path("in/clean.txt").write_bytes(clean)
    for folder, options in (("same", ()), ("utf8", ("--output-encoding", "utf-8"))):
        for _ in range(2):
            assert run("fix", "in", "-o", folder, *options)[0] == 0
        for name, before in (("a.txt", data), ("clean.txt", clean)):
            after = fixed(before, encoding)
            if options and encoding != "utf-8":
                after = after.decode(encoding).removeprefix("\ufeff").encode()
            assert Path(folder, name).read_bytes() == after
            assert Path("in", name).read_bytes() == before
        assert run("undo", folder)[0] == 0
        copies = [Path(folder, name).read_bytes() for name in ("a.txt", "clean.txt")]
        assert copies == [data, clean]


@each_kind
@pytest.mark.parametrize("wanted", [None, "utf-8"])
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, encoding: str, bom: bool, wanted: str | None
) -> None:
    data = bytes_of(encoding, bom)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=bool))
    out = SimpleNamespace(buffer=io.BytesIO(), isatty=bool, flush=bool)
    monkeypatch.setattr("sys.stdout", out)
    options = ["--output-encoding", wanted] if wanted else []
    assert main(["fix", "-", "--select", "SP001", *options]) == 0
    expected = fixed(data, encoding)
    if wanted and encoding != "utf-8":
        expected = expected.decode(encoding).removeprefix("\ufeff").encode()
    assert out.buffer.getvalue() == expected


def test_a_name_for_all_files_of_a_run(run: Run) -> None:
    data = {"a.txt": "坏".encode("gbk"), "b.txt": SIMPLIFIED.encode(), "c.txt": b"ok"}
    for name, one in data.items():
        Path(name).write_bytes(one)
    code, said = run("fix", "--in-place", "a.txt")
    assert (code, "a.txt: is not UTF-8 at byte 0" in said) == (2, True)
    code, said = run("fix", "--in-place", ".", "--encoding", "GB2312")
    assert (code, "b.txt: is UTF-8, not GBK; check it apart" in said) == (2, True)
    assert {name: Path(name).read_bytes() for name in data} == data
    assert run("check", "a.txt", "--encoding", "gbk") == (0, "")
    code, said = run("check", "a.txt", "--encoding", "latin-1")
    assert (code, "'latin-1' is none of UTF-8, " in said) == (2, True)


def test_what_cannot_be_decoded_is_said_and_the_others_go_on(run: Run) -> None:
    broken = SIMPLIFIED.encode() + b"\xff\xfe\xfd" + SIMPLIFIED.encode()
    data = {
        "a.txt": SIMPLIFIED.encode("gbk"),
        "b.txt": broken,
        "c.txt": TRADITIONAL.encode("cp950"),
    }
    data |= {"d.txt": b"", "e.txt": b"\xef\xbb\xbf"}
    for name, one in data.items():
        Path(name).write_bytes(one)
    code, said = run("fix", "--in-place", ".")
    assert code == 2
    lines = [line for line in said.splitlines() if ".txt" in line]
    place = f"is UTF-8, but damaged at byte {len(SIMPLIFIED.encode()):,}; repair it"
    assert lines == [f"seedlint: b.txt: {place}"]
    data |= {"a.txt": fixed(data["a.txt"], "gbk"), "c.txt": fixed(data["c.txt"], "cp950")}
    assert {name: Path(name).read_bytes() for name in data} == data


def test_binary_files_are_passed_over_in_folders_and_refused_by_name(run: Run) -> None:
    for name in ("a.txt", "b.md", "c.txt"):
        Path(name).write_bytes(b"\x89PNG\0\xff" if name < "c" else GOOD.encode())
    assert run("check", ".") == (0, "seedlint: 2 binary files skipped\n")
    assert run("check", ".", "--encoding", "utf-8") == (0, "seedlint: 2 binary files skipped\n")
    code, said = run("check", ".", "./b.md")
    assert (code, said.splitlines()) == (
        2,
        [
            "seedlint: b.md: is binary: it has NUL bytes; name a text file, or its --encoding",
            "seedlint: 1 binary file skipped",
        ],
    )


def test_binary_standard_input_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = SimpleNamespace(buffer=io.BytesIO(b"\x89PNG\0\0"), isatty=bool)
    monkeypatch.setattr("sys.stdin", stream)
    assert run("check", "-")[0] == 2


def test_only_copies_change_their_encoding(run: Run) -> None:
    Path("a.txt").write_bytes(SIMPLIFIED.encode("gbk"))
    for how in ("--in-place", "--diff"):
        code, said = run("fix", how, "a.txt", "--output-encoding", "utf-8")
        assert (code, "--output-encoding is for copies" in said) == (2, True)


class Dash(Rule):
    """Two dashes become the one that only Unicode has."""

    code, name, zh = "ZZ002", "dash", "破折号"
    severity, reads = Severity.INFO, "page"
    good, bad = (), ()

    def check(self, view: View) -> Iterator[Finding]:
        at = view.text.find("——")
        if at >= 0:
            yield Finding(self, at, at + 2, new="⸺")


@pytest.mark.parametrize("encoding", ["gbk", "cp950", "big5hkscs"])
def test_a_fix_that_the_encoding_cannot_hold(tmp_path: Path, encoding: str) -> None:
    rules = [*select_rules(["SP001"]), Dash()]
    text = PROSE[encoding] + "答——好。\n"
    data, other = text.encode(encoding), PROSE[encoding].encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(other)

    def fix(target: Copies | InPlace | Nowhere) -> list[Fixed | SourceError]:
        sources = load([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
        return list(fix_sources(sources, unsafe=True, rules=rules, target=target))

    said, _ = fix(InPlace())
    byte = f"{len(text.encode(encoding)) - 5 - 4:,}"
    assert str(said) == (
        f"{tmp_path / 'a.txt'}: ZZ002 would write at byte {byte} U+2E3A, which {NAMES[encoding]} "
        "lacks; --ignore ZZ002, or write copies with -o and --output-encoding utf-8"
    )
    assert (tmp_path / "a.txt").read_bytes() == data
    assert (tmp_path / "b.txt").read_bytes() == fixed(other, encoding)
    assert isinstance(fix(Copies(tmp_path / "same"))[0], SourceError)
    copied, _ = fix(Copies(tmp_path / "utf8", "utf-8"))
    assert isinstance(copied, Fixed)
    assert "答⸺好" in (tmp_path / "utf8/a.txt").read_text(encoding="utf-8")
    undo(tmp_path / "utf8/a.txt")
    assert (tmp_path / "utf8/a.txt").read_bytes() == data


@pytest.mark.parametrize(("encoding", "bom"), [one for one in KINDS if one != ("utf-16-be", True)])
def test_git_applies_the_diff(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, bom: bool
) -> None:
    """Git knows no name for big-endian UTF-16 with a mark."""
    monkeypatch.chdir(tmp_path)
    file, data = Path("页.txt"), bytes_of(encoding, bom, "\r\n")
    file.write_bytes(data)
    (one,) = fix_sources(load([str(file)]), rules=select_rules(["SP001"]), target=Nowhere())
    assert isinstance(one, Fixed)
    diff = diff_bytes(one)
    if encoding.startswith("utf-16"):
        subprocess.run(["git", "init", "-q", "."], check=True)
        name = encoding.upper().replace("16-", "16") + "-BOM" * bom
        Path(".gitattributes").write_text(f"*.txt working-tree-encoding={name}\n", encoding="utf-8")
    apply = ["git", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(apply, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert file.read_bytes() == fixed(data, encoding)


def test_a_diff_of_what_could_not_be_written_is_not_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_bytes((SIMPLIFIED + "答——好。\n").encode("gbk"))
    monkeypatch.setattr("seedlint.registry.select_rules", lambda *_: [Dash()])
    code, said = run("fix", "--diff", "--unsafe-fixes", "a.txt")
    assert (code, "which GBK lacks" in said) == (2, True)


@pytest.mark.parametrize(("encoding", "bom"), [("gbk", False), ("utf-16-be", True)])
def test_a_file_read_twice_is_in_the_same_encoding(
    tmp_path: Path, encoding: str, bom: bool
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(bytes_of(encoding, bom, text=BAD[:5]))
    shelf = Shelf(load([str(file)], encoding=encoding), complain=print, kept=0)
    first, second = (
        list(shelf.documents()),
        [one.document for one in map(opened, shelf.sources()) if isinstance(one, Source)],
    )
    assert [one.text for one in (*first, *second)] == [BAD[:5]] * 2


def test_an_entry_of_before_and_one_that_lies(run: Run, tmp_path: Path) -> None:
    """Entries of earlier versions do not say in which encoding they were written."""
    file, data = tmp_path / "a.txt", SIMPLIFIED.encode()
    ledger = Ledger(tmp_path).file
    for change, restored in (({}, True), ({"written": "hex"}, False), ({"written": "gbk"}, False)):
        file.write_bytes(data)
        assert run("fix", "--in-place", str(file))[0] == 0
        entry = json.loads(ledger.read_bytes().splitlines()[-1])
        assert entry.pop("written") == "utf-8"
        ledger.write_text(json.dumps(entry | change) + "\n", encoding="utf-8")
        assert run("undo", str(file))[0] == (0 if restored else 2)
        assert (file.read_bytes() == data) is restored
    assert read(file).document.text == fixed(data, "utf-8").decode()
