"""Rules of strangers: who switches them on, and what becomes of what they do wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from findings import Odd
from seedlint import Detail, Edit, Finding, View, check, fix
from seedlint.cli import main
from seedlint.failures import RuleFailed
from seedlint.plugins import switched_on


class Stranger(Odd):
    """Yields what it is given, or does it."""

    def __init__(self, *given: Any) -> None:
        self.given = given

    def check(self, view: View) -> Iterator[Finding]:
        for one in self.given:
            yield one(self, view) if callable(one) else one


def at(start: int, end: int, new: Any = None, **detail: Any) -> Any:
    given = Detail(values=("怪",), **detail)
    return lambda rule, view: Finding(rule, 1 + start, 1 + end, new, given)


def test_what_is_right_is_reported() -> None:
    (found,) = check("一二三", [Stranger(at(1, 2, "贰"))])
    assert (found.start, found.end, found.message()) == (1, 2, "odd: 怪")
    assert fix("一二三", True, [Stranger(at(1, 2))]).text == "一二三"


WRONG = [
    at(-3, 1), at(2, 1), at(0, 99), at(0, 1, related=((0, 99),)),
    at(0, 1, edits=(Edit(0, 99, ""),)),
    at(0, 2, edits=(Edit(2, 3, ""), Edit(1, 2, ""))), at(0, 1, new=3),
    lambda rule, view: Finding(rule, 1, 2), lambda rule, view: Finding(Odd(), 1, 2),
    lambda rule, view: (1, 2), lambda rule, view: None, lambda rule, view: 1 / 0,
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_names_the_rule(wrong: Any) -> None:
    with pytest.raises(RuleFailed, match="XX001 failed: ") as raised:
        check("一二三", [Stranger(wrong)])
    assert "\n" not in str(raised.value)


def test_what_does_not_come_back_names_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(rule: object, view: View) -> Finding:
        while True:
            pass

    monkeypatch.setattr("seedlint.plugins.CHECKING", 0.05)
    with pytest.raises(RuleFailed, match="XX001 failed: OutOfTime: does not come back"):
        check("一二三", [Stranger(hang)])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own configuration; the current folder is another one."""
    monkeypatch.setattr("seedlint.plugins._on", set())
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "home/seedlint").mkdir(parents=True)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "home/seedlint"


@pytest.mark.parametrize("argv", [["check"], ["rules"], ["explain", "SP001"], ["fix", "--diff"]])
def test_the_user_names_a_plugin_that_is_not_there(
    home: Path, argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*argv, "--plugin", "a,b"]) == 2
    assert switched_on() == {"a", "b"}
    (home / "config.toml").write_text('plugins = ["c"]\n', encoding="utf-8")
    assert main(argv) == 2
    assert switched_on() == {"a", "b", "c"}
    assert capsys.readouterr().err == ("seedlint: no plugin 'a' is installed; there is none\n" * 2)


def test_the_users_own_configuration_has_one_key(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config.toml").write_text('select = ["SP"]\n', encoding="utf-8")
    assert main(["check"]) == 2
    assert "config.toml: unknown key select; there are plugins\n" in capsys.readouterr().err


def test_a_project_switches_nothing_on(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("seedlint.toml", 'plugins = ["a"]'), ("config.toml", 'plugins = ["a"]')):
        Path(name).write_text(text, encoding="utf-8")
    assert main(["check"]) == 2
    assert "seedlint.toml: unknown key plugins" in capsys.readouterr().err
    assert switched_on() == frozenset()
