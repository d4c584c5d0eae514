"""`seedlint init`: what it writes is right, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from seedlint.cli import main
from seedlint.cli_init import TEMPLATE
from seedlint.config import load
from seedlint.settings import Settings
from seedlint.sources.files import INCLUDE

GOOD = "识别结果，仍需核对。\n"
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


def test_init_writes_what_can_be_read(run: Run) -> None:
    code, out, err = run("init")
    assert (code, err) == (0, "")
    assert "seedlint.toml" in out
    assert ".pre-commit-config.yaml" in out
    assert load(Path.cwd()).settings == Settings()
    write("a.txt", GOOD)
    assert run("check")[0] == 0


def test_all_init_shows_is_right(tmp_path: Path) -> None:
    keys = [
        line.removeprefix("# ")
        for line in TEMPLATE.splitlines()
        if line.startswith(('# "', "# [")) or " = " in line
    ]
    shown = "\n".join(key for key in keys if "NAME" not in key and "OPTION" not in key)
    (tmp_path / "seedlint.toml").write_text(shown, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    known = load(tmp_path)
    known.check()
    plain = Settings()
    assert known.settings.max_size == plain.max_size
    assert set(known.settings.include) == {f"*{suffix}" for suffix in INCLUDE}
    for key in Settings.__dataclass_fields__:
        assert key.replace("_", "-") in TEMPLATE


@pytest.mark.parametrize("name", ["seedlint.toml", "pyproject.toml"])
def test_init_overwrites_nothing(run: Run, name: str) -> None:
    text = "[tool.seedlint]\n" if name == "pyproject.toml" else ONLY
    write(name, text)
    code, out, err = run("init")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert name in err
    assert [path.name for path in Path.cwd().iterdir()] == [name]
    assert Path(name).read_text(encoding="utf-8") == text


def test_init_writes_through_no_link(run: Run) -> None:
    Path("seedlint.toml").symlink_to("elsewhere")
    assert run("init")[0] == 2
    assert not Path("elsewhere").exists()


def test_init_below_another_configuration_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("seedlint.toml", ONLY)
    Path("below").mkdir()
    monkeypatch.chdir("below")
    code, out, _ = run("init")
    assert code == 0
    assert f"in place of {Path('../seedlint.toml').resolve()}" in out
