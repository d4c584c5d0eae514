"""A law is told from other texts, unless somebody says what the texts are."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedlint.cli import main
from seedlint.core import Document
from seedlint.engine import check_many
from seedlint.sense.kind import is_law, kind_of

NUMBERS = "一二三四五六"
SAID = (
    "为了规范水渠的管理，制定本办法。",
    "水渠由沿线各村轮流看护，每季一换。",
    "看护人应当每日巡查，发现塌方立即报告。",
    "放水的次序由村民会议议定，任何人不得擅自开闸。",
    "违反前款规定的，由村民会议批评教育。",
    "本办法自公布之日起施行。",
)
LAW = "水渠管理办法\n\n" + "".join(
    f"第{number}条　{said}\n\n" for number, said in zip(NUMBERS, SAID, strict=True)
)
TWICE = "村民应当爱护水渠，不得向渠内倾倒垃圾，也不得在渠岸上开荒种菜。"
"""A sentence that two articles share: RE003 is off for laws."""


@pytest.mark.parametrize(
    "text",
    [
        LAW,
        LAW.replace("第", "　　第"),
        LAW.replace("第", "## 第"),
        LAW.replace("条", "條"),
        "".join(f"第 {at} 條\n{said}\n" for at, said in enumerate(SAID, 41)),
        "公布令\n\n现将办法予以公布。\n\n" + LAW,
    ],
)
def test_articles_that_count_up_make_a_law(text: str) -> None:
    assert is_law(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "".join(SAID),
        LAW[: LAW.index("第五")],
        LAW.replace("第二条", "第九条").replace("第四条", "第二条"),
        LAW.replace("\n\n第", "依照第"),
        LAW + "这里写的是另一回事，与水渠无关。\n" * 400,
        "".join(f"第{number}章　{said}\n\n" for number, said in zip(NUMBERS, SAID, strict=True)),
    ],
)
def test_other_texts_are_no_laws(text: str) -> None:
    assert not is_law(text)


def test_markdown_is_technical_unless_it_is_a_law() -> None:
    assert kind_of(Document("水渠。\n", format="markdown")) == "technical"
    assert kind_of(Document(LAW, format="markdown")) == "law"
    assert kind_of(Document("水渠。\n")) == "formal"


def test_each_text_has_the_rules_of_its_kind() -> None:
    plain = f"{TWICE}\n\n秋后算账，各村都说好。\n\n另有一事相告。{TWICE}\n"
    texts = [plain, LAW + plain, plain]
    codes = [{one.code for one in report.found} for report in check_many(texts)]
    assert ["RE003" in some for some in codes] == [True, False, True]


@pytest.mark.parametrize(
    ("argv", "told"), [([], True), (["--profile", "law"], False), (["--select", "PU"], False)]
)
def test_the_closing_line_says_what_was_recognised(
    argv: list[str],
    told: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("law.txt").write_text(LAW, encoding="utf-8")
    main(["check", "law.txt", *argv])
    assert ("Read as law: 1 text " in capsys.readouterr().out) == told
