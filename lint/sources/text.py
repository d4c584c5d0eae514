"""Text files, read strictly and written back whole: never a torn file, never a guessed byte.

New bytes go to a file beside the old one, to the disk, and only then take its name. That holds
against the death of the process; the instant between the last look at a file and the rename is the
one in which somebody else's write is lost.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from seedlint.core import Document
from seedlint.sources.files import STDIN, SourceError, failed

MAX_SIZE = 64_000_000
"""Bytes; a page of text is some thousands, a long book some millions."""
MARKDOWN = (".md", ".markdown")
MARKS = {  # UTF-32 first: its little-endian mark begins like that of UTF-16
    BOM_UTF32_LE: "UTF-32",
    BOM_UTF32_BE: "UTF-32",
    BOM_UTF16_LE: "UTF-16",
    BOM_UTF16_BE: "UTF-16",
}
LEGACY = {"gb18030": ("GB18030/GBK", "GB18030"), "big5hkscs": ("Big5", "BIG5-HKSCS")}
"""What Python calls an encoding, what people do, and what iconv does."""
FREQUENT = "，。、的一是在不有人"
SAMPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: `sha256` of all its bytes, `stat` from before the first one.

    `document.text` is without the byte order mark and has the newlines of the file. `inner` is
    where a copy goes below its folder. `stat` is None for standard input.
    """

    path: Path | Literal["-"]
    document: Document
    bom: bool
    sha256: str
    stat: os.stat_result | None
    inner: Path
    encoding: str = "utf-8"

    @property
    def regular(self) -> bool:
        """Whether it can be read again and replaced: no pipe, no standard input."""
        return self.stat is not None and stat.S_ISREG(self.stat.st_mode)


def read(
    path: Path | Literal["-"], *, inner: Path | None = None, max_size: int | None = MAX_SIZE
) -> Source:
    """The text of a file or, for "-", of standard input.

    Raises SourceError for what does not exist, is no file or pipe, has more than `max_size` bytes
    or is not UTF-8.
    """
    if isinstance(path, str):
        name, status, inner = "<stdin>", None, Path("stdin")
        data = sys.stdin.buffer.read(-1 if max_size is None else max_size + 1)
    else:
        name, (data, status) = str(path), _bytes(path, max_size)
    if max_size is not None and len(data) > max_size:
        raise SourceError(name, f"larger than {max_size:,} bytes", "split it or raise max-size")
    text = _decode(data, name)
    markdown = path != STDIN and Path(path).suffix.lower() in MARKDOWN
    document = Document(text, name, format="markdown" if markdown else "text")
    bom = data.startswith(BOM_UTF8)
    digest = sha256(data).hexdigest()
    return Source(path, document, bom, digest, status, inner or Path(Path(path).name))


def _bytes(path: Path, max_size: int | None) -> tuple[bytes, os.stat_result]:
    """At most one byte more than `max_size`, which is enough to know that there are too many."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            kind = "folder" if stat.S_ISDIR(mode) else "device or socket"
            raise SourceError(path, f"is a {kind}, not a file", "name a text file")
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            return file.read(-1 if max_size is None else max_size + 1), status
    except OSError as error:
        raise failed(path, error) from error


def _decode(data: bytes, name: str) -> str:
    """UTF-8 without its mark. Raises SourceError that says where it is not, and what it may be."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            raise SourceError(name, f"is {encoding}, not UTF-8", _convert(encoding))
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    try:
        text = data.removeprefix(mark).decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"is not UTF-8 at byte {len(mark) + error.start:,}"
        raise SourceError(name, *_explain(data, where)) from None
    if data.count(0) * 4 > len(data):
        raise SourceError(name, "is binary: it is full of NUL bytes", "name a text file")
    return text


def _explain(data: bytes, where: str) -> tuple[str, str]:
    """Reason and remedy for bytes that are not UTF-8."""
    if b"\0" in data:
        return f"{where} and has NUL bytes: binary, or UTF-16", "name a text file, or convert it"
    encoding = _guess(data)
    if encoding is None:
        return f"{where}: damaged, or an encoding unknown here", "repair or convert it"
    label, name = LEGACY[encoding]
    return f"{where}; looks like {label}", _convert(name)


def _convert(encoding: str) -> str:
    return f"convert with iconv -f {encoding} -t UTF-8"


def _guess(data: bytes) -> str | None:
    """The legacy encoding in which these bytes read most like Chinese.

    Not for a UTF-8 file with a few bad bytes, which by chance may be valid GB18030 throughout.
    """
    sample = data[:SAMPLE].decode("utf-8", "replace")
    if sample.count("\ufffd") < sum("\u3000" <= c < "\ua000" for c in sample):
        return None
    texts = {}
    for encoding in LEGACY:
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return max(texts, key=lambda one: sum(map(texts[one].count, FREQUENT)), default=None)


def encode(source: Source, text: str) -> bytes:
    """`text` as the bytes of a file like `source`. Raises SourceError for lone surrogates."""
    try:
        return (BOM_UTF8 if source.bom else b"") + text.encode(source.encoding)
    except UnicodeEncodeError as error:
        reason = f"the fixed text has U+{ord(text[error.start]):04X}, which UTF-8 lacks"
        raise SourceError(source.document.path, reason, "left as it was") from None


def _nothing() -> None:
    """Nothing to note before the rename."""


def write_new(
    target: Path, data: bytes, mode_from: Source, before_rename: Callable[[], None] = _nothing
) -> None:
    """Write a copy with the mode of its source, its folders made as needed.

    `before_rename` runs when the bytes are on the disk and do not yet have their name. Raises
    SourceError; what had the name before is then still there.
    """
    mode = stat.S_IMODE(mode_from.stat.st_mode) & 0o777 if mode_from.stat else 0o644
    try:
        make_folder(target.parent)
        _publish(target, data, lambda new: new.chmod(mode), before_rename)
    except OSError as error:
        raise failed(target, error) from error


def replace(
    source: Source,
    data: bytes,
    before_rename: Callable[[], None] = _nothing,
    *,
    read_only: bool = False,
) -> Path:
    """Give the file behind `source` new bytes, keeping mode, owner and attributes; returns it.

    A link stays a link. Raises SourceError, the file untouched, if it is not as it was read, has
    more than one name or, unless that is allowed, is `read_only`.
    """
    path = _replaceable(source, read_only)

    def look_again() -> None:
        if not _same(source, path) or sha256(path.read_bytes()).hexdigest() != source.sha256:
            raise _changed(source)
        before_rename()
        if not _same(source, path):
            raise _changed(source)

    try:
        _publish(path, data, lambda new: _dress(new, path), look_again)
    except OSError as error:
        raise failed(source.path, error) from error
    return path


def _replaceable(source: Source, read_only: bool) -> Path:
    """The real path of a file that may be replaced. Raises SourceError for any other."""
    name, status = source.document.path, source.stat
    if status is None or not stat.S_ISREG(status.st_mode):
        raise SourceError(name, "is not a regular file", "it can be checked, not fixed in place")
    if status.st_nlink > 1:
        reason = f"has {status.st_nlink} names (hard links), a fix would part them"
        raise SourceError(name, reason, "write copies with -o, or remove the other names")
    if not read_only and not (status.st_mode & 0o222 and os.access(source.path, os.W_OK)):
        raise SourceError(name, "is read-only", "make it writable with chmod u+w, or use -o")
    return Path(os.path.realpath(source.path))


def _same(source: Source, path: Path) -> bool:
    now, then = path.stat(), source.stat
    return then is not None and all(
        getattr(now, field) == getattr(then, field)
        for field in ("st_dev", "st_ino", "st_size", "st_mtime_ns")
    )


def _changed(source: Source) -> SourceError:
    reason = "changed while seedlint was working"
    return SourceError(source.document.path, reason, "left as it is; run again")


def _dress(new: Path, like: Path) -> None:
    """Owner first: a change of owner takes mode bits away."""
    mine, wanted = new.stat(), like.stat()
    if (mine.st_uid, mine.st_gid) != (wanted.st_uid, wanted.st_gid):
        os.chown(new, wanted.st_uid, wanted.st_gid)
    shutil.copystat(like, new)
    os.utime(new)


def _publish(
    target: Path, data: bytes, dress: Callable[[Path], None], before_rename: Callable[[], None]
) -> None:
    """Put `data` in place of `target` at once; on any exception before that, leave no trace."""
    handle, name = tempfile.mkstemp(prefix=".seedlint-", dir=target.parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            dress(new)
            file.flush()
            os.fsync(file.fileno())
        before_rename()
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, durably."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Send to the disk which names a folder holds."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
