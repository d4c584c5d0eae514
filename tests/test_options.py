"""Rules do what their options say; the examples of a rule show its defaults only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from seedlint.core import Rule
from seedlint.engine import fix
from seedlint.registry import all_rules

CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("PU013", {"mark": "—"}, "每次服用3～5片。", "每次服用3—5片。"),
    ("PU013", {"mark": "—"}, "每次服用3—5片。", "每次服用3—5片。"),
    (
        "SP006",
        {"width": 2},
        "河上有一座很旧的木桥，人人都说要修。\n",
        "　　河上有一座很旧的木桥，人人都说要修。\n",
    ),
    (
        "SP006",
        {"width": 2},
        "　　河上有一座很旧的木桥，人人都说要修。\n",
        "　　河上有一座很旧的木桥，人人都说要修。\n",
    ),
    ("SP007", {"space": "remove"}, "用 OCR 识别第 3 章。", "用OCR识别第3章。"),
    ("SP007", {"space": "remove"}, "see a page，用OCR。", "see a page，用OCR。"),
    ("SP007", {"digits": False}, "用OCR识别第3章。", "用 OCR 识别第3章。"),
    (
        "VA002",
        {"script": "zh-tw"},
        f"这里有{'小吃店、' * 25}面店。",
        f"這裡有{'小吃店、' * 25}麵店。",
    ),
]


@pytest.mark.parametrize(("code", "options", "text", "after"), CASES)
def test_an_option_changes_what_is_fixed(
    code: str, options: dict[str, Any], text: str, after: str
) -> None:
    assert fix(text, True, [_rule(code, options)]).text == after


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="space must be one of add, remove, not 'ad'"):
        _rule("SP007", {"space": "ad"})


def _rule(code: str, options: dict[str, Any]) -> Rule:
    [rule] = [one for one in all_rules() if one.code == code]
    return replace(rule, **options)  # type: ignore[type-var]
