"""The fixed words of reports, in English and Chinese."""

from __future__ import annotations

from seedlint.core import Severity

PHRASES = {
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "safe": "safe fix",
        "unsafe": "unsafe fix",
        "none": "needs a person",
        "delete": "delete {}",
        "insert": "insert {}",
        "replace": "{} → {}",
        "move": "move {}",
        "more-edits": "and {} more",
        "see": "see {}",
        "more": "… and in this file {} (--format concise lists all)",
        "more-of": "{} more {}",
        "columns": "code rule count safe unsafe person",
        "finding": "{} finding",
        "findings": "{} findings",
        "file": "{} file",
        "files": "{} files",
        "text": "{} text",
        "texts": "{} texts",
        "in": "{} in {}",
        "clean": "All clean: nothing found in {}.",
        "laws": " Read as law: {} (`--profile` decides otherwise).",
        "fixable": "{} fixable with `seedlint fix`",
        "fixable-unsafe": "{} fixable with `seedlint fix --unsafe-fixes`",
        "fixable-more": "{} more with `--unsafe-fixes`",
        "person": "{} for a person to decide",
        "fixed": "Fixed {} in {}: {}",
        "would-fix": "Would fix {} in {}: {}",
        "nothing-fixed": "Nothing to fix in {}",
        "waiting": "{} waiting for `--unsafe-fixes`",
        "copies": "Copies: {}",
        "ledger": "Ledger: {} (`seedlint undo {}` takes it back)",
        "between": ", ",
        "stop": ".",
    },
    "zh": {
        "error": "错误",
        "warning": "警告",
        "info": "提示",
        "safe": "可安全修正",
        "unsafe": "修正需核对",
        "none": "须人工判断",
        "delete": "删去 {}",
        "insert": "补入 {}",
        "replace": "{} → {}",
        "move": "移动 {}",
        "more-edits": "另有 {} 处",
        "see": "参见 {}",
        "more": "… 本文件另有 {}（--format concise 可列出全部）",
        "more-of": "{1} {0} 处",
        "columns": "代码 规则 数量 安全 需核对 人工",
        "finding": "{} 处问题",
        "findings": "{} 处问题",
        "file": "{} 个文件",
        "files": "{} 个文件",
        "text": "{} 篇文本",
        "texts": "{} 篇文本",
        "in": "{1}中共有 {0}",
        "clean": "没有问题：已检查 {}。",
        "laws": "按法律文本检查了 {}（可用 `--profile` 另行指定）。",
        "fixable": "`seedlint fix` 可直接修正 {} 处",
        "fixable-unsafe": "`seedlint fix --unsafe-fixes` 可修正 {} 处",
        "fixable-more": "加 `--unsafe-fixes` 可再修正 {} 处",
        "person": "{} 处须人工判断",
        "fixed": "已修正 {1}，共 {0} 处：{2}",
        "would-fix": "可修正 {1}，共 {0} 处：{2}",
        "nothing-fixed": "{}中没有可修正之处",
        "waiting": "{} 处待用 `--unsafe-fixes` 修正",
        "copies": "副本：{}",
        "ledger": "记录：{}（可用 `seedlint undo {}` 撤回）",
        "between": "，",
        "stop": "。",
    },
}
COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def phrase(lang: str, key: str, *values: object) -> str:
    return PHRASES[lang][key].format(*values)


def counted(lang: str, number: int, one: str) -> str:
    """A number with its noun; `one` is the key of the singular."""
    return phrase(lang, one if number == 1 else f"{one}s", number)
