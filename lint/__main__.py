"""`python -m seedlint`."""

import os
import sys
from contextlib import suppress

# Python looks for modules in the current folder first, and what is scanned is not to be run.
with suppress(OSError):
    if sys.path[:1] == [os.getcwd()] and not sys.flags.safe_path:  # noqa: PTH109 - before imports
        del sys.path[0]

from seedlint.cli import main

raise SystemExit(main())
