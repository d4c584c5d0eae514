"""TOML that anybody may have written: bounded in size and depth, so that no file holds up a run."""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST = 256_000
"""Bytes of a configuration file; a TOML parser takes long over a huge one."""
DEEPEST = 32
LONG_KEY = re.compile(r"""(?<![\w-])(?>(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""")
"""A key of so many parts: what a TOML parser needs for one grows with their square."""


def parsed(data: bytes) -> Mapping[str, object]:
    """The tables of a file, of which a byte more than it may have is enough.

    Raises ValueError that says what is wrong.
    """
    if len(data) > LONGEST:
        raise ValueError(f"larger than {LONGEST:,} bytes")
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        if LONG_KEY.search(text):
            raise ValueError(f"a key of more than {DEEPEST} parts")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not TOML: {error}") from None
