"""A diff is what `git apply` takes, whatever the file and its name are like."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import BAD, GOOD, SHAPES, make
from seedlint.core import AppliedEdit, Report
from seedlint.diff import unified_diff
from seedlint.edits import apply
from seedlint.fixing import Fixed, fix_sources
from seedlint.registry import select_rules
from seedlint.run import load
from seedlint.sources.text import read
from seedlint.targets import Nowhere


def diffs(*paths: Path | str) -> str:
    loaded = load([str(path) for path in paths])
    fixed = fix_sources(loaded, rules=select_rules(["SP001"]), target=Nowhere())
    return "".join(unified_diff(one) for one in fixed if isinstance(one, Fixed))


def git_apply(folder: Path, diff: str) -> None:
    command = ["git", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(
        command, cwd=folder, input=diff.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode() + diff


@pytest.mark.parametrize("shape", [*SHAPES, "一。\n" * 20 + "{}\n" + "二。\n" * 9 + "{}"])
def test_git_applies_the_diff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    monkeypatch.chdir(tmp_path)
    file = make(tmp_path / "in/a.txt", shape.format(BAD, BAD))
    diff = diffs("in")
    assert diff.startswith("--- a/in/a.txt\n+++ b/in/a.txt\n@@ -")
    git_apply(tmp_path, diff)
    assert file.read_bytes() == shape.format(GOOD, GOOD).encode()
    assert diffs("in") == ""


@pytest.mark.parametrize(
    "name", ["页 眉.txt", 'quo"te.txt', "tab\there.txt", "back\\slash.txt", "bell\x07.txt", "新.md"]
)
def test_git_understands_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    file = make(tmp_path / name, BAD)
    git_apply(tmp_path, diffs(name))
    assert file.read_text(encoding="utf-8") == GOOD


def test_git_applies_below_the_top_of_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    file = make(tmp_path / "sub/a.txt", BAD)
    monkeypatch.chdir(tmp_path / "sub")
    git_apply(tmp_path / "sub", diffs(file))
    assert file.read_text(encoding="utf-8") == GOOD


LINES = st.lists(st.sampled_from(["甲", "乙", "\n", "\n", "\r\n", "\r", " ", "丙\n"]), max_size=60)


@settings(deadline=None, max_examples=40)
@given(old=LINES.map("".join), data=st.data())
def test_any_edits_make_a_diff_that_applies(
    tmp_path_factory: pytest.TempPathFactory, old: str, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(old)), max_size=10)))
    news = data.draw(st.lists(LINES.map("".join), min_size=5, max_size=5))
    spans = zip(cuts[::2], cuts[1::2], news, strict=False)
    edits = tuple(AppliedEdit(a, b, new, ("SP001",)) for a, b, new in spans)
    folder = tmp_path_factory.mktemp("diff")
    file = make(folder / "a.txt", old)
    source = read(file)
    text = apply(source.document.text, edits)
    diff = unified_diff(Fixed(source, Report(source.document, (), (), text, edits), None))
    assert bool(diff) == (old != text)
    if diff:
        git_apply(folder, diff.replace(os.path.relpath(file), "a.txt"))
    assert (file.read_bytes().decode() if file.exists() else "") == text
