"""Scoring against gold: what counts as found, right and false, and what is wrong with a gold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.cli import main
from seedlint.core import Document, Evidence, Finding, Report, Severity, Span
from seedlint.evaluate import Row, Score, Scored, Verdict, score
from seedlint.gold import CLASSES, GoldError, GoldRecord, answers, parse
from seedlint.registry import all_rules, find_rule

DOCS = Path(__file__).parents[1] / "docs" / "evaluate.md"
TEXT = "甲乙丙丁戊己庚辛壬癸" * 4
PAGE = "阅览室开到九点,读者凭证入馆。\n"
MARK: dict[str, object] = {
    "file": "a.txt",
    "start": 7,
    "end": 8,
    "text": ",",
    "class": "halfwidth-punct",
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in a folder with one page; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    write("pages/a.txt", PAGE)

    def call(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(argv)
        return code, *capsys.readouterr()

    return call


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8", newline="")


def gold(*rows: object) -> None:
    write("gold.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def record(span: Span, kind: str, twin: Span | None = None, sure: str = "certain") -> GoldRecord:
    return GoldRecord(span[0], "a.txt", None, span, TEXT[slice(*span)], kind, twin, sure)


def scored(
    findings: Sequence[tuple[str, Span]],
    records: Sequence[GoldRecord],
    least: Severity = Severity.INFO,
) -> Scored:
    found = [Finding(find_rule(code), *span) for code, span in findings]
    return score(Report(Document(TEXT), found, found, TEXT), records, least)


COPY = record((20, 24), "dup-paragraph", (10, 14))
EMPTY = record((5, 5), "broken-paragraph")
DOUBTFUL = record((3, 4), "dup-phrase", sure="doubtful")
CASES = {
    "on the record": ("RE001", (21, 22), COPY, 1, "right"),
    "on the twin": ("RE001", (13, 18), COPY, 1, "right"),
    "beside it": ("RE001", (24, 26), COPY, 0, "false"),
    "before it": ("RE001", (8, 10), COPY, 0, "false"),
    "by a rule of another class": ("PU001", (20, 21), COPY, 0, "right"),
    "an empty record": ("LA001", (5, 6), EMPTY, 1, "right"),
    "an empty finding": ("RE001", (20, 20), COPY, 1, "right"),
    "an empty finding behind it": ("RE001", (24, 24), COPY, 0, "false"),
    "any repeat on a wrong character": ("RE005", (2, 4), record((3, 4), "wrong-char"), 1, "right"),
    "no comma on a wrong character": ("PU001", (2, 4), record((3, 4), "wrong-char"), 0, "right"),
    "anything on anything else": ("SP001", (2, 4), record((3, 4), "other"), 1, "right"),
    "nothing for a gap": ("LA001", (2, 4), record((3, 4), "missing-heading"), 0, "right"),
    "a class that is a rule": ("SP001", (2, 4), record((3, 4), "space-between-han"), 1, "right"),
    "on a lookalike": ("RE005", (2, 4), record((3, 4), "ok-lookalike"), None, "false"),
    "on a doubtful one": ("RE005", (2, 4), DOUBTFUL, None, "open"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_finding_and_one_record(name: str) -> None:
    code, span, one, found, verdict = CASES[name]
    result = scored([(code, span)], [one])
    assert [judged.verdict for judged in result.judged] == [Verdict(verdict)]
    assert [bool(sought.codes) for sought in result.sought] == ([] if found is None else [found])
    assert result.lookalikes == ((1, 1) if one.kind == "ok-lookalike" else (0, 0))


def test_a_defect_on_a_lookalike_is_right() -> None:
    both = [record((3, 6), "ok-lookalike"), record((4, 5), "dup-char")]
    result = scored([("RE006", (4, 6))], both)
    assert result.judged[0].verdict is Verdict.RIGHT
    assert result.lookalikes == (0, 1)


def test_severity_leaves_findings_out() -> None:
    result = scored([("SP003", (2, 4))], [record((3, 4), "other")], Severity.WARNING)
    assert (list(result.judged), len(list(result.misses))) == ([], 1)


def test_rows_add_up() -> None:
    first = scored(
        [("RE005", (0, 2)), ("RE006", (0, 2)), ("RE006", (30, 31))],
        [record((0, 2), "dup-char"), record((4, 6), "dup-char"), record((8, 9), "dup-phrase")],
    )
    second = scored([], [record((8, 9), "dup-phrase")])
    total = Score([first, second], all_rules())
    assert total.by_class == {"dup-char": Row(1, 2, 2, 1), "dup-phrase": Row(0, 2, 0, 0)}
    assert total.by_rule["RE005"] == Row(1, 4, 1, 0)
    assert total.by_rule["RE006"] == Row(1, 2, 1, 1)
    assert total.by_rule["RE006"].precision == 0.5
    assert total.by_rule["RE001"] == Row(0, 0, 0, 0)
    assert total.by_rule["RE001"].precision is None
    assert total.whole == Row(1, 4, 2, 1)
    assert total.size == 2 * 3 * len(TEXT)
    assert total.rate(1) == pytest.approx(100_000 / 240)


SPANS = st.tuples(st.integers(0, 39), st.integers(0, 12)).map(
    lambda pair: (pair[0], min(40, sum(pair)))
)
RECORDS = st.builds(
    record, SPANS, st.sampled_from(list(CLASSES)), st.none() | SPANS,
    st.sampled_from(["certain", "doubtful"]),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["RE005", "PU001", "LA001"]), SPANS)), st.lists(RECORDS))
def test_records_are_looked_up_as_if_all_were_compared(
    findings: list[tuple[str, Span]], records: list[GoldRecord]
) -> None:
    def touches(one: GoldRecord, span: Span) -> bool:
        taken = set(range(span[0], max(span[1], span[0] + 1)))
        return any(taken & set(range(low, max(high, low + 1))) for low, high in one.spans)

    result = scored(findings, records)
    for (_, span), judged in zip(findings, result.judged, strict=True):
        on = [one for one in records if touches(one, span)]
        assert (judged.verdict is Verdict.RIGHT) == any(one.counts for one in on)
        assert (judged.verdict is Verdict.FALSE) == (not any(one.defect for one in on))
    for sought in result.sought:
        assert bool(sought.codes) == any(
            touches(sought.record, span) and code.startswith(answers(sought.record.kind))
            for code, span in findings
        )


def test_each_class_has_rules_that_can_be() -> None:
    for kind in CLASSES:
        assert all(re.fullmatch("|[A-Z]{2}([0-9]{3})?", code) for code in answers(kind))


BAD = {
    "{": "not JSON",
    "[1]": "no object",
    '{"start": 7}': "'file' is missing",
    "[" * 100_000: "beyond measure",
    **{
        json.dumps(MARK | change): problem
        for change, problem in (
            ({"start": -1}, "'start' is -1"),
            ({"start": True}, "'start' is true"),
            ({"end": 7.5}, "'end' is 7.5"),
            ({"start": 9}, "'start' 9 lies behind 'end' 8"),
            ({"text": None}, "'text' is null"),
            ({"class": "half-width-punct"}, "did you mean halfwidth-punct?"),
            ({"confidence": "sure"}, "'confidence' is \"sure\""),
            ({"twin": [3]}, "'twin' is [3]"),
            ({"twin": [9, 8]}, "'twin' is [9, 8]"),
            ({"record": "0"}, "'record' is \"0\""),
        )
    },
}


@pytest.mark.parametrize("line", BAD, ids=lambda line: BAD[line])
def test_a_bad_line_is_named(line: str, run: Run) -> None:
    write("gold.jsonl", f"{json.dumps(MARK)}\n\n{line}\n")
    code, out, err = run("evaluate", "gold.jsonl", "--root", "pages")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("seedlint: gold.jsonl:3: ")
    assert BAD[line] in err
    assert re.search("; (write|give|correct|did you mean)", err)


MISFITS: dict[str, tuple[dict[str, object], str]] = {
    "another text": ({"text": "，"}, "'text' is \"，\", but a.txt has \",\" at 7 to 8"),
    "beyond the end": ({"start": 70, "end": 71}, "but a.txt has \"\" at 70 to 71"),
    "twin beyond the end": ({"twin": [70, 71]}, "'twin' ends at 71, a.txt at 16"),
    "no such file": ({"file": "b.txt"}, "no text 'b.txt' was read below pages"),
    "no such record": ({"record": 3}, "no text 'a.txt#3' was read below pages"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISFITS)
def test_gold_that_does_not_fit_the_texts_is_named(name: str, run: Run) -> None:
    change, problem = MISFITS[name]
    gold(MARK, MARK | change)
    code, out, err = run("evaluate", "gold.jsonl", "--root", "pages")
    assert (code, out) == (2, "")
    assert err.startswith("seedlint: gold.jsonl:2: ")
    assert problem in err


def test_many_bad_lines_are_counted(run: Run) -> None:
    gold(*([[]] * 25))
    code, _, err = run("evaluate", "gold.jsonl", "--root", "pages")
    assert (code, err.count("\n")) == (2, 11)
    assert err.endswith("15 more lines like these\n")


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        (("none.jsonl", "--root", "pages"), "none.jsonl: does not exist"),
        (("gold.jsonl", "--root", "gold.jsonl"), "gold.jsonl: is no folder"),
        (("gold.jsonl", "--root", "pages", "--select", "PU01X"), "'PU01X'"),
        (("empty.jsonl", "--root", "pages"), "holds no record"),
        (("gold.jsonl",), "--root"),
    ],
)
def test_wrong_usage_is_one_line(argv: Sequence[str], problem: str, run: Run) -> None:
    gold(MARK)
    write("empty.jsonl", "\n")
    code, out, err = run("evaluate", *argv)
    assert (code, out) == (2, "")
    assert problem in err
    assert "Traceback" not in err


def test_json_has_all_figures(run: Run) -> None:
    gold(MARK, MARK | {"start": 0, "end": 3, "text": "阅览室", "class": "other"})
    argv = "evaluate", "gold.jsonl", "--root", "pages", "--select", "PU001,SP001"
    code, out, _ = run(*argv, "--format", "json", "--misses", "--false-alarms")
    said = json.loads(out)
    assert (code, said["files"], said["bytes"]) == (0, 1, len(PAGE.encode()))
    assert (said["found"], said["total"], said["false"], said["precision"]) == (1, 2, 0, 1.0)
    assert said["rules"][0] == {
        "code": "PU001", "found": 1, "total": 1, "right": 1, "false": 0, "precision": 1.0,
        "false_per_100_kb": 0.0,
    }  # fmt: skip
    assert [row["class"] for row in said["classes"]] == ["halfwidth-punct", "other"]
    assert [(one["text"], one["gold_line"]) for one in said["misses"]] == [("阅览室", 2)]
    assert said["false_alarms"] == []


def test_false_alarms_and_misses_are_shown(run: Run) -> None:
    gold(MARK | {"start": 0, "end": 3, "text": "阅览室", "class": "wrong-char", "note": "为何"})
    argv = "evaluate", "gold.jsonl", "--root", "pages", "--select", "PU001", "--lang", "zh"
    code, out, _ = run(*argv, "--misses", "--false-alarms")
    assert code == 0
    assert "pages/a.txt:1:1  wrong-char  为何\n  [阅览室]开到九点,读者" in out
    assert "pages/a.txt:1:8  PU001  中文里用了半角“,”\n  阅览室开到九点[,]读者" in out
    assert (
        run("evaluate", "gold.jsonl", "--root", "pages", "--ignore", "ALL")[1].count("PU001") == 0
    )


def test_other_files_are_evidence(run: Run) -> None:
    head = "【城南旧事】"
    for name in "bcd":
        write(f"pages/{name}.txt", f"{head}\n\n修城记{name}\n\n老城门在去年秋天修好，游人渐多。\n")
    gold({"file": "b.txt", "start": 0, "end": 6, "text": head, "class": "running-head"})
    argv = "evaluate", "gold.jsonl", "--root", "pages", "--select", "LA005", "--format", "json"
    assert json.loads(run(*argv)[1])["found"] == 1
    Path("pages/c.txt").unlink()
    assert json.loads(run(*argv)[1])["found"] == 0


def test_gold_beside_the_texts_is_no_evidence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def spy(documents: Iterable[Document]) -> Evidence:
        seen.extend(one.path for one in documents)
        return Evidence({})

    monkeypatch.setattr("seedlint.sense.evidence.gather", spy)
    write("pages/gold.txt", json.dumps(MARK))
    assert run("evaluate", "pages/gold.txt", "--root", "pages")[0] == 0
    assert seen == ["pages/a.txt"]


def test_an_unreadable_file_is_named_and_the_rest_scored(run: Run) -> None:
    gold(MARK)
    Path("pages/b.txt").write_bytes(b"\x81\xff")
    code, out, err = run("evaluate", "gold.jsonl", "--root", "pages", "--format", "json")
    assert code == 2
    assert json.loads(out)["found"] == 1
    assert "pages/b.txt" in err


def test_the_example_of_the_page_is_what_comes_out(run: Run) -> None:
    text, said = re.findall(r"^```text\n(.*?)^```$", DOCS.read_text("utf-8"), re.M | re.S)
    (rows,) = re.findall(r"^```json\n(.*?)^```$", DOCS.read_text("utf-8"), re.M | re.S)
    (command,) = re.findall(r"^seedlint (.*)$", DOCS.read_text("utf-8"), re.M)
    write("texts/notice.txt", text)
    write("gold.jsonl", rows)
    assert run(*command.split()) == (0, said, "")


def test_the_page_lists_every_class() -> None:
    page = DOCS.read_text("utf-8")
    assert [kind for kind in CLASSES if f"`{kind}`" not in page] == []


def test_parse_takes_what_json_takes() -> None:
    line = json.dumps(
        MARK | {"file": "./sub//a.txt", "more": 1, "note": "\u2028"}, ensure_ascii=False
    )
    (one,) = parse(f"\r\n{line}\r\n")
    assert not isinstance(one, GoldError)
    assert (one.line, one.file, one.note) == (2, "sub/a.txt", "\u2028")
