"""Rules are found, or the reason why not is named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from seedlint.core import Rule
from seedlint.registry import (
    RegistryError,
    UnknownRule,
    all_rules,
    find_rule,
    select_rules,
)

ROOT = Path(__file__).parents[1]
SOURCE = '''
from seedlint import Rule, Severity


class {kind}(Rule):
    """A stranger's rule."""

    code, name, zh, severity = "{code}", "{name}", "陌生", Severity.INFO
    good, bad = ("一",), (("二", None),)

    def check(self, view):
        return iter(())
'''
discover: Callable[[], tuple[Rule, ...]] = all_rules.__wrapped__
"""Without the cache, which the other tests share."""


class Strangers:
    """Makes packages of rules and entry points that name them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: list[EntryPoint] = []
        self.on: set[str] = set()

    def write(self, path: str, text: str = "") -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def rule(self, path: str, code: str, name: str, kind: str = "Stranger") -> None:
        self.write(path, SOURCE.format(kind=kind, code=code, name=name))

    def enter(self, name: str, value: str) -> None:
        self.entries.append(EntryPoint(name, value, "seedlint.rules"))
        self.on.add(name)


@pytest.fixture
def strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Strangers]:
    made = Strangers(tmp_path)
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: made.entries)
    monkeypatch.setattr("seedlint.registry.OURS", ())
    monkeypatch.setattr("seedlint.plugins._on", made.on)
    yield made
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_the_rules_of_the_house_come_through_the_same_door() -> None:
    assert len(all_rules()) == len(list((ROOT / "rules").glob("*/[!_]*.py")))
    assert [rule.code for rule in all_rules()] == sorted(rule.code for rule in all_rules())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_lies_in_a_file_of_its_name(rule: Rule) -> None:
    assert type(rule).__module__.rpartition(".")[2] == rule.name.replace("-", "_")


def test_a_package_of_families_is_walked(strangers: Strangers) -> None:
    strangers.write("odd_one/__init__.py")
    strangers.write("odd_one/family/__init__.py")
    strangers.rule("odd_one/family/first.py", "XX002", "first")
    strangers.rule("odd_one/second.py", "XX001", "second")
    strangers.enter("odd", "odd_one")
    assert [rule.code for rule in discover()] == ["XX001", "XX002"]


def test_a_module_of_one_rule_will_do(strangers: Strangers) -> None:
    strangers.rule("odd_module.py", "XX001", "alone")
    strangers.enter("odd", "odd_module")
    assert [rule.name for rule in discover()] == ["alone"]


def test_an_imported_rule_is_taken_where_it_is_defined(strangers: Strangers) -> None:
    strangers.rule("odd_base.py", "XX001", "base")
    strangers.write("odd_more.py", "from odd_base import Stranger\n")
    strangers.enter("base", "odd_base")
    strangers.enter("more", "odd_more")
    assert [rule.code for rule in discover()] == ["XX001"]


def test_an_abstract_rule_is_none(strangers: Strangers) -> None:
    strangers.write("odd_part.py", "from seedlint import Rule\n\nclass Half(Rule): ...\n")
    strangers.enter("part", "odd_part")
    assert discover() == ()


@pytest.mark.parametrize(
    ("second", "label"), [(("XX001", "other"), "XX001"), (("XX002", "same"), "same")]
)
def test_a_code_or_name_taken_twice_names_both(
    strangers: Strangers, second: tuple[str, str], label: str
) -> None:
    strangers.rule("odd_first.py", "XX001", "same")
    strangers.rule("odd_second.py", *second)
    strangers.enter("first", "odd_first")
    strangers.enter("second", "odd_second")
    with pytest.raises(RegistryError, match=f"{label} .*odd_first.*odd_second"):
        discover()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("elsewhere.py", ""),
        ("odd_broken.py", "import no_such_module_anywhere\n"),
        ("odd_broken.py", "from seedlint import NoSuchName\n"),
        ("odd_broken.py", "def half(:\n"),
        ("odd_broken/inner.py", "import no_such_module_anywhere\n"),
    ],
    ids=["missing", "needs-missing", "needs-name", "syntax", "inner"],
)
def test_rules_that_do_not_load_are_named(strangers: Strangers, file: str, text: str) -> None:
    strangers.write(file, text)
    if "/" in file:
        strangers.write("odd_broken/__init__.py")
    strangers.enter("broken plugin", "odd_broken")
    with pytest.raises(RegistryError, match="broken plugin"):
        discover()


def test_a_family_without_init_is_named(strangers: Strangers) -> None:
    strangers.write("odd_one/__init__.py")
    strangers.rule("odd_one/family/first.py", "XX001", "first")
    strangers.enter("odd", "odd_one")
    with pytest.raises(RegistryError, match=r"family.*__init__\.py"):
        discover()


def codes(select: list[str], ignore: list[str] | None = None) -> list[str]:
    return [rule.code for rule in select_rules(select, ignore or [])]


def test_nothing_selected_means_the_default() -> None:
    assert codes([]) == [rule.code for rule in all_rules() if rule.default]


def test_all_means_all() -> None:
    assert codes(["ALL"]) == codes(["all"]) == [rule.code for rule in all_rules()]


@pytest.mark.parametrize(
    ("word", "chosen"),
    [
        ("PU001", {"PU001"}),
        ("pu001", {"PU001"}),
        ("halfwidth-punctuation", {"PU001"}),
        ("PU", {rule.code for rule in all_rules() if rule.code.startswith("PU")}),
        ("RE00", {rule.code for rule in all_rules() if rule.code.startswith("RE00")}),
        ("la", {rule.code for rule in all_rules() if rule.code.startswith("LA")}),
    ],
)
def test_codes_names_and_prefixes_select(word: str, chosen: set[str]) -> None:
    assert set(codes([word])) == chosen
    assert set(codes(["ALL"], [word])) == {rule.code for rule in all_rules()} - chosen


def test_order_of_words_and_repeats_do_not_matter() -> None:
    assert codes(["RE", "PU", "PU001"]) == codes(["PU", "RE"])


def test_ignore_wins() -> None:
    assert codes(["PU001", "SP001"], ["SP"]) == ["PU001"]


def test_everything_ignored_selects_nothing() -> None:
    assert codes(["PU001"], ["PU001"]) == []


@pytest.mark.parametrize("word", ["XX999", "", " ", "PU0011", "no-such-rule", "页码"])
def test_what_chooses_nothing_is_an_error(word: str) -> None:
    with pytest.raises(UnknownRule):
        select_rules([word])
    with pytest.raises(UnknownRule):
        select_rules([], [word])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("halfwidth-punctation", "halfwidth-punctuation"),
        ("broken-paragraf", "broken-paragraph"),
        ("WOO01", "WO001"),
        ("re0005", "RE005"),
    ],
)
def test_a_misspelt_rule_suggests_the_nearest(word: str, meant: str) -> None:
    with pytest.raises(UnknownRule, match=f"{word}.*{meant}"):
        find_rule(word)
    with pytest.raises(UnknownRule, match=f"{word}.*{meant}"):
        select_rules([word])


@pytest.mark.parametrize("label", ["PU001", "pu001", "halfwidth-punctuation"])
def test_a_rule_is_found_by_code_or_name(label: str) -> None:
    assert find_rule(label).code == "PU001"


@pytest.mark.parametrize("label", ["PU", "", "ALL"])
def test_a_prefix_is_no_rule(label: str) -> None:
    with pytest.raises(UnknownRule):
        find_rule(label)


def test_an_installed_plugin_is_off_until_its_user_switches_it_on(strangers: Strangers) -> None:
    strangers.write("odd_loud.py", "raise RuntimeError('imported')\n")
    strangers.enter("loud", "odd_loud")
    strangers.on.clear()
    assert discover() == ()
    strangers.on.add("loud")
    with pytest.raises(RegistryError, match=r"loud \(odd_loud\): RuntimeError: imported"):
        discover()


def test_nobody_can_pose_as_the_rules_of_the_house(strangers: Strangers) -> None:
    strangers.write("odd_loud.py", "raise RuntimeError('imported')\n")
    strangers.entries.append(EntryPoint("builtin", "odd_loud", "seedlint.rules"))
    assert discover() == ()


def test_a_plugin_that_is_not_there_is_named(strangers: Strangers) -> None:
    strangers.on.add("nobody")
    with pytest.raises(RegistryError, match="no plugin 'nobody' is installed; there is none"):
        discover()


@pytest.mark.parametrize(
    ("was", "lies", "said"),
    [
        ('code, name', 'code, odd', "name cannot be None"),
        ('"XX001"', '"xx1"', "code cannot be 'xx1'"),
        ('"XX001"', 'b"XX001"', "code cannot be b'XX001'"),
        ('"odd"', '"\\x1b[2J"', "name cannot be"),
        ("Severity.INFO", '"info"', "severity cannot be 'info'"),
        ('"陌生"', "None", "zh cannot be None"),
        ('("一",)', '["一"]', "good cannot be"),
        ("    def check", '    reads = "sky"\n\n    def check', "reads cannot be 'sky'"),
        ("    def check", '    edits = "all"\n\n    def check', "edits cannot be 'all'"),
        ("class", "raise SystemExit(0)\n\n\nclass", "SystemExit: 0"),
        ("class", "1 / 0\n\n\nclass", "ZeroDivisionError"),
        ("    def check", "    def __init__(self):\n        1 / 0\n\n    def check", "ZeroDiv"),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_declare_itself_is_named(
    strangers: Strangers, was: str, lies: str, said: str
) -> None:
    text = SOURCE.format(kind="Odd", code="XX001", name="odd")
    strangers.write("odd_liar.py", text.replace(was, lies, 1))
    strangers.enter("liar", "odd_liar")
    with pytest.raises(RegistryError, match="rules of liar ") as raised:
        discover()
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_plugin_that_does_not_come_back_is_named(
    strangers: Strangers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedlint.registry.LOADING", 0.05)
    strangers.write("odd_hang.py", "import time\ntime.sleep(60)\n")
    strangers.enter("hang", "odd_hang")
    with pytest.raises(RegistryError, match=r"hang .*does not come back within"):
        discover()
