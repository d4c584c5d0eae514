"""Bytes are read in the encoding they are in, or not at all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import KINDS, PROSE, SIMPLIFIED, TRADITIONAL, bytes_of, each_kind
from seedlint.sources.encoding import NAMES, Decoded, decode, encode, encoding_named
from seedlint.sources.trouble import BinaryError, SourceError


def refusal(data: bytes, encoding: str | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        decode(data, "页.txt", encoding)
    line = str(caught.value)
    assert line.isprintable()
    return line.removeprefix("页.txt: ")


@each_kind
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("named", [False, True])
def test_what_was_written_is_read(encoding: str, bom: bool, newline: str, named: bool) -> None:
    data = bytes_of(encoding, bom, newline)
    text, found, marked = decode(data, "", encoding if named else None)
    assert text == PROSE[encoding].replace("\n", newline)
    assert (found, marked) == (encoding, bom)
    assert encode(text, found, marked) == data


def test_what_the_narrower_encoding_lacks_is_read_in_the_wider() -> None:
    assert decode(bytes_of("gb18030", text=SIMPLIFIED + "𠮷"), "").encoding == "gb18030"
    assert decode(bytes_of("gb18030", text=TRADITIONAL), "").encoding == "gbk"


@each_kind
def test_no_file_is_empty(encoding: str, bom: bool) -> None:
    data = bytes_of(encoding, bom, text="")
    assert decode(data, "") == Decoded("", encoding if bom else "utf-8", bom)
    assert decode(data, "", encoding) == Decoded("", encoding, bom)


def harmless(data: bytes, encoding: str | None = None) -> None:
    """Refused, or read so that the same bytes come back and nothing was made up."""
    try:
        text, found, bom = decode(data, "页.txt", encoding)
    except SourceError:
        return
    assert encode(text, found, bom) == data
    assert "\ufffd" not in text or "\ufffd".encode(found) in data


PIECES = st.sampled_from(
    ["汉", "，", " ", "\r\n", "\r", "\n", "\ufeff", "𠮷", "\x85", "\u2028", "页\0"]
)
TEXTS = st.lists(PIECES | st.just(SIMPLIFIED), max_size=20).map("".join)


@given(text=TEXTS, kind=st.sampled_from(KINDS), named=st.booleans())
def test_any_text_comes_back(text: str, kind: tuple[str, bool], named: bool) -> None:
    encoding, bom = kind
    data = ("\ufeff" * bom + text).encode(encoding, "ignore")
    harmless(data, encoding if named else None)
    if bom or (encoding == "utf-8" and data.count(0) * 10 <= len(data)):
        text = data.decode(encoding).removeprefix("\ufeff")
        assert decode(data, "").text == text


@given(data=st.binary(max_size=60), encoding=st.sampled_from([None, *NAMES]))
def test_any_bytes_come_back(data: bytes, encoding: str | None) -> None:
    harmless(data, encoding)


@each_kind
def test_damage_comes_back_or_is_refused(encoding: str, bom: bool) -> None:
    whole, chance = bytes_of(encoding, bom), random.Random(3)
    for _ in range(100):
        data = bytearray(whole)
        at = chance.randrange(len(data))
        data[at] ^= chance.randrange(1, 256)
        harmless(bytes(data))
        harmless(whole[:at])
        harmless(whole[at:])


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "cp950", "big5hkscs", "utf-16-le"])
def test_a_page_that_breaks_off_inside_a_character_is_named_with_its_byte(encoding: str) -> None:
    data = bytes_of(encoding, text=PROSE[encoding][:-1])
    assert refusal(data + b"\x81") == (
        f"looks like {decoded_as(data)}, but is damaged at byte {len(data):,}; "
        "repair it, or name its --encoding"
    )


def decoded_as(data: bytes) -> str:
    return NAMES[decode(data, "").encoding]


LINE = "本报讯，扫描的一页在此。" * 3
SIZE = len(LINE.encode())
REFUSED = [
    (LINE.encode() + b"\xff\xfe\xfd" + LINE.encode(), f"is UTF-8, but damaged at byte {SIZE}; rep"),
    (LINE.encode()[:-1], f"is UTF-8, but damaged at byte {SIZE - 3}; repair it"),
    (b"\xef\xbb\xbfab\xff", "is UTF-8 by its byte order mark, but damaged at byte 5; repair it"),
    (b"\xff\xfea\0b", "is UTF-16-LE by its byte order mark, but damaged at byte 4; repair it"),
    (b"\xff\xfe\0\xd8a\0", "is UTF-16-LE by its byte order mark, but damaged at byte 2"),
    (LINE.encode("utf-32"), "is UTF-32; convert it with iconv -f UTF-32 -t UTF-8"),
    ("\ud800".encode("utf-8", "surrogatepass"), "is not UTF-8 at byte 0, and in no other"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary: it has NUL bytes; name a text file"),
    ("plain".encode("utf-16-le"), "is binary"),
    (LINE.encode() + bytes(9) + LINE.encode(), "is binary"),
    (b"\0\1\2PNG" * 9 + LINE.encode(), "is binary"),
    (LINE.encode() + b"\xe4\0\xad" + LINE.encode(), "is UTF-8, but damaged at byte"),
    (b"a\xa2\xccb", "is not UTF-8 at byte 1, and in no other encoding clearly Chinese; name its"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_what_cannot_be_decoded_is_refused(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


@pytest.mark.parametrize("text", ["坏", "联通", "你好。", "第3章", "甲 乙 丙"])
@pytest.mark.parametrize("encoding", ["gbk", "big5hkscs"])
def test_a_short_text_needs_a_name(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    assert "name its --encoding" in refusal(data)
    assert decode(data, "", encoding).text == data.decode(encoding)


FOREIGN = [
    (
        "euc-kr",
        "시립 도서관은 십이월 일일부터 새로운 대출 규정을 시행한다. 독자는 한 번에 열 권을 빌린다.",
    ),
    (
        "shift_jis",
        "市立図書館は十二月一日から新しい貸出規則を実施する。読者は一度に十冊まで借りられる。",
    ),
    (
        "euc-jp",
        "市立図書館は十二月一日から新しい貸出規則を実施する。読者は一度に十冊まで借りられる。",
    ),
    ("koi8-r", "Городская библиотека вводит новые правила: читатель может взять десять книг."),
    ("cp1251", "Городская библиотека вводит новые правила: читатель может взять десять книг."),
    (
        "latin-1",
        "Dès décembre, la bibliothèque prêtera dix livres à la fois; où réserver? À l'entrée.",
    ),
    (
        "latin-1",
        "Die Bücherei verleiht künftig zehn Bücher für dreißig Tage; größere Bände nur übers Jahr.",
    ),
]


@pytest.mark.parametrize(("encoding", "text"), FOREIGN)
def test_other_languages_are_not_taken_for_chinese(encoding: str, text: str) -> None:
    assert "in no other encoding clearly Chinese" in refusal(text.encode(encoding) * 3)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("GB2312", "gbk"),
        ("cp936", "gbk"),
        ("GB18030", "gb18030"),
        ("Big5", "cp950"),
        ("Big5-HKSCS", "big5hkscs"),
        ("utf8", "utf-8"),
        ("UTF-16LE", "utf-16-le"),
    ],
)
def test_names_people_use(said: str, meant: str) -> None:
    assert encoding_named(said) == meant


@pytest.mark.parametrize("name", ["latin-1", "utf-16", "hex", "klingon", "", "a\nb", "\0"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"is none of UTF-8, UTF-16-LE, .*Big5-HKSCS"):
        encoding_named(name)


def test_a_name_does_not_make_nonsense_of_a_file() -> None:
    assert refusal(bytes_of("utf-8", True), "gbk").startswith(
        "has the byte order mark of UTF-8; che"
    )
    assert refusal("汉字".encode() * 9, "gbk").startswith("is UTF-8, not GBK; check it apart")
    assert refusal(b"ab\xff", "gbk") == (
        "is not GBK at byte 2; repair it, or name another --encoding"
    )
    assert refusal(b"ab\xa2\xcc", "cp950").startswith("is not Big5 at byte 2"), (
        "another 十 comes back"
    )
    with pytest.raises(BinaryError):
        decode(b"\x89PNG\0\xff", "", "gbk")
