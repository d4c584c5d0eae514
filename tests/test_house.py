"""What is said of all texts: marks, script, profile; which rules heed it, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from seedlint import Finding, Rule, Safety, Severity, View
from seedlint.cli import main
from seedlint.engine import check, fix
from seedlint.house import Profile
from seedlint.registry import all_rules, find_rule, select_rules
from seedlint.reporters.markdown import page
from seedlint.reporters.rulepage import default_of

WIDTHS = ("PU001", "PU002", "PU003", "PU011", "PU017")
MIXED = "一段,用半角,另一段，用全角，括号（不一样)。\n"
CUT = "库房的门窗都已换过，屋顶的漏水处也补好了。新购的除湿机和消防器材上周运到，安装调\n\n"
REST = "试由厂家负责，月底以前完成。验收以后，旧书就可以陆续搬进来，重新编目上架。\n"

Run = Callable[..., list[str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Checks `a.txt` and `b.md` of the folder; gives `name:code` of every finding."""
    monkeypatch.chdir(tmp_path)

    def call(*argv: str) -> list[str]:
        capsys.readouterr()
        code = main(["check", "--format", "concise", *argv])
        out, err = capsys.readouterr()
        assert code in {0, 1}, err
        lines = [line.split(":", 3) for line in out.splitlines()]
        return [f"{name}:{rest.split()[0]}" for name, _, _, rest in lines]

    return call


def rule(code: str, **options: str) -> Rule:
    return type(find_rule(code))(**options)


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "options", "text", "after"),
    [
        ("PU001", {"punctuation": "halfwidth"}, "走了,大家问:为什么?", None),
        ("PU001", {"punctuation": "keep"}, "走了,大家问:为什么?", None),
        ("PU002", {"punctuation": "halfwidth"}, "各区县(自治县)执行。", None),
        ("PU002", {"punctuation": "keep"}, "各区县(自治县)执行。", None),
        ("PU003", {"punctuation": "halfwidth"}, "列车12：30发车。", "列车12:30发车。"),
        ("PU003", {"punctuation": "keep"}, "列车12：30发车。", None),
        ("PU011", {"punctuation": "halfwidth"}, "他沉默了...好", None),
        ("PU011", {"punctuation": "keep"}, "他沉默了...最后说。。。好", "他沉默了...最后说……好"),
        ("PU009", {"quotes": "keep"}, '他说"会议开始了"，大家坐下。', None),
        ("PU009", {"quotes": "corner"}, '他說"開會了"，大家坐下。', "他說「開會了」，大家坐下。"),
        ("PU009", {"quotes": "corner"}, "他說：\"這叫'要素'。\"", "他說：「這叫『要素』。」"),
        ("PU009", {"quotes": "corner"}, '他說：「這叫"要素"。」', "他說：「這叫『要素』。」"),
        ("PU009", {"quotes": "corner"}, '把「紅"和"黃」分開。', "把「紅」和「黃」分開。"),
        ("PU009", {"quotes": "corner"}, '把“紅"和"黃”分開。', "把“紅」和「黃”分開。"),
        ("PU019", {"quotes": "curly"}, "他說：“這叫‘要素’。”", None),
        ("PU019", {"quotes": "keep"}, "他說：“這叫‘要素’。”", None),
        ("VA001", {"script": "zh-cn"}, "这家工厂的職工都住在附近。", None),
        ("VA002", {"script": "zh-tw"}, "这里下雨。", "這裡下雨。"),
        ("VA002", {"script": "zh-hk"}, "这里下雨。", "這裏下雨。"),
    ],
)
def test_a_rule_heeds_what_is_wanted(
    code: str, options: dict[str, str], text: str, after: str | None
) -> None:
    one = rule(code, **options)
    assert bool(check(text, [one])) == (after is not None)
    assert fix(text, unsafe=True, rules=[one]).text == (after or text)


@pytest.mark.parametrize(
    ("punctuation", "text", "marked"),
    [
        ("fullwidth", "半角,半角,半角,全角，全角，到此。", "，"),
        ("fullwidth", "半角,半角,半角,全角，到此。", ""),
        ("halfwidth", "半角,半角,半角,全角，到此。", "，"),
        ("halfwidth", "全角，全角，全角，半角,半角,到此。", "，"),
        ("halfwidth", "半角,半角,到此。", ""),
        ("keep", "半角,半角,半角,全角，全角，到此。", ""),
    ],
)
def test_mixed_marks_are_told_at_those_too_many(punctuation: str, text: str, marked: str) -> None:
    found = check(text, [rule("PU017", punctuation=punctuation)])
    assert [text[one.start : one.end] for one in found] == [*marked]
    assert [one.start for one in found] == [text.index(one) for one in marked]


def test_the_marks_of_a_house_come_to_rest_together() -> None:
    text = '他說：“這叫"要素"。”她答："是‘要素’。"\n'
    rules = [rule("PU009", quotes="corner"), rule("PU019", quotes="corner")]
    report = fix(text, rules=rules)
    assert report.text == "他說：「這叫『要素』。」她答：「是『要素』。」\n"
    assert not report.left


@pytest.mark.parametrize(
    ("profile", "safety"),
    [
        ("formal", Safety.SAFE),
        ("law", Safety.SAFE),
        ("fiction", Safety.UNSAFE),
        ("technical", Safety.UNSAFE),
    ],
)
def test_joins_are_as_safe_as_the_kind_of_text(profile: str, safety: Safety) -> None:
    (found,) = check(CUT + REST, [rule("LA001", profile=profile)])
    assert found.fix
    assert found.fix.safety is safety


@pytest.mark.parametrize(("argv", "code"), [([], 1), (["--profile", "fiction"], 0)])
def test_fix_heeds_the_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: Sequence[str], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.txt", CUT + REST)
    assert main(["fix", "--diff", "a.txt", *argv]) == code


@pytest.mark.parametrize(
    ("said", "argv", "codes"),
    [
        ("", [], {"PU001", "PU002", "PU017"}),
        ('punctuation = "fullwidth"', [], {"PU001", "PU002", "PU017"}),
        ('punctuation = "halfwidth"', [], {"PU017"}),
        ('punctuation = "keep"', [], set()),
        ('punctuation = "keep"', ["--select", "PU001"], set()),
        ('punctuation = "keep"\n[rules.PU002]\npunctuation = "fullwidth"', [], {"PU002"}),
    ],
)
def test_a_key_is_handed_to_the_rules(
    run: Run, said: str, argv: Sequence[str], codes: set[str]
) -> None:
    write("seedlint.toml", said)
    write("a.txt", MIXED)
    assert {one[-5:] for one in run("a.txt", *argv)} & {*WIDTHS} == codes


@pytest.mark.parametrize(
    ("said", "argv", "codes"),
    [
        ("", [], []),
        ('script = "zh-cn"\nquotes = "corner"', [], ["PU019", "VA002", "PU019"]),
        ('quotes = "curly"', [], []),
        ("", ["--select", "PU"], []),
        ('quotes = "corner"', ["--select", "PU"], ["PU019", "PU019"]),
        ('script = "zh-cn"\nignore = ["VA002"]', [], []),
        ('script = "zh-cn"\nselect = ["SP"]', [], []),
        ('script = "zh-cn"', ["--select", "SP"], []),
        ('script = "zh-cn"', ["--ignore", "PU"], ["VA002"]),
        ('select = ["VA002"]', [], ["VA002"]),
    ],
)
def test_a_key_switches_a_rule_on(
    run: Run, said: str, argv: Sequence[str], codes: list[str]
) -> None:
    write("seedlint.toml", said)
    write("a.txt", "所谓“這個”，已经说过。\n")
    found = [one[-5:] for one in run("a.txt", *argv)]
    assert [one for one in found if one in {"PU019", "VA002"}] == codes


class Noisy(Rule):
    """A line, where there is one."""

    code, name, zh = "XX001", "noisy", "吵"
    severity, off_in = Severity.WARNING, ("fiction", "technical")
    good, bad = ("",), (("一", None),)

    def check(self, view: View) -> Iterator[Finding]:
        yield from (Finding(self, start, end) for start, end in view.lines)


@dataclass(frozen=True)
class Asked(Rule):
    """Nothing."""

    code, name, zh, severity = "XX002", "asked", "问", Severity.INFO
    default, on_with = False, "script"
    good, bad = ("一",), (("二", None),)

    def check(self, view: View) -> Iterator[Finding]:
        yield from ()


@pytest.fixture
def noisy(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (*all_rules(), Noisy(), Asked())
    monkeypatch.setattr("seedlint.registry.all_rules", lambda: rules)


@pytest.mark.parametrize(
    ("said", "argv", "names"),
    [
        ("", [], ["a.txt"]),
        ('profile = "law"', [], ["a.txt", "b.md"]),
        ('profile = "fiction"', [], []),
        ('profile = "fiction"', ["--profile", "formal"], ["a.txt", "b.md"]),
        ("", ["--profile", "technical"], []),
        ('profile = "fiction"', ["--select", "XX001"], ["a.txt", "b.md"]),
        ('profile = "fiction"\nselect = ["XX"]', [], ["a.txt", "b.md"]),
        ('select = ["noisy"]', [], ["a.txt", "b.md"]),
        ("", ["--select", "ALL"], ["a.txt", "b.md"]),
        ('[per-file-ignores]\n"a.*" = ["XX"]', [], []),
    ],
)
@pytest.mark.usefixtures("noisy")
def test_a_profile_says_what_is_on(
    run: Run, said: str, argv: Sequence[str], names: list[str]
) -> None:
    write("seedlint.toml", said)
    for name in ("a.txt", "b.md"):
        write(name, "识别结果，仍需核对。\n")
    assert [one.partition(":")[0] for one in run("a.txt", "b.md", *argv) if "XX001" in one] == names


@pytest.mark.parametrize(
    ("profile", "off"),
    [
        ("formal", set()),
        ("law", {"RE002", "RE003", "RE008"}),
        ("fiction", {"LA002", "PU006", "RE002", "RE003", "RE005", "RE006", "RE007"}),
        ("technical", {"LA002"}),
    ],
)
def test_what_each_profile_leaves_out(profile: Profile, off: set[str]) -> None:
    on = {one.code for one in select_rules()}
    assert on - {one.code for one in select_rules(profile=profile)} == off


def test_a_profile_that_is_none(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["check"], ["fix", "--diff"]):
        assert main([*command, "--profile", "fictoin"]) == 2
        assert "'fictoin' is no profile; did you mean fiction?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "said", "zh"),
    [
        (find_rule("PU001"), "on", "开"),
        (find_rule("QU003"), "off", "关"),
        (Noisy(), "on, off in fiction, technical", "开，fiction, technical 除外"),
        (Asked(), "off, on with `script`", "关，设 `script` 则开"),
    ],
)
def test_a_page_says_when_a_rule_is_on(one: Rule, said: str, zh: str) -> None:
    assert (default_of(one, "en"), default_of(one, "zh")) == (said, zh)
    assert f" | {said} · {zh} |" in page(one)
