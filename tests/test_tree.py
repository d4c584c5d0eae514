"""The shape of the project: what lies at the top, and how long a module may grow."""

from __future__ import annotations

from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

ROOT = Path(__file__).parents[1]
TOP = {
    "CHANGELOG.md", "LICENSE", "Makefile", "NOTICE", "README.md", "README.zh.md", "docs", "lint",
    "pyproject.toml", "rules", "seeds", "tests",
}  # fmt: skip
LONGEST = 350
MODULES = sorted(file for top in ("lint", "rules") for file in (ROOT / top).rglob("*.py"))


def test_nothing_new_at_the_top() -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = GitIgnoreSpec.from_lines(lines)
    tops = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {top for top in tops - TOP if not ignored.match_file(f"{top}/")} == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_stays_short(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST
