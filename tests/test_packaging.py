"""What is built is what is on disk: every package, every data file, every rule, and no seeds."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from seedlint.registry import all_rules

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SOURCES = {"lint": "seedlint", "rules": "seedlint.rules"}
COPIED = 40
DATA = ("py.typed", "sense/words.bin", "sense/lm.bin", "sense/doubles.tsv")
LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "cleaned", "*.egg-info", "__pycache__")

BUILD = """
import sys
from setuptools import build_meta
getattr(build_meta, sys.argv[1])(sys.argv[2])
"""
RULES = """
import sys
sys.path.insert(0, sys.argv[1])
import seedlint, seedlint.registry
print(seedlint.__file__)
print(*(rule.code for rule in seedlint.registry.all_rules()))
"""


def folders() -> set[str]:
    """The packages on disk, by the folders that hold a Python file."""
    return {
        ".".join([package, *file.parent.relative_to(ROOT / top).parts])
        for top, package in SOURCES.items()
        for file in (ROOT / top).rglob("*.py")
    }


def run(*args: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, args)], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(what: str, source: Path, out: Path) -> Path:
    """Build in `source`, which the build litters, and return the one file in `out`."""
    out.mkdir()
    run("-c", BUILD, f"build_{what}", out, cwd=source)
    (file,) = out.iterdir()
    return file


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, unpacked."""
    work = tmp_path_factory.mktemp("sdist")
    shutil.copytree(ROOT, work / "tree", ignore=LEFT_OUT)
    with tarfile.open(build("sdist", work / "tree", work / "dist")) as archive:
        archive.extractall(work / "out", filter="data")
    (folder,) = (work / "out").iterdir()
    return folder


@pytest.fixture(scope="session")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as an installer would, unpacked."""
    work = tmp_path_factory.mktemp("wheel")
    shutil.copytree(sdist, work / "tree")
    with zipfile.ZipFile(build("wheel", work / "tree", work / "dist")) as archive:
        archive.extractall(work / "out")
    return work / "out"


def runs(texts: Iterable[str]) -> set[str]:
    """Every run of `COPIED` characters: one that two texts share was copied."""
    return {text[at : at + COPIED] for text in texts for at in range(len(text) - COPIED + 1)}


def files(folder: Path) -> Iterable[str]:
    return (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_packages_listed_are_the_folders_on_disk() -> None:
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders()


def test_packages_are_listed_once() -> None:
    listed = PROJECT["tool"]["setuptools"]["packages"]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("top", SOURCES)
def test_every_folder_with_python_is_a_package(top: str) -> None:
    holding = {file.parent for file in (ROOT / top).rglob("*.py")}
    assert [folder for folder in holding if not (folder / "__init__.py").is_file()] == []


def test_wheel_holds_one_package(wheel: Path) -> None:
    tops = sorted(path.name for path in wheel.iterdir())
    assert [top.partition("-")[0] for top in tops] == ["seedlint", "seedlint"]
    assert tops[1].endswith(".dist-info")


def test_wheel_holds_every_module(wheel: Path) -> None:
    names = {"lint": wheel / "seedlint", "rules": wheel / "seedlint" / "rules"}
    for top, folder in names.items():
        source = {name for name in files(ROOT / top) if name.endswith(".py")}
        assert source <= set(files(folder))


@pytest.mark.parametrize("name", DATA)
def test_wheel_holds_the_data(wheel: Path, name: str) -> None:
    assert (wheel / "seedlint" / name).read_bytes() == (ROOT / "lint" / name).read_bytes()


def test_wheel_holds_licence_and_notice(wheel: Path) -> None:
    (info,) = wheel.glob("*.dist-info")
    assert {"LICENSE", "NOTICE"} <= {path.name for path in (info / "licenses").iterdir()}


@pytest.mark.parametrize("built", ["sdist", "wheel"])
def test_nothing_built_holds_a_seed(built: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(built)
    seeds = runs(path.read_text(encoding="utf-8") for path in (ROOT / "seeds").iterdir())
    assert len(seeds) > 1000
    texts = {name: (folder / name).read_text("utf-8", "replace") for name in files(folder)}
    assert [name for name, text in texts.items() if not seeds.isdisjoint(runs([text]))] == []
    assert not (folder / "seeds").exists()


def test_wheel_holds_no_tests(wheel: Path) -> None:
    assert [name for name in files(wheel) if "test_" in name or "tests/" in name] == []


def test_rules_of_the_wheel_are_those_of_the_registry(wheel: Path, tmp_path: Path) -> None:
    place, codes = run("-c", RULES, wheel, cwd=tmp_path).splitlines()
    assert Path(place).is_relative_to(wheel)
    assert codes.split() == [rule.code for rule in all_rules()]
