"""What a user may say of the texts: their kind, and the marks and the script that are wanted.

A key of the configuration that is named here is handed to every rule with a field of that name.
"""

from __future__ import annotations

from typing import Literal, get_args

Profile = Literal["formal", "law", "fiction", "technical"]
Width = Literal["fullwidth", "halfwidth", "keep"]
Quotes = Literal["curly", "corner", "keep"]
Target = Literal["zh-cn", "zh-tw", "zh-hk"]

KEYS = ("profile", "punctuation", "quotes", "script")
PROFILES: tuple[Profile, ...] = get_args(Profile)
DEFAULT: Profile = "formal"
MARKDOWN: Profile = "technical"
"""The profile of a Markdown document of which nothing is said."""
