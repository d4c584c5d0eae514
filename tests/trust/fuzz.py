"""Any bytes: decoded, checked, fixed and undone, by a fuzzer that watches the lines it reaches."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from trust.mutations import bases
from trust.programme import Outcome, Programme, workplace

TARGET = Path(__file__).parent / "fuzz_target.py"
SEEDS = [(b"\0", "utf-8"), (b"\xff", "utf-8"), (b"\0", "gb18030"), (b"\xff", "utf-16-le")]
"""What is asked of the first inputs (see `fuzz_target.once`), and their encodings."""

LEFT = ("crash", "timeout", "oom")
"""What the fuzzer calls the inputs that it leaves behind."""


def seedlint(size: int) -> Outcome:
    """`size` are seconds."""
    begun = getrusage(RUSAGE_CHILDREN).ru_utime
    with workplace() as folder:
        corpus = folder / "corpus"
        corpus.mkdir()
        for text in bases():
            for how, encoding in SEEDS:
                data = how + text.encode(encoding, "ignore")
                (corpus / sha256(data).hexdigest()).write_bytes(data)
        command = [sys.executable, str(TARGET), str(size), str(corpus)]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        said = done.stderr.decode("utf-8", "replace")
        crashes = [path for kind in LEFT for path in folder.glob(f"{kind}-*")]
        said += "".join(f"\n{path.name}: {path.read_bytes()!r}" for path in crashes)
    if crashes:
        print(said[-20_000:])
    if not (executed := re.findall(r"number_of_executed_units: (\d+)", said)):
        raise RuntimeError(said[-2000:])
    reached = re.findall(r"cov: (\d+)", said)[-1]
    minutes = (getrusage(RUSAGE_CHILDREN).ru_utime - begun) / 60
    runs = f"{int(executed[-1]):,} inputs in {minutes:.0f} minutes of CPU"
    result = f"{len(crashes)} crashes, {int(reached):,} branches reached"
    return Outcome(runs, result, not crashes and done.returncode == 0)


FUZZING = Programme(
    "fuzzing",
    "coverage-guided (atheris), from the examples of the rules: bytes decoded, checked, fixed "
    "safely or not, fixed again, encoded, written into a ledger entry, read out of it and undone",
    "0 crashes, 0 inputs that take over 10 s, every undo the bytes of before",
    1800,
    seedlint,
)
