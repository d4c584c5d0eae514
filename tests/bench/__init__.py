"""How fast seedlint is, beside tools that do part of its work: `make bench` writes docs/speed.md.

Everything is made from the pages in `seeds/`. Rounds are interleaved and medians shown; times are
those of the processor, so that other work on the machine disturbs little. Only ratios of one run
mean anything on another machine.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
