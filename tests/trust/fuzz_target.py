"""The fuzzer of `fuzz.py`: `python fuzz_target.py SECONDS CORPUS`.

It ends with an exception at the first input that breaks a promise, and leaves that input in a file
`crash-…` of the current folder. A script, not a module of `trust`: seedlint has to be imported here
first, where atheris watches.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from time import process_time

LONGEST = 4096
"""Bytes of an input."""
SLOWEST = 10.0
"""Seconds of CPU for one."""


def once(data: bytes) -> None:
    """One input; its first byte says what is asked of the rest. Raises whatever goes wrong."""
    from seedlint import Document, check, fix
    from seedlint.entries import describe, entry_in, new_run
    from seedlint.registry import select_rules
    from seedlint.sources.encoding import decode, encode
    from seedlint.sources.text import Source
    from seedlint.sources.trouble import SourceError
    from seedlint.undo import text_before

    how, data = data[:1], data[1:]
    unsafe = how >= b"\x80"
    rules = select_rules(["ALL"]) if unsafe else None
    try:
        text, encoding, bom = decode(data, "a.txt")
    except SourceError:
        return
    assert encode(text, encoding, bom) == data
    for finding in check(text, rules):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.message("zh")
        assert finding.message("en")
    report = fix(text, unsafe, rules)
    assert fix(report.text, unsafe, rules).text == report.text
    try:
        after = encode(report.text, encoding, bom)
    except UnicodeEncodeError:
        return
    name = Path("a.txt")
    digest = sha256(data).hexdigest()
    source = Source(name, Document(text), bom, digest, None, name, encoding)
    entry = describe(new_run(), Path(), name, source, report, after, encoding)
    read = entry_in(json.loads(json.dumps(entry.record())))
    assert read
    before = text_before(name, after, read)
    assert (before.data, before.text, before.now) == (data, text, report.text)
    for swap in read.edits:
        assert swap.bytes
        assert data[slice(*swap.bytes)] == swap.old.encode(encoding)


def timed(data: bytes) -> None:
    """The fuzzer's own limit is one of the clock, which runs while others are at work."""
    begun = process_time()
    once(data)
    if (took := process_time() - begun) > SLOWEST:
        raise TimeoutError(f"took {took:.1f} s")


def main(seconds: str, corpus: str) -> None:
    atheris = import_module("atheris")  # untyped, and only there for `make torture`
    with atheris.instrument_imports(include=["seedlint"]):
        once(b"\xff" + "识 别结果,仍需核对。".encode())
    options = [f"-max_total_time={seconds}", "-print_final_stats=1", f"-max_len={LONGEST}"]
    atheris.Setup([sys.argv[0], *options, "-rss_limit_mb=2048", "-timeout=600", corpus], timed)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
