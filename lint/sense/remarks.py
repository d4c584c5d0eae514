"""What a recognition model says of its own accord: remarks, marks, fences and tokens."""

from __future__ import annotations

import re
from functools import cache

from seedlint.patterns import lazily

FENCE = lazily(r"`{3,}(?:markdown|md|text|txt|plaintext|html|latex)?")


@cache
def inline() -> re.Pattern[str]:
    """Marks inside a line: for text that was not read, and control tokens (group `token`)."""
    unread = (
        "OCR(?:[模糊识别失败错误不清]{2,6})?|(?:此处|该处|文字|字迹|内容|图片|部分)?"
        "(?:模糊(?:不清)?|不清晰|看不清|无法(?:识别|辨认|辨识)|难以(?:识别|辨认)|识别(?:失败|不清|不出))"
        "|illegible|unclear|unreadable"
    )
    told = r"(?:[:：，,][^\[\]【】<>\n]{0,40})?"
    return re.compile(
        rf"\[(?:{unread}){told}\]|【(?:{unread}){told}】|<(?:{unread})>"
        r"|(?P<token><\|(?:end_?of_?text|im_(?:start|end)|eot_id|end|assistant|user)\|>)"
    )


def introduces(line: str) -> bool:
    """Whether the whole line is an assistant speaking of the picture it read."""
    return len(line) <= 80 and bool(_speaks().fullmatch(line))


@cache
def _speaks() -> re.Pattern[str]:
    whose = "(?:(?:您|你)(?:提供|上传|发送)的|这张|该|此|本|上述)?"
    picture = f"{whose}(?:图片|图像|照片|扫描件|截图|页面图像)"
    what = "(?:文字|文本|内容|识别结果|转录(?:结果|内容)?|OCR ?结果)"
    read = "(?:识别|提取|转录|读取)?(?:出)?的?(?:全部|所有|主要)?"
    begins = f"(?:好的|当然|没问题)?[，,。！]?(?:以下|下面|这)(?:是|为)(?:从|对)?{picture}"
    source = "(?: (?:from|in|of) the (?:image|picture|page|document))?"
    english = "(?:extracted |transcribed |recognized |full )?(?:text|content|transcription)"
    return re.compile(
        rf"{begins}(?:中|里|上)?{read}{what}{{1,2}}(?:如下)?[:：。]?"
        rf"|{picture}(?:中|里|上)?的?{what}{{1,2}}如下[:：]"
        rf"|(?:Here is|Here's|The following is|Below is) the {english}{source}[:.]"
        r"|(?:抱歉|对不起)[，,]我?无法(?:识别|读取|辨认)(?:这张|该|此)?(?:图片|图像).{0,20}"
    )
