"""One run of `check_many` over texts of some size: seconds of processor time.

    python -m bench.grow records 100

`records` are read one after the other, `text` is one text. Records of a megabyte go before, so
that everything is imported by then.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

from bench.corpora import one, stream
from seedlint import check_many


def main(kind: str, megabytes: float) -> None:
    texts: Iterable[str] = stream(megabytes) if kind == "records" else [one(megabytes)]
    _count(stream(1))
    began = time.process_time()
    _count(texts)
    print(time.process_time() - began)


def _count(texts: Iterable[str]) -> int:
    return sum(len(report.found) for report in check_many(texts))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
