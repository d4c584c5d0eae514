"""Bytes are read in the encoding they are in or not at all, and come back to the byte."""

from __future__ import annotations

import io
import json
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.cli import main
from seedlint.core import Finding, Rule, Severity
from seedlint.diff import diff_bytes
from seedlint.ledger import Ledger
from seedlint.registry import select_rules
from seedlint.run import Fixed, fix_sources, load
from seedlint.shelf import Shelf
from seedlint.sources.encoding import NAMES, Decoded, decode, encode, encoding_named
from seedlint.sources.text import read
from seedlint.sources.trouble import BinaryError, SourceError
from seedlint.targets import Copies, InPlace, Nowhere
from seedlint.undo import undo
from seedlint.view import View

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
PROSE |= {"cp950": TRADITIONAL, "big5hkscs": TRADITIONAL + "佢哋喺邊度？我哋唔知嘅。\n"}
MARKED = ["utf-8", "utf-16-le", "utf-16-be", "gb18030"]
KINDS = [*((one, False) for one in NAMES), *((one, True) for one in MARKED)]
each_kind = pytest.mark.parametrize(("encoding", "bom"), KINDS)


def bytes_of(
    encoding: str, bom: bool = False, newline: str = "\n", text: str | None = None
) -> bytes:
    text = (PROSE[encoding] if text is None else text).replace("\n", newline)
    return ("\ufeff" * bom + text).encode(encoding)


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
    narrow = "gbk" if encoding == "gb18030" and not bom and not named else encoding
    assert (found, marked) == (narrow, bom)
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
    if bom or (encoding == "utf-8" and data.count(0) * 4 <= len(data)):
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


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs a command line in an empty folder; gives exit code and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(command: str, *argv: str) -> tuple[int, str]:
        capsys.readouterr()
        chosen = [] if command == "undo" else ["--select", "SP001"]
        code = main([command, *chosen, *argv])
        return code, capsys.readouterr().err

    return call


Run = Callable[..., tuple[int, str]]


def fixed(data: bytes, encoding: str) -> bytes:
    for bad in (BAD, "識 別結果"):
        with_space = bad.encode(encoding, "ignore")
        data = data.replace(with_space, bad.replace(" ", "").encode(encoding, "ignore"))
    return data


@each_kind
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_fix_in_place_and_its_undo(run: Run, encoding: str, bom: bool, newline: str) -> None:
    file, data = Path("a.txt"), bytes_of(encoding, bom, newline)
    file.write_bytes(data)
    assert run("fix", "--in-place", "a.txt")[0] == 0
    assert file.read_bytes() == fixed(data, encoding) != data
    assert run("undo", "a.txt")[0] == 0
    assert file.read_bytes() == data


@each_kind
def test_copies_and_their_undo(run: Run, encoding: str, bom: bool) -> None:
    data = bytes_of(encoding, bom, "\r\n")
    Path("in").mkdir()
    Path("in/a.txt").write_bytes(data)
    clean = data.decode(encoding).replace("识 ", "").replace("識 ", "").encode(encoding)
    Path("in/clean.txt").write_bytes(clean)
    for folder, options in (("same", ()), ("utf8", ("--output-encoding", "utf-8"))):
        for _ in range(2):
            assert run("fix", "in", "-o", folder, *options)[0] == 0
        for name, before in (("a.txt", data), ("clean.txt", clean)):
            after = fixed(before, encoding)
            if options and encoding != "utf-8":
                after = after.decode(encoding).removeprefix("\ufeff").encode()
            assert Path(folder, name).read_bytes() == after
            assert Path("in", name).read_bytes() == before
        assert run("undo", folder)[0] == 0
        copies = [Path(folder, name).read_bytes() for name in ("a.txt", "clean.txt")]
        assert copies == [data, clean]


@each_kind
@pytest.mark.parametrize("wanted", [None, "utf-8"])
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, encoding: str, bom: bool, wanted: str | None
) -> None:
    data = bytes_of(encoding, bom)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=bool))
    out = SimpleNamespace(buffer=io.BytesIO(), isatty=bool, flush=bool)
    monkeypatch.setattr("sys.stdout", out)
    options = ["--output-encoding", wanted] if wanted else []
    assert main(["fix", "-", "--select", "SP001", *options]) == 0
    expected = fixed(data, encoding)
    if wanted and encoding != "utf-8":
        expected = expected.decode(encoding).removeprefix("\ufeff").encode()
    assert out.buffer.getvalue() == expected


def test_a_name_for_all_files_of_a_run(run: Run) -> None:
    data = {"a.txt": "坏".encode("gbk"), "b.txt": SIMPLIFIED.encode(), "c.txt": b"ok"}
    for name, one in data.items():
        Path(name).write_bytes(one)
    code, said = run("fix", "--in-place", "a.txt")
    assert (code, "a.txt: is not UTF-8 at byte 0" in said) == (2, True)
    code, said = run("fix", "--in-place", ".", "--encoding", "GB2312")
    assert (code, "b.txt: is UTF-8, not GBK; check it apart" in said) == (2, True)
    assert {name: Path(name).read_bytes() for name in data} == data
    assert run("check", "a.txt", "--encoding", "gbk") == (0, "")
    code, said = run("check", "a.txt", "--encoding", "latin-1")
    assert (code, "'latin-1' is none of UTF-8, " in said) == (2, True)


def test_what_cannot_be_decoded_is_said_and_the_others_go_on(run: Run) -> None:
    broken = SIMPLIFIED.encode() + b"\xff\xfe\xfd" + SIMPLIFIED.encode()
    data = {
        "a.txt": SIMPLIFIED.encode("gbk"),
        "b.txt": broken,
        "c.txt": TRADITIONAL.encode("cp950"),
    }
    data |= {"d.txt": b"", "e.txt": b"\xef\xbb\xbf"}
    for name, one in data.items():
        Path(name).write_bytes(one)
    code, said = run("fix", "--in-place", ".")
    assert code == 2
    lines = [line for line in said.splitlines() if ".txt" in line]
    place = f"is UTF-8, but damaged at byte {len(SIMPLIFIED.encode()):,}; repair it"
    assert lines == [f"seedlint: b.txt: {place}"]
    data |= {"a.txt": fixed(data["a.txt"], "gbk"), "c.txt": fixed(data["c.txt"], "cp950")}
    assert {name: Path(name).read_bytes() for name in data} == data


def test_binary_files_are_passed_over_in_folders_and_refused_by_name(run: Run) -> None:
    for name in ("a.txt", "b.md", "c.txt"):
        Path(name).write_bytes(b"\x89PNG\0\xff" if name < "c" else GOOD.encode())
    assert run("check", ".") == (0, "seedlint: 2 binary files skipped\n")
    assert run("check", ".", "--encoding", "utf-8") == (0, "seedlint: 2 binary files skipped\n")
    code, said = run("check", ".", "./b.md")
    assert (code, said.splitlines()) == (
        2,
        [
            "seedlint: b.md: is binary: it has NUL bytes; name a text file, or its --encoding",
            "seedlint: 1 binary file skipped",
        ],
    )


def test_binary_standard_input_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = SimpleNamespace(buffer=io.BytesIO(b"\x89PNG\0\0"), isatty=bool)
    monkeypatch.setattr("sys.stdin", stream)
    assert run("check", "-")[0] == 2


def test_only_copies_change_their_encoding(run: Run) -> None:
    Path("a.txt").write_bytes(SIMPLIFIED.encode("gbk"))
    for how in ("--in-place", "--diff"):
        code, said = run("fix", how, "a.txt", "--output-encoding", "utf-8")
        assert (code, "--output-encoding is for copies" in said) == (2, True)


class Dash(Rule):
    """Two dashes become the one that only Unicode has."""

    code, name, zh = "ZZ002", "dash", "破折号"
    severity, reads = Severity.INFO, "page"
    good, bad = (), ()

    def check(self, view: View) -> Iterator[Finding]:
        at = view.text.find("——")
        if at >= 0:
            yield Finding(self, at, at + 2, new="⸺")


@pytest.mark.parametrize("encoding", ["gbk", "cp950", "big5hkscs"])
def test_a_fix_that_the_encoding_cannot_hold(tmp_path: Path, encoding: str) -> None:
    rules = [*select_rules(["SP001"]), Dash()]
    text = PROSE[encoding] + "答——好。\n"
    data, other = text.encode(encoding), PROSE[encoding].encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(other)

    def fix(target: Copies | InPlace | Nowhere) -> list[Fixed | SourceError]:
        sources = load([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
        return list(fix_sources(sources, unsafe=True, rules=rules, target=target))

    said, _ = fix(InPlace())
    byte = f"{len(text.encode(encoding)) - 5 - 4:,}"
    assert str(said) == (
        f"{tmp_path / 'a.txt'}: ZZ002 would write at byte {byte} U+2E3A, which {NAMES[encoding]} "
        "lacks; --ignore ZZ002, or write copies with -o and --output-encoding utf-8"
    )
    assert (tmp_path / "a.txt").read_bytes() == data
    assert (tmp_path / "b.txt").read_bytes() == fixed(other, encoding)
    assert isinstance(fix(Copies(tmp_path / "same"))[0], SourceError)
    copied, _ = fix(Copies(tmp_path / "utf8", "utf-8"))
    assert isinstance(copied, Fixed)
    assert "答⸺好" in (tmp_path / "utf8/a.txt").read_text(encoding="utf-8")
    undo(tmp_path / "utf8/a.txt")
    assert (tmp_path / "utf8/a.txt").read_bytes() == data


@pytest.mark.parametrize(("encoding", "bom"), [one for one in KINDS if one != ("utf-16-be", True)])
def test_git_applies_the_diff(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, bom: bool
) -> None:
    """Git knows no name for big-endian UTF-16 with a mark."""
    monkeypatch.chdir(tmp_path)
    file, data = Path("页.txt"), bytes_of(encoding, bom, "\r\n")
    file.write_bytes(data)
    (one,) = fix_sources(load([str(file)]), rules=select_rules(["SP001"]), target=Nowhere())
    assert isinstance(one, Fixed)
    diff = diff_bytes(one)
    if encoding.startswith("utf-16"):
        subprocess.run(["git", "init", "-q", "."], check=True)
        name = encoding.upper().replace("16-", "16") + "-BOM" * bom
        Path(".gitattributes").write_text(f"*.txt working-tree-encoding={name}\n", encoding="utf-8")
    apply = ["git", "apply", "--whitespace=nowarn", "-"]
    done = subprocess.run(apply, input=diff, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert file.read_bytes() == fixed(data, encoding)


def test_a_diff_of_what_could_not_be_written_is_not_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_bytes((SIMPLIFIED + "答——好。\n").encode("gbk"))
    monkeypatch.setattr("seedlint.registry.select_rules", lambda *_: [Dash()])
    code, said = run("fix", "--diff", "--unsafe-fixes", "a.txt")
    assert (code, "which GBK lacks" in said) == (2, True)


@pytest.mark.parametrize(("encoding", "bom"), [("gbk", False), ("utf-16-be", True)])
def test_a_file_read_twice_is_in_the_same_encoding(
    tmp_path: Path, encoding: str, bom: bool
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(bytes_of(encoding, bom, text=BAD[:5]))
    shelf = Shelf(load([str(file)], encoding=encoding), complain=print, kept=0)
    first, second = list(shelf.documents()), [one.document for one in shelf.sources()]
    assert [one.text for one in (*first, *second)] == [BAD[:5]] * 2


def test_an_entry_of_before_and_one_that_lies(run: Run, tmp_path: Path) -> None:
    """Entries of earlier versions do not say in which encoding they were written."""
    file, data = tmp_path / "a.txt", SIMPLIFIED.encode()
    ledger = Ledger(tmp_path).file
    for change, restored in (({}, True), ({"written": "hex"}, False), ({"written": "gbk"}, False)):
        file.write_bytes(data)
        assert run("fix", "--in-place", str(file))[0] == 0
        entry = json.loads(ledger.read_bytes().splitlines()[-1])
        assert entry.pop("written") == "utf-8"
        ledger.write_text(json.dumps(entry | change) + "\n", encoding="utf-8")
        assert run("undo", str(file))[0] == (0 if restored else 2)
        assert (file.read_bytes() == data) is restored
    assert read(file).document.text == fixed(data, "utf-8").decode()
