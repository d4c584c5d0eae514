"""Buffers that are used again and again.

A fresh array of some hundred KB comes from the operating system page by page, and goes back at
once: measured, that made half of the cost of the repeat search. A buffer lives as long as its
thread and holds what was last written, so it must not leave the function that asked for it.
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import numpy.typing as npt

_local = threading.local()


def scratch(name: str, size: int, kind: npt.DTypeLike) -> npt.NDArray[Any]:
    """A buffer of `size` elements, its content undefined; the same one for the same name."""
    buffers: dict[str, npt.NDArray[Any]] = _local.__dict__
    known = buffers.get(name)
    if known is None or len(known) < size:
        known = buffers[name] = np.empty(size + size // 4, kind)
    return known[:size]
