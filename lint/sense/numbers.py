"""Full-width marks inside a number: groups of three digits, times, ratios."""

from __future__ import annotations

from seedlint.characters import DIGITS
from seedlint.patterns import lazily

LONGEST = 16
HOURS, MINUTES = 24, 60
LABELS = "第图表例题附卷册页章节条款步骤案组栏注"
"""What stands before the number of something."""
_THOUSANDS = lazily("[0-9]{1,3}(?:[，,][0-9]{3})+")


def in_number(text: str, place: int) -> bool:
    """Whether the full-width comma or colon at `place`, between digits, is part of a number."""
    mark = text[place]
    return (mark == "，" and _grouped(text, place)) or (mark == "：" and _timed(text, place))


def _grouped(text: str, place: int) -> bool:
    """Whether the comma at `place` parts groups of three digits of one number."""
    low, high = place, place + 1
    while low > place - LONGEST and (text[low - 1] in DIGITS or text[low - 1] in "，,"):
        low -= 1
    while high < place + LONGEST and (text[high] in DIGITS or text[high] in "，,"):
        high += 1
    number = text[low:high].strip("，,")
    if text[low - 1] in LABELS or text[low - 1] in ".[" or not _THOUSANDS.fullmatch(number):
        return False
    return number[-3:] == "000" or not number[:3].isdigit()


def _timed(text: str, place: int) -> bool:
    """Whether the colon at `place` stands in a time or a ratio."""
    low, high = place, place + 1
    while low > place - LONGEST and text[low - 1] in DIGITS:
        low -= 1
    while high < place + LONGEST and text[high] in DIGITS:
        high += 1
    hours, minutes, before = text[low:place], text[place + 1 : high], text[low - 1]
    if "比" in text[low - 4 : low].rpartition("，")[2]:
        return True
    clock = len(hours) < 3 and int(hours) <= HOURS and len(minutes) == 2 and int(minutes) < MINUTES
    unit = text[high] in "年月日号个件人分秒天" and text[low - 1] not in "到至从-—~～"
    return clock and not unit and before not in LABELS
