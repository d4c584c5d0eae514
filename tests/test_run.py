"""Files go through a fix one by one: each is written rightly, or named as the one that was not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pages import BAD, GOOD, SHAPES, make
from seedlint import passes
from seedlint.core import Document, Finding, Rule, Severity
from seedlint.fixing import Fixed, fix_sources
from seedlint.registry import select_rules
from seedlint.run import load
from seedlint.sources.text import Source, read
from seedlint.sources.trouble import SourceError
from seedlint.targets import Copies, InPlace, Nowhere, Target
from seedlint.undo import Undone, undo_paths
from seedlint.view import View


def run(
    target: Target, *paths: Path | str, rules: Sequence[Rule] | None = None
) -> list[Fixed | SourceError]:
    sources = load([str(path) for path in paths])
    return list(fix_sources(sources, rules=rules or select_rules(["SP001"]), target=target))


def errors(results: Sequence[object]) -> list[str]:
    return [str(one) for one in results if isinstance(one, SourceError)]


def content(folder: Path) -> dict[str, str]:
    """The texts of a folder but for the ledger's."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".seedlint" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes().decode() for path in files}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("inside", [False, True])
def test_only_the_defect_changes_and_undo_brings_it_back(
    tmp_path: Path, shape: str, inside: bool
) -> None:
    file = make(tmp_path / "in/a.txt", shape.format(BAD))
    file.chmod(0o640)
    result = run(InPlace() if inside else Copies(tmp_path / "out"), file)
    written = file if inside else tmp_path / "out/a.txt"
    assert [one.path_written for one in result if isinstance(one, Fixed)] == [written]
    assert written.read_bytes() == shape.format(GOOD).encode()
    assert written.stat().st_mode & 0o777 == 0o640
    (undone,) = undo_paths([str(written)])
    assert isinstance(undone, Undone)
    assert file.read_bytes() == written.read_bytes() == shape.format(BAD).encode()


def test_copies_are_the_same_tree(tmp_path: Path) -> None:
    texts = {"a.txt": BAD, "b/c.md": BAD, "b/clean.txt": "\ufeff没有错。\r\n", "e.txt": ""}
    for name, text in texts.items():
        make(tmp_path / "in" / name, text)
    out = tmp_path / "out"
    assert errors(run(Copies(out), tmp_path / "in", make(tmp_path / "named.txt"))) == []
    mended = {name: text.replace(BAD, GOOD) for name, text in texts.items()}
    assert content(out) == mended | {"named.txt": GOOD + "\n"}
    assert content(tmp_path / "in") == texts


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    file = make(tmp_path / "in/a.txt", GOOD)
    (result,) = run(InPlace(), file)
    assert isinstance(result, Fixed)
    assert result.path_written is None
    assert not (tmp_path / "in/.seedlint").exists()
    make(tmp_path / "in/b.txt")
    for again in (False, True):
        assert errors(run(Copies(tmp_path / "out"), tmp_path / "in")) == []
        for copy in (tmp_path / "out").glob("*.txt"):
            assert copy.stat().st_mtime > 5 or again
            os.utime(copy, (5, 5))
    assert {copy.stat().st_mtime for copy in (tmp_path / "out").glob("*.txt")} == {5}


def test_a_second_run_writes_what_became_different(tmp_path: Path) -> None:
    file, out = make(tmp_path / "in/a.txt"), tmp_path / "out"
    run(Copies(out), file)
    make(file, "另一 篇文章，也要核对。")
    assert errors(run(Copies(out), file)) == []
    assert content(out) == {"a.txt": "另一篇文章，也要核对。"}
    results = list(undo_paths([str(out)]))
    assert len(results) == 1
    assert content(out) == {"a.txt": "另一 篇文章，也要核对。"}
    assert errors(run(Copies(out), file)) == []
    assert content(out) == {"a.txt": "另一篇文章，也要核对。"}


def test_copies_of_read_only_files_are_renewed_and_undone(tmp_path: Path) -> None:
    file, out = make(tmp_path / "in/a.txt"), tmp_path / "out"
    for text in (BAD, "另一 篇文章，也要核对。"):
        make(file, text).chmod(0o444)
        assert errors(run(Copies(out), file)) == []
        assert errors(list(undo_paths([str(out / "a.txt")]))) == []
        assert content(out) == {"a.txt": text}
        assert (out / "a.txt").stat().st_mode & 0o777 == 0o444
        file.chmod(0o644)


def test_two_sources_of_one_copy(tmp_path: Path) -> None:
    one, other = make(tmp_path / "a/x.txt", "甲。"), make(tmp_path / "b/x.txt", "乙。")
    (said,) = errors(run(Copies(tmp_path / "out"), one.parent, other.parent))
    assert str(one) in said
    assert str(other) in said
    assert content(tmp_path / "out") == {"x.txt": "甲。"}


def test_a_copy_never_overwrites_what_is_not_ours(tmp_path: Path) -> None:
    file = make(tmp_path / "in/a.txt")
    out = tmp_path / "out"
    for theirs in ("别人的文件。", "改过的 副本。"):
        make(out / "a.txt", theirs)
        (said,) = errors(run(Copies(out), file))
        assert "not as seedlint wrote it" in said
        assert content(out) == {"a.txt": theirs}
        (out / "a.txt").unlink()
        assert errors(run(Copies(out), file)) == []


@pytest.mark.parametrize("folder", ["in", "in/../in", "link"])
def test_a_copy_never_overwrites_its_source(tmp_path: Path, folder: str) -> None:
    file = make(tmp_path / "in/a.txt")
    (tmp_path / "link").symlink_to("in")
    for path in (file, file.parent):
        (said,) = errors(run(Copies(tmp_path / folder), path))
        assert "its copy would overwrite it" in said
    assert content(tmp_path) == {"in/a.txt": BAD + "\n"}
    assert not (tmp_path / "in/.seedlint").exists()


def test_a_copy_never_follows_a_link_out(tmp_path: Path) -> None:
    make(tmp_path / "in/sub/a.txt")
    make(tmp_path / "in/b.txt")
    make(tmp_path / "far/b.txt", "远处。")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/sub").symlink_to("../far")
    (tmp_path / "out/b.txt").symlink_to("../far/b.txt")
    said = errors(run(Copies(tmp_path / "out"), tmp_path / "in"))
    assert ["is a link" in line for line in said] == [True, True]
    assert content(tmp_path / "far") == {"b.txt": "远处。"}


def test_copies_below_the_input_are_no_input(tmp_path: Path) -> None:
    make(tmp_path / "a.txt")
    make(tmp_path / "cleaned/theirs.txt")
    out = tmp_path / "cleaned"
    loaded = load([str(tmp_path)], skip=[out])
    assert len(list(fix_sources(loaded, rules=select_rules(["SP001"]), target=Copies(out)))) == 1
    assert [one.inner for one in load([str(tmp_path)]) if isinstance(one, Source)] == [
        Path("a.txt")
    ]


def test_a_pipe_can_only_be_shown(tmp_path: Path) -> None:
    source = read(make(tmp_path / "a.txt"))
    pipe = Source("-", Document(BAD, "<stdin>"), False, source.sha256, None, Path("stdin"))
    rules = select_rules(["SP001"])
    for target in (InPlace(), Copies(tmp_path / "out")):
        (said,) = errors(list(fix_sources([pipe], rules=rules, target=target)))
        assert said.startswith("<stdin>: is not a regular file")
    (result,) = fix_sources([pipe], rules=rules, target=Nowhere())
    assert isinstance(result, Fixed)
    assert (result.report.text, result.path_written) == (GOOD, None)


def test_what_cannot_be_read_or_written_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    make(tmp_path / "in/a.txt")
    make(tmp_path / "in/twin.txt")
    (tmp_path / "in/twin2.txt").hardlink_to(tmp_path / "in/twin.txt")
    make(tmp_path / "in/z.txt")
    (tmp_path / "in/bad.txt").write_bytes("坏".encode("gb18030"))
    results = run(InPlace(), tmp_path / "in", tmp_path / "no.txt")
    assert [line.split(": ")[0].split("/")[-1] for line in errors(results)] == [
        "bad.txt",
        "no.txt",
        "twin.txt",
        "twin2.txt",
    ]
    texts = {name: (tmp_path / "in" / name).read_bytes() for name in ("a.txt", "z.txt", "bad.txt")}
    assert texts == {
        "a.txt": (GOOD + "\n").encode(),
        "z.txt": (GOOD + "\n").encode(),
        "bad.txt": "坏".encode("gb18030"),
    }


class Flip(Rule):
    """甲 and 乙 take turns."""

    code, name, zh = "ZZ001", "flip", "甲乙轮换"
    severity, reads = Severity.INFO, "page"
    good, bad = (), ()

    def check(self, view: View) -> Iterator[Finding]:
        for at, character in enumerate(view.text):
            if character in "甲乙":
                yield Finding(self, at, at + 1, new="乙" if character == "甲" else "甲")


def test_fixes_that_fight_leave_their_file_alone(tmp_path: Path) -> None:
    rules = [*select_rules(["SP001"]), Flip()]
    for name, text in (("a.txt", BAD), ("b.txt", "甲方。"), ("c.txt", BAD)):
        make(tmp_path / name, text)
    sources = load([str(tmp_path)])
    results = list(fix_sources(sources, unsafe=True, rules=rules, target=InPlace()))
    (said,) = errors(results)
    assert said.startswith(f"{tmp_path / 'b.txt'}: still changing after {passes.PASSES} passes by")
    assert "ZZ001" in said
    assert content(tmp_path) == {"a.txt": GOOD, "b.txt": "甲方。", "c.txt": GOOD}


def test_edits_that_do_not_add_up_are_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make(tmp_path / "a.txt", BAD)

    monkeypatch.setattr("seedlint.passes.compose", lambda first, second, between: second[1:])
    assert "do not add up" in errors(run(InPlace(), file))[0]
    assert file.read_text(encoding="utf-8") == BAD


def test_undo_goes_step_by_step_and_says_when_it_is_done(tmp_path: Path) -> None:
    file = make(tmp_path / "a.txt")
    run(InPlace(), file)
    make(file, file.read_text(encoding="utf-8") + "又 一行，后来的。\n")
    run(InPlace(), file)
    (undone,) = undo_paths([str(tmp_path)])
    assert isinstance(undone, Undone)
    assert file.read_text(encoding="utf-8") == f"{GOOD}\n又 一行，后来的。\n"
    assert "changed since" in errors(list(undo_paths([str(file)])))[0]
    missing = [str(tmp_path / "no.txt"), "-", str(make(tmp_path / "b/c.txt").parent)]
    said = errors(list(undo_paths(missing)))
    assert [line.split(": ")[1].split(";")[0] for line in said] == [
        "nothing to undo",
        "cannot be undone",
        "nothing to undo",
    ]


NAMES = [
    b"a\nb.txt", b"\x1b[31m\xe2\x80\xae.txt", b"\xd6\xd0\xce\xc4.txt", b"-o.txt", b"a '\" b.txt",
    "页".encode() * 84 + b".md", b"::error::.txt", b"100%,line=1.txt", b"\\.txt", b"a:b.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_any_name_is_fixed_copied_and_undone(tmp_path: Path, name: bytes) -> None:
    file = make(tmp_path / "in" / os.fsdecode(name))
    for target, written in (
        (InPlace(), file),
        (Copies(tmp_path / "out"), tmp_path / "out" / file.name),
    ):
        assert errors(run(target, file.parent)) == []
        assert written.read_text("utf-8") == GOOD + "\n"
        (undone,) = undo_paths([str(written)])
        assert isinstance(undone, Undone)
        assert written.read_text("utf-8") == BAD + "\n"


@pytest.mark.parametrize("inside", [False, True])
def test_many_files_are_written_beside_each_other_and_told_in_order(
    tmp_path: Path, inside: bool
) -> None:
    names = [f"{number:02}.txt" for number in range(50)]
    for name in names:
        make(tmp_path / "in" / name, name + BAD)
    (tmp_path / "in/20.txt").chmod(0o444)
    (tmp_path / "in/30twin.txt").hardlink_to(tmp_path / "in/30.txt")
    results = run(InPlace() if inside else Copies(tmp_path / "out"), tmp_path / "in")
    given = [
        Path(one.path if isinstance(one, SourceError) else one.source.path).name for one in results
    ]
    assert given == sorted([*names, "30twin.txt"])
    refused = {"20.txt", "30.txt", "30twin.txt"} if inside else set()
    assert {
        name for name, one in zip(given, results, strict=True) if isinstance(one, SourceError)
    } == (refused)
    folder = tmp_path / ("in" if inside else "out")
    texts = {file.name: file.read_text("utf-8") for file in folder.glob("*.txt")}
    mended = {name: name + GOOD for name in names} | {"30twin.txt": "30.txt" + GOOD}
    assert texts == mended | {name: name[:2] + ".txt" + BAD for name in refused}
    undone = list(undo_paths([str(folder)]))
    assert [one.path.name for one in undone if isinstance(one, Undone)] == [
        name for name in given if name not in refused
    ]
    assert {file.read_text("utf-8") for file in folder.glob("*.txt")} == {
        name + BAD for name in names
    }
    assert list(tmp_path.rglob(".seedlint-*")) == []


def test_a_file_that_is_gone_before_it_is_written_stays_gone(tmp_path: Path) -> None:
    file, other = make(tmp_path / "a.txt"), make(tmp_path / "b.txt")
    sources = list(load([str(tmp_path)]))
    file.unlink()
    results = list(fix_sources(sources, rules=select_rules(["SP001"]), target=InPlace()))
    assert errors(results) == [f"{file}: does not exist; check the name"]
    assert content(tmp_path) == {"b.txt": GOOD + "\n"}
    assert errors(list(undo_paths([str(other)]))) == []


def test_what_could_not_be_undone_is_not_done(tmp_path: Path) -> None:
    """A ledger of a later version is not understood."""
    file, ledger = (
        make(tmp_path / "a.txt"),
        make(tmp_path / ".seedlint/ledger.jsonl", '{"version": 3}\n'),
    )
    (said,) = errors(run(InPlace(), file))
    assert said == f"{ledger}: was written by another version; upgrade"
    assert content(tmp_path) == {"a.txt": BAD + "\n"}
    assert ledger.read_text("utf-8") == '{"version": 3}\n'
