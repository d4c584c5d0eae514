"""Hypothesis runs the same few examples every time on CI, and new ones on a desk."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("desk", max_examples=60, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
