"""Known findings: written down, set aside, missed when they are gone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.baseline import KEY, Baseline, BaselineError, parse, render
from seedlint.cli import main
from seedlint.core import Document, Finding, Report
from seedlint.engine import check_many
from seedlint.registry import select_rules

RULES = select_rules(["PU001", "RE005", "SP001"])
BAD = "本月 完成,下月验收。\n"
LONG = "本月 完成主体工程，下月由区里组织有关单位统一验收。\n"
CLEAN = "本月完成，下月验收。\n"
FORMATS = ["rich", "concise", "jsonl", "json", "sarif", "github", "gitlab", "junit"]
FILE = "known.json"

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
    path.write_bytes(text.encode())
    return path


def reports(*documents: Document) -> Iterator[Report]:
    return check_many(documents, RULES)


def baseline(*documents: Document) -> Baseline:
    """What knows the findings of documents."""
    return Baseline(parse("".join(render(reports(*documents), Path(FILE))).encode()), Path(FILE))


def new(known: Baseline, *documents: Document) -> list[Finding]:
    return [one for report in known.found(reports(*documents)) for one in report.found]


def document(text: str, path: str = "a.txt", record: int | None = None) -> Document:
    return Document(text, path, record)


@pytest.mark.parametrize(
    ("before", "after", "fresh"),
    [
        (BAD, BAD, 0),
        (BAD, f"新的一段。\n\n{BAD}", 0),
        (f"前文。\n\n{BAD}\n后文,还有。\n", f"{BAD}\n别的。\n", 0),
        (BAD, BAD.replace("\n", "\r\n"), 0),
        (f"甲\r\n\r\n{BAD}", f"甲\n\n{BAD}", 0),
        (BAD, BAD.replace("月 完", "月完"), 0),
        (LONG, f"{LONG.strip()}各街道已经登记,逐户核对过。\n", 1),
        (BAD * 2, BAD * 2, 0),
        (BAD * 2, BAD * 3, 2),
        (BAD * 3, BAD, 0),
        (BAD, BAD.replace("完成", "动工"), 2),
        (CLEAN, BAD, 2),
        ("", BAD, 2),
    ],
)
def test_only_what_is_new_is_found(before: str, after: str, fresh: int) -> None:
    assert len(new(baseline(document(before)), document(after))) == fresh


def test_of_three_alike_the_last_is_new() -> None:
    known = baseline(document(BAD * 2))
    assert [one.start // len(BAD) for one in new(known, document(BAD * 3))] == [2, 2]


PARTS = st.lists(st.sampled_from([CLEAN, "下一段。\n", "\n", "第三段，很短。\n"]), max_size=6)


@given(PARTS, PARTS, PARTS, PARTS, st.sampled_from(["\n", "\r\n"]))
def test_edits_elsewhere_make_nothing_new(
    before: list[str], behind: list[str], other: list[str], another: list[str], newline: str
) -> None:
    bad = "全市各处 都在增强增强,人人有责。\n"
    one = "".join([*before, bad, *behind])
    two = "".join([*other, bad, *another]).replace("\n", newline)
    known = baseline(document(one))
    assert new(known, document(two)) == []
    assert known.idle([rule.code for rule in RULES]) == 0


def test_a_file_is_known_by_its_path_and_a_record_by_its_file() -> None:
    known = baseline(document(BAD), document(BAD, "b/c.txt"))
    assert len(new(known, document(BAD, "c.txt"), document(BAD, "b/../b/c.txt"))) == 2
    rows = [document(text, "a.x", number) for number, text in enumerate((BAD, CLEAN, BAD))]
    shifted = [document(row.text, "a.x", number) for number, row in enumerate(rows, 7)]
    assert new(baseline(*rows), *shifted) == []
    assert len(new(baseline(*rows), *rows, document(BAD, "a.x", 3))) == 2


def test_the_file_is_the_same_whatever_the_order() -> None:
    documents = [document(BAD * 2, "b.txt"), document(BAD, "a.txt"), document(CLEAN, "c.txt")]
    one = "".join(render(reports(*documents), Path(FILE)))
    assert one == "".join(render(reports(*reversed(documents)), Path(FILE)))
    lines = one.splitlines()
    assert lines[0] == f'{{"{KEY}": 1,'
    assert lines[-1] == "}"
    entries = [json.loads(line.rstrip(",")) for line in lines[2:-2]]
    assert [(one["path"], one["code"], one["count"]) for one in entries] == [
        ("a.txt", "PU001", 1),
        ("a.txt", "SP001", 1),
        ("b.txt", "PU001", 2),
        ("b.txt", "SP001", 2),
    ]


def test_nothing_found_is_a_baseline_as_well() -> None:
    assert parse("".join(render(reports(document(CLEAN)), Path(FILE))).encode()) == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not even JSON"),
        (b"\xff", "not even JSON"),
        (b"[" * 100_000, "not even JSON"),
        (b"[]", "but no baseline"),
        (b'{"findings": []}', "but no baseline"),
        (b'{"seedlint-baseline": 2, "findings": []}', "version 2, and only 1"),
        (b'{"seedlint-baseline": 1}', "no list"),
        (b'{"seedlint-baseline": 1, "findings": {}}', "no list"),
        (b'{"seedlint-baseline": 1, "findings": [1]}', "entry 1"),
        (b'{"seedlint-baseline": 1, "findings": [{"path": "a", "code": "PU001"}]}', "entry 1"),
    ],
)
def test_what_is_no_baseline_is_said(run: Run, data: bytes, reason: str) -> None:
    with pytest.raises(BaselineError, match=reason):
        parse(data)
    write("a.txt", BAD)
    Path(FILE).write_bytes(data)
    for command in (["check"], ["fix", "--diff"]):
        code, out, err = run(*command, "--baseline", FILE, "a.txt")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(f"seedlint: {FILE}: ")
        assert reason in err
        assert "--write-baseline" in err


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_what_cannot_be_read_is_named(run: Run, name: str) -> None:
    write("a.txt", BAD)
    code, out, err = run("check", "--baseline", name, "a.txt")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"seedlint: {name}: ")


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_code_counts_what_is_new(run: Run, form: str) -> None:
    write("a.txt", BAD)
    write("b/c.md", BAD)
    assert run("check", "--write-baseline", FILE) == (
        0,
        "",
        f"seedlint: 4 findings known from now on, by {FILE}\n",
    )
    code, out, err = run("check", "--baseline", FILE, "--format", form)
    assert (code, err) == (0, "")
    assert "PU001" not in out
    write("b/c.md", BAD + "后来,又加一段。\n")
    code, out, err = run("check", "--baseline", FILE, "--format", form)
    assert (code, err) == (1, "")
    assert "PU001" in out
    assert "SP001" not in out


def test_it_holds_from_any_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("b/a.txt", BAD)
    write("lists/none", "")
    assert run("check", "b", "--write-baseline", "lists/known.json")[0] == 0
    assert '"../b/a.txt"' in Path("lists/known.json").read_text()
    for folder, path in (("lists", "../b"), ("b", "a.txt"), ("b", str(tmp_path / "b"))):
        monkeypatch.chdir(tmp_path / folder)
        known = os.path.relpath(tmp_path / "lists/known.json")
        assert run("check", path, "--baseline", known)[0] == 0


@pytest.mark.parametrize(
    "name", ["页 一.txt", 'q"uo,te.txt', "new\nline.txt", "b\\s.txt", "\udcff.txt"]
)
def test_odd_names(run: Run, name: str) -> None:
    try:
        Path(name).write_bytes(BAD.encode())
    except (OSError, UnicodeError):
        pytest.skip("no such name here")
    assert run("check", "--write-baseline", FILE)[0] == 0
    assert len(Path(FILE).read_text(encoding="utf-8").splitlines()) == 6
    assert run("check", "--baseline", FILE)[0] == 0


@pytest.mark.parametrize(
    ("change", "idle"),
    [
        (lambda: write("a.txt", CLEAN), "2 entries match"),
        (lambda: write("a.txt", CLEAN.replace("，", ",")), "1 entry matches"),
        (lambda: Path("a.txt").unlink(), "2 entries match"),
        (lambda: write("b.txt", CLEAN), ""),
    ],
)
def test_what_matches_nothing_any_more_is_counted(
    run: Run, change: Callable[[], object], idle: str
) -> None:
    write("a.txt", BAD)
    write("b.txt", BAD)
    write("c.txt", CLEAN)
    run("check", "--write-baseline", FILE)
    change()
    here = [name for name in ("a.txt", "c.txt") if Path(name).exists()]
    code, _, err = run("check", "--baseline", FILE, *here)
    assert code == 0
    assert err.count("\n") == bool(idle)
    assert idle in err


@pytest.mark.parametrize("path", ["a/" * 5000, "a\0b", "\ud800", "../../none"])
def test_an_entry_of_a_file_that_cannot_be_matches_nothing(run: Run, path: str) -> None:
    write("c.txt", CLEAN)
    entry = {"path": path, "code": "SP001", "fingerprint": "x", "count": 1}
    write(FILE, json.dumps({"seedlint-baseline": 1, "findings": [entry]}))
    code, _, err = run("check", "--baseline", FILE, "c.txt")
    assert (code, err.count("\n"), "1 entry matches" in err) == (0, 1, True)


def test_of_a_rule_that_does_not_run_nothing_is_said(run: Run) -> None:
    write("a.txt", BAD)
    run("check", "--write-baseline", FILE)
    code, _, err = run("check", "--baseline", FILE, "--select", "PU001")
    assert (code, err) == (0, "")


def test_writing_anew_takes_all_there_is(run: Run) -> None:
    write("seedlint.toml", f'baseline = "{FILE}"\n')
    write("a.txt", BAD)
    run("check", "--write-baseline", FILE)
    first = Path(FILE).read_bytes()
    run("check", "--write-baseline", FILE)
    assert Path(FILE).read_bytes() == first


def test_a_baseline_of_the_configuration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("seedlint.toml", f'baseline = "{FILE}"\n')
    write("b/a.txt", BAD)
    code, _, err = run("check")
    assert (code, err.count("\n")) == (2, 1)
    assert FILE in err
    run("check", "--write-baseline", FILE)
    assert run("check")[0] == 0
    assert run("check", "--no-baseline")[0] == 1
    monkeypatch.chdir("b")
    assert run("check", "a.txt")[0] == 0
    write("../empty.json", f'{{"{KEY}": 1, "findings": []}}')
    assert run("check", "a.txt", "--baseline", "../empty.json")[0] == 1


@pytest.mark.parametrize("argv", [["--output", "x"], ["--statistics"], ["--baseline", FILE]])
def test_a_baseline_is_no_report(run: Run, argv: list[str]) -> None:
    write("a.txt", BAD)
    code, _, err = run("check", "--write-baseline", "other.json", *argv)
    assert code == 2
    assert "--write-baseline" in err
    assert not Path("other.json").exists()


def test_with_and_without_do_not_go_together(run: Run) -> None:
    assert run("check", "--baseline", FILE, "--no-baseline")[0] == 2


def test_a_source_is_not_overwritten(run: Run) -> None:
    write("a.txt", BAD)
    assert run("check", "a.txt", "--write-baseline", "a.txt")[0] == 2
    assert Path("a.txt").read_text(encoding="utf-8") == BAD


def test_what_cannot_be_read_is_2_and_the_rest_is_written(run: Run) -> None:
    write("a.txt", BAD)
    write("b.txt", "").write_bytes(b"\xff\xff")
    code, out, err = run("check", "--write-baseline", FILE, "a.txt", "b.txt")
    assert (code, out) == (2, "")
    assert "b.txt" in err
    assert len(parse(Path(FILE).read_bytes())) == 2


def test_a_fix_mends_what_is_known_and_counts_what_is_new(run: Run) -> None:
    text = "要增强增强,早日见效。\n"
    write("a.txt", text)
    run("check", "--write-baseline", FILE)
    assert run("fix", "a.txt", "-o", "out")[0] == 1
    assert run("fix", "a.txt", "-o", "out", "--baseline", FILE)[0] == 0
    assert Path("out/a.txt").read_text(encoding="utf-8") == text.replace(",", "，")
    write("a.txt", text + "也要强化强化。\n")
    assert run("fix", "a.txt", "-o", "out", "--baseline", FILE)[0] == 1
