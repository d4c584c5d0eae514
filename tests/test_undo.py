"""One rule or one run taken back, and what cannot be parted left as it is."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import project
from seedlint.cli import main
from seedlint.core import AppliedEdit, Edit, Report
from seedlint.edits import apply
from seedlint.entries import Swap, describe, new_run
from seedlint.ledger import Ledger
from seedlint.parting import part
from seedlint.sources.encoding import encode
from seedlint.sources.text import read
from seedlint.sources.writing import replace
from seedlint.undo import Undone, Wanted, undo

TEXT = "为方便郊 区读者,图书 馆设点。\n"
NO_SPACES = "为方便郊区读者,图书馆设点。\n"
FIXED = "为方便郊区读者，图书馆设点。\n"
SPACED = "为方便郊 区读者，图书 馆设点。\n"
ONLY = ("--select", "SP001,PU001", "--unsafe-fixes")
Made = tuple[int, int, str, tuple[str, ...]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return project(tmp_path, TEXT)


def content(name: str = "in/a.txt") -> str:
    return Path(name).read_text(encoding="utf-8")


def change(file: Path, edits: list[Made], ledger: Ledger, written: str = "utf-8") -> str:
    """Make edits in a file, by the book; returns the name of the run."""
    source = read(file)
    applied = tuple(AppliedEdit(*edit) for edit in edits)
    text = apply(source.document.text, (Edit(*edit[:3]) for edit in applied))
    report, run = Report(source.document, (), (), text, applied), new_run()
    data = encode(text, written, source.bom and written == source.encoding)
    inner = Path(os.path.realpath(file)).relative_to(ledger.home)
    entry = describe(run, ledger.home, inner, source, report, data, written)
    replace(source, data, lambda: ledger.append(entry))
    return run.id


def test_a_rule_is_taken_back_and_then_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "in", "--in-place", *ONLY]) == 0
    assert content() == FIXED
    assert main(["undo", "in", "--rule", "space-between-han"]) == 0
    assert content() == SPACED
    assert "took back 2 edits of SP001 in in/a.txt\n" in capsys.readouterr().err
    assert main(["log"]) == 0
    assert "1 edit in 1 file (PU001 1) [SP001 taken back]" in capsys.readouterr().out
    assert main(["undo", "in", "--rule", "SP001"]) == 2
    assert "nothing of SP001 to undo; `seedlint log`" in capsys.readouterr().err
    assert main(["undo", "in"]) == 0
    assert content() == TEXT
    assert main(["undo", "in"]) == 2
    assert main(["log"]) == 0
    assert "[undone]" in capsys.readouterr().out


def test_the_last_rule_taken_back_is_the_whole_run() -> None:
    assert main(["fix", "in", "--in-place", *ONLY]) == 0
    for rule, expected in (("PU001", NO_SPACES), ("SP001", TEXT)):
        assert main(["undo", "in/a.txt", "--rule", rule]) == 0
        assert content() == expected
    assert main(["undo", "in"]) == 2
    assert main(["fix", "in", "--in-place", *ONLY]) == 0
    assert main(["undo", "in", "--rule", "PU001,SP001"]) == 0
    assert content() == TEXT


def test_a_run_is_taken_back_wherever_it_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "in", "-o", "out", "--select", "SP001"]) == 0
    assert main(["fix", "in", "--in-place", "--select", "SP001"]) == 0
    assert main(["log", "out", "--format", "jsonl"]) == 0
    copies = json.loads(capsys.readouterr().out)["run"]
    assert main(["undo", "--run", copies[:20]]) == 0
    assert (content("out/a.txt"), content()) == (TEXT, NO_SPACES)
    assert main(["undo", "--run", copies]) == 2
    assert f"nothing in run {copies} to undo" in capsys.readouterr().err


def test_an_earlier_run_waits_for_the_later_one(capsys: pytest.CaptureFixture[str]) -> None:
    file, ledger = Path("in/a.txt"), Ledger(Path.cwd())
    first = change(file, [(4, 5, "", ("SP001",))], ledger)
    second = change(file, [(7, 8, "，", ("PU001",))], ledger)
    assert main(["undo", "--run", first]) == 2
    assert capsys.readouterr().err == (
        f"seedlint: in/a.txt: was changed by run {second} after {first}; "
        f"undo that one first, with --run {second}\n"
    )
    for run in (second, first):
        assert main(["undo", "--run", run]) == 0
    assert content() == TEXT


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--run", "2"], "2 runs begin with 2: "),
        (["--run", "nix"], "no run nix in .; `seedlint log` lists them"),
        (["--rule", "no-rule"], "no-rule"),
        (["--rule", "SP999", "in"], "nothing of SP999 to undo"),
        (["--rule", "SP001", "in/b.txt"], "in/b.txt: nothing of SP001 to undo"),
    ],
)
def test_what_is_not_there_is_one_line(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for rule in ("SP001", "PU001"):
        assert main(["fix", "in", "--in-place", "--unsafe-fixes", "--select", rule]) == 0
    capsys.readouterr()
    assert main(["undo", *argv]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_an_edit_of_two_rules_stays_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    file = Path("in/a.txt")
    edits: list[Made] = [(4, 5, "", ("SP001",)), (8, 9, "，", ("PU001", "SP001"))]
    change(file, edits, Ledger(Path.cwd()))
    assert main(["undo", "in", "--rule", "SP001"]) == 1
    assert capsys.readouterr().err == (
        "took back 1 edit of SP001 in in/a.txt\n"
        "seedlint: in/a.txt: 1 edit of SP001 cannot be parted from those of PU001, left as is; "
        "--rule SP001,PU001 takes all of both back\n"
    )
    assert content() == TEXT.replace(",", "，")
    assert main(["undo", "in", "--rule", "SP001"]) == 1
    assert main(["undo", "in", "--rule", "SP001,PU001"]) == 0
    assert content() == TEXT


MOVE = (Swap(2, 4, "甲乙", "", ("LA002",)), Swap(9, 9, "", "甲乙", ("LA002",)))
SPACE = Swap(5, 6, " ", "", ("LA002", "SP001"))


@pytest.mark.parametrize(
    ("edits", "back", "stuck"),
    [
        (MOVE, 2, 0),
        ((MOVE[0], SPACE, MOVE[1]), 2, 1),
        ((MOVE[0], MOVE[1]._replace(new="\n甲乙", codes=("LA002", "SP005"))), 0, 2),
        ((MOVE[0]._replace(codes=("LA002", "SP005")), MOVE[1]), 0, 2),
    ],
)
def test_a_move_is_not_torn(edits: tuple[Swap, ...], back: int, stuck: int) -> None:
    parted = part(edits, frozenset({"LA002"}))
    assert (len(parted.back), len(parted.stuck)) == (back, stuck)
    assert len(parted.kept) == len(edits) - back


def test_a_changed_file_is_left_and_the_others_are_not() -> None:
    for name in ("b.txt", "c.txt"):
        Path("in", name).write_text(TEXT, encoding="utf-8")
    assert main(["fix", "in", "--in-place", *ONLY]) == 0
    with Path("in/b.txt").open("a", encoding="utf-8") as file:
        file.write("后来添的。\n")
    assert main(["undo", "in", "--rule", "SP001"]) == 2
    assert [content(f"in/{name}.txt") for name in "abc"] == [SPACED, FIXED + "后来添的。\n", SPACED]


def test_copies_in_another_encoding_keep_it() -> None:
    Path("in/a.txt").write_bytes(TEXT.encode("gb18030"))
    argv = ["fix", "in", "-o", "out", "--output-encoding", "utf-8", *ONLY]
    assert main(argv) == 0
    assert main(["undo", "out", "--rule", "SP001"]) == 0
    assert content("out/a.txt") == SPACED
    assert main(["undo", "out", "--rule", "PU001"]) == 0
    assert content("out/a.txt") == TEXT
    assert main(["undo", "out"]) == 0
    assert Path("out/a.txt").read_bytes() == TEXT.encode("gb18030")
    assert main(argv) == 0
    assert content("out/a.txt") == FIXED


CODES = st.sets(st.sampled_from(["AA001", "BB001", "CC001"]), min_size=1, max_size=2)


@given(data=st.data(), bom=st.booleans())
def test_any_rules_in_any_order_then_all(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, bom: bool
) -> None:
    text = data.draw(st.text("甲乙，\r\n 𠮷", min_size=1, max_size=30))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=10)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits: list[Made] = [
        (a, b, data.draw(st.text("丙\n", max_size=3)), (*sorted(data.draw(CODES)),))
        for a, b in spans
    ]
    home = tmp_path_factory.mktemp("undo")
    file = home / "a.txt"
    before = encode(text, "utf-8", bom)
    file.write_bytes(before)
    change(file, edits, Ledger(home))
    for rules in data.draw(st.lists(CODES, max_size=3)):
        swaps = [Swap(a, b, text[a:b], new, codes) for a, b, new, codes in edits]
        told = Ledger(home).standing().get(file, [])
        if not told or sha256(file.read_bytes()).hexdigest() == told[0].before:
            break
        kept = part(told[-1].edits, frozenset(rules)).kept
        if any(rules & set(swap.codes) for swap in told[-1].edits):
            assert isinstance(undo(file, Wanted(rules=frozenset(rules))), Undone)
        expected = apply(text, (Edit(swap.start, swap.end, swap.new) for swap in kept))
        assert file.read_bytes() == encode(expected, "utf-8", bom)
        assert {swap[:5] for swap in kept} <= {swap[:5] for swap in swaps}
    if file.read_bytes() != before:
        undo(file)
    assert file.read_bytes() == before


def test_killed_while_a_rule_is_taken_back(tmp_path: Path) -> None:
    """Thirty times: whatever stands there then, one undo gives the text from before."""
    file, ledger, chance = tmp_path / "in/a.txt", Ledger(tmp_path), random.Random(7)
    edits: list[Made] = [(4, 5, "", ("SP001",)), (8, 9, "，", ("PU001",))]
    mended = TEXT.replace(" ", "", 1).replace(",", "，")
    for _ in range(30):
        if content() == TEXT:
            change(file, edits, ledger)
        child = os.fork()
        if child == 0:
            try:
                undo(file, Wanted(rules=frozenset({"SP001"})))
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert content() in (mended, TEXT.replace(",", "，"))
        undo(file)
        assert content() == TEXT


def records(home: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Ledger(home).file.read_bytes().splitlines()]


def test_the_ledger_tells_what_was_taken_back(folder: Path) -> None:
    assert main(["fix", "in", "--in-place", *ONLY]) == 0
    assert main(["undo", "in", "--rule", "SP001"]) == 0
    whole, rest = records(folder)
    assert [one["codes"] for one in rest["edits"]] == [["PU001"]]
    assert rest["withdrawn"] == ["SP001"]
    same = ("run", "path", "source", "before", "command")
    assert [whole[key] for key in same] == [rest[key] for key in same]
    assert rest["after"] == read(folder / "in/a.txt").sha256
