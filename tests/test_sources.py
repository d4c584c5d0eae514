"""Files are found in order and read strictly, and what cannot be read is named."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from seedlint.sources.files import Found, find
from seedlint.sources.text import read, read_bytes
from seedlint.sources.trouble import SourceError
from seedlint.sources.writing import replace

TEXT = "识 别结果，仍需核对。\n"
BOM = b"\xef\xbb\xbf"


def make(root: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def names(*paths: Path | str, **options: object) -> list[str]:
    """What `find` gives, relative to the first path; of an error its reason."""
    root = Path(paths[0])
    return [
        str(Path(found.path).relative_to(root)) if isinstance(found, Found) else found.reason
        for found in find([str(path) for path in paths], **options)  # type: ignore[arg-type]
    ]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(SourceError) as caught:
        act()
    line = str(caught.value)
    assert line.isprintable()
    return line


@pytest.mark.parametrize(
    ("ignores", "given", "expected"),
    [
        ({}, ["b.txt", "a.md", "c.TEXT", "d.markdown"], ["a.md", "b.txt", "c.TEXT", "d.markdown"]),
        ({}, ["x.py", "y.jsonl", "z.parquet", "notes"], []),
        ({}, [".git/a.txt", ".venv/b.txt", ".seedlint/c.txt", ".hidden.txt", "d.txt"], ["d.txt"]),
        ({}, ["b/a.txt", "b/c/d.txt", "a.txt"], ["a.txt", "b/a.txt", "b/c/d.txt"]),
        ({"": "*.md\nbuild/\n"}, ["a.md", "a.txt", "build/b.txt", "c/build/d.txt"], ["a.txt"]),
        ({"": "/a.txt\n"}, ["a.txt", "b/a.txt"], ["b/a.txt"]),
        ({"": "*.md\n", "b": "!keep.md\n"}, ["b/keep.md", "keep.md", "b/a.md"], ["b/keep.md"]),
        ({"b": "*.txt\n"}, ["a.txt", "b/a.txt", "b/c/d.txt"], ["a.txt"]),
        ({"": "!\nnot\\\n*.md\n"}, ["a.md", "a.txt"], ["a.txt"]),
    ],
)
def test_a_folder_is_walked(
    tmp_path: Path, ignores: dict[str, str], given: list[str], expected: list[str]
) -> None:
    make(tmp_path, *given)
    for folder, text in ignores.items():
        make(tmp_path, f"{folder}/.gitignore" if folder else ".gitignore", text=text)
    assert names(tmp_path) == expected


def test_what_a_repository_ignores_is_ignored_from_below_its_top(tmp_path: Path) -> None:
    make(tmp_path, "a/b/draft.txt", "a/b/page.txt", "out/c.txt")
    make(tmp_path, ".gitignore", text="draft.txt\nout/\n")
    assert names(tmp_path / "a/b") == ["draft.txt", "page.txt"]
    (tmp_path / ".git").mkdir()
    assert names(tmp_path / "a/b") == ["page.txt"]
    assert names(tmp_path / "out") == ["c.txt"], "who names an ignored folder wants it"


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("a*" * 30 + "b", True),
        ("!" + "a*" * 30 + "b", True),
        ("x/**/a*b/**/c*d", True),
        ("#" + "a*" * 30, False),
        ("**/node_modules/**/test/**/*.js", False),
        ("*/*/*/*/*/b/**", False),
        ("*_*_*.log", False),
    ],
)
def test_a_pattern_of_many_stars_is_refused(tmp_path: Path, line: str, refused: bool) -> None:
    make(tmp_path, "a" * 200 + ".txt", "b/.gitignore", "b/c.txt", "c/d.txt")
    make(tmp_path, "b/.gitignore", text=f"*.md\n{line}\n")
    found = list(find([str(tmp_path)]))
    errors = [str(one) for one in found if isinstance(one, SourceError)]
    assert [str(one.inner) for one in found if isinstance(one, Found)] == [
        "a" * 200 + ".txt",
        *([] if refused else ["b/c.txt"]),
        "c/d.txt",
    ]
    assert [error.partition("; ")[0] for error in errors] == (
        [f"{tmp_path}/b/.gitignore: line 2 has more than 3 stars, so its folder is not read"]
        if refused
        else []
    )


def test_a_pattern_of_many_stars_above_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "a/b.txt")
    make(tmp_path, ".gitignore", text="a*" * 30 + "b\n")
    (tmp_path / ".git").mkdir()
    (error,) = find([str(tmp_path / "a")])
    assert ".gitignore: line 1 has more than 3 stars" in str(error)


def test_what_is_named_is_given(tmp_path: Path) -> None:
    make(tmp_path, "a.ocr", "b.txt", ".venv/c.txt")
    make(tmp_path, ".gitignore", text="*.txt\n")
    assert names(tmp_path, tmp_path / "a.ocr", tmp_path / "b.txt") == ["a.ocr", "b.txt"]
    assert names(tmp_path / ".venv") == ["c.txt"]


def test_a_file_is_given_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "0.txt").symlink_to("a.txt")
    given = (tmp_path, tmp_path / "a.txt", tmp_path / "b", tmp_path / "b/../a.txt")
    assert names(*given) == ["a.txt", "b/c.txt"]


def test_where_a_copy_belongs(tmp_path: Path) -> None:
    make(tmp_path, "a/b/c.txt")
    places = [str(tmp_path / "a"), str(tmp_path / "a/b/c.txt"), "-"]
    inner = [[str(one.inner) for one in find([p]) if isinstance(one, Found)] for p in places]
    assert inner == [["b/c.txt"], ["c.txt"], ["stdin"]]


def test_links_do_not_lead_out_or_in_circles(tmp_path: Path) -> None:
    make(tmp_path, "outside/secret.txt", "tree/a.txt", "tree/raw.dat")
    tree = tmp_path / "tree"
    for name, target in {
        "out.txt": "../outside/secret.txt",
        "away": "../outside",
        "round": ".",
        "self.txt": "self.txt",
        "nowhere.txt": "missing.txt",
        "raw.txt": "raw.dat",
    }.items():
        (tree / name).symlink_to(target)
    assert names(tree) == ["a.txt", "raw.txt"]
    assert names(tree, tree / "out.txt") == ["a.txt", "raw.txt", "out.txt"]
    assert names(tree, tree / "self.txt")[-1] == "too many levels of symbolic links"
    assert names(tree, tree / "nowhere.txt")[-1] == "does not exist"
    assert names(tree / "round/round") == ["a.txt", "raw.txt"]


def test_output_folders_are_left_out_unless_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "cleaned/a.txt", "cleaned/.seedlint/output", "new/a.txt")
    assert names(tmp_path) == ["a.txt", "new/a.txt"]
    assert names(tmp_path, skip=[tmp_path / "new"]) == ["a.txt"]
    assert names(tmp_path / "cleaned") == ["a.txt"]


def test_what_is_missing_or_of_another_kind_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.jsonl", "c.parquet")
    given = ["", *(str(tmp_path / name) for name in ("no.txt", "b.jsonl", "c.parquet", "a.txt"))]
    *errors, last = find(given)
    assert isinstance(last, Found)
    assert [error.reason for error in errors if isinstance(error, SourceError)] == [
        "does not exist",
        "does not exist",
        "JSONL is not read by this version",
        "PARQUET is not read by this version",
    ]


def test_an_error_is_one_inert_line() -> None:
    error = SourceError(Path("页\n\x1b[31m\u202e\udcff.txt"), "does not exist", "check the name")
    assert str(error) == "页\\n\\x1b[31m\\u202e\\udcff.txt: does not exist; check the name"


@pytest.mark.parametrize(
    ("name", "kind"), [("a.txt", "text"), ("a.md", "markdown"), ("a.Markdown", "markdown")]
)
def test_the_suffix_says_the_format(tmp_path: Path, name: str, kind: str) -> None:
    make(tmp_path, name)
    document = read(tmp_path / name).document
    assert (document.format, document.path) == (kind, str(tmp_path / name))


def test_too_large_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", text="汉字")
    assert read(tmp_path / "a.txt", max_size=6).document.text == "汉字"
    assert "larger than 5 bytes" in refusal(lambda: read(tmp_path / "a.txt", max_size=5))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BOM + b"a\r\n")))
    source = read("-")
    assert (source.document.path, source.document.text) == ("<stdin>", "a\r\n")
    assert source.bom
    assert not source.regular
    assert "not a regular file" in refusal(lambda: replace(source, b""))


def test_a_pipe_is_read_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_text, args=(TEXT, "utf-8"), daemon=True).start()
    source = read(pipe)
    assert source.document.text == TEXT
    assert "not a regular file" in refusal(lambda: replace(source, b"x"))
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(tmp_path) == [], "a walk does not wait for a pipe"


def test_folders_and_devices_are_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(lambda: read(tmp_path))
    assert "is a device" in refusal(lambda: read(Path(os.devnull)))
    assert "does not exist" in refusal(lambda: read(tmp_path / "no.txt"))


def test_an_unreadable_file_is_refused(unprivileged: Path) -> None:
    make(unprivileged, "a.txt", "b/c.txt")
    (unprivileged / "a.txt").chmod(0)
    (unprivileged / "b").chmod(0)
    assert "permission denied" in refusal(lambda: read(unprivileged / "a.txt"))
    assert names(unprivileged) == ["permission denied", "a.txt"]
    (unprivileged / "b").chmod(0o755)


@pytest.mark.parametrize("size", [0, 1, 5, 6, 7, 100_000])
@pytest.mark.parametrize("max_size", [None, 6, 1_000_000])
def test_a_file_is_read_whole_or_refused_by_its_size(
    tmp_path: Path, size: int, max_size: int | None
) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * size)
    if max_size is not None and size > max_size:
        said = refusal(lambda: read_bytes(tmp_path / "a.txt", max_size))
        assert said.endswith(f"larger than {max_size} bytes; split it or raise max-size")
    else:
        assert len(read_bytes(tmp_path / "a.txt", max_size)[0]) == size


def test_where_memory_runs_out_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(data: bytes, name: str, encoding: str | None) -> None:
        raise MemoryError

    make(tmp_path, "a.txt")
    monkeypatch.setattr("seedlint.sources.text.decode", failing)
    assert "needs more memory than there is" in refusal(lambda: read(tmp_path / "a.txt"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no files without a size")
def test_a_file_that_says_it_is_empty_is_read_whole() -> None:
    assert len(read_bytes(Path("/proc/self/status"), 1000)[0]) > 100
    assert len(read_bytes(Path("/proc/self/status"), 50)[0]) == 51


def test_ignore_files_cost_nothing_where_there_are_none(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    code = (
        "import sys; from seedlint.sources.files import find;"
        f"list(find([{str(tmp_path)!r}])); print('pathspec' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
