"""Texts that several tests look at, and their bytes in every encoding that is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedlint.sources.encoding import NAMES

BAD, GOOD = "识 别结果，仍需核对。", "识别结果，仍需核对。"
SIMPLIFIED = (
    "　　市图书馆十二月一日起施行新的借阅办法，读者一次可借十册，借期为三十天。\n"
    "为方便郊区读者，图书馆还在六个镇设立了还书点，每周二、周五派车收书（节假日除外）。\n"
    f"{BAD}\n"
)
TRADITIONAL = (
    "　　市圖書館十二月一日起實施新的借閱辦法，讀者一次可借十冊，借期為三十天。\n"
    "為方便郊區讀者，圖書館還在六個鎮設立了還書點，每週二、週五派車收書（節假日除外）。\n"
    "識 別結果，仍需核對。\n"
)
PROSE = dict.fromkeys(NAMES, SIMPLIFIED)
PROSE["gb18030"] += "𠮷野家在街角，㐀字生僻，各占四个字节。\n"
PROSE |= {"cp950": TRADITIONAL, "big5hkscs": TRADITIONAL + "佢哋喺邊度？我哋唔知嘅。\n"}
MARKED = ["utf-8", "utf-16-le", "utf-16-be", "gb18030"]
KINDS = [*((one, False) for one in NAMES), *((one, True) for one in MARKED)]
each_kind = pytest.mark.parametrize(("encoding", "bom"), KINDS)


def bytes_of(
    encoding: str, bom: bool = False, newline: str = "\n", text: str | None = None
) -> bytes:
    text = (PROSE[encoding] if text is None else text).replace("\n", newline)
    return ("\ufeff" * bom + text).encode(encoding)


HALVES = (
    "登记工作由各街道分别负责，材料齐全的当场受理。各单位要在本月底之前按要求完成主体部",
    "分的复核工作，逾期不再受理，请互相转告。公示期为七天，期间接受群众来信来访。",
)
"""A sentence cut in two by the end of a page."""
SHAPES = [
    "{}\n",
    "{}",
    "{}\r\n第二行，没有错。\r\n",
    "{}\r第二行，没有错。\r",
    "第一行。\r\n\n{}\r第三行。\n",
    "\ufeff{}\n",
    "𠮷野家，在街角。\u2028{}\n",
    "第一行。\r\n{}\r第三行。\n\x85\u2028末行，没有换行。",
    "原有的\ufffd还在。\n{}\n",
]
"""Files that hold a line: their newlines, marks and ends."""


def make(file: Path, text: str = BAD + "\n") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def project(folder: Path, text: str) -> Path:
    """A folder that nothing above it configures, with a page in `in/a.txt`."""
    make(folder / "seedlint.toml", "")
    make(folder / "in/a.txt", text)
    return folder
