"""LA012 watermark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import MASK

LONGEST = 90
TELLING = {"描": "扫", "书": "子本好图的费", "说": "小", "众": "公", "删": "内", "版": "用"}
"""A character of each Chinese wording, and what may stand before it there."""
SIGNS = (
    "Scann",
    "Z-Lib",
    "Z-lib",
    "z-lib",
    "Evaluation Only",
    "Unregistered",
    "Unlicensed",
    "Trial",
)
"""What begins a telling word of each Latin wording."""
SITE = rf"(?:[{MASK}A-Za-z0-9./:-]+|[\u4e00-\u9fff]{{1,12}}(?:网|论坛|书屋|书社|书院|书库|站))"
DECOR = r"[\s\u3000\-—=*~·|【】\[\]（）()《》★☆◆◇■□●○>》<《。.,，!！:：]*"


class Watermark(Rule):
    """Promotion line of a scanner or an e-book site.

    Scanning apps, trial versions of PDF tools and sites that share books put a
    line of their own on every page. In the text it is noise that recurs.

    Only a whole short line that fits a known wording is found: 由扫描全能王扫描,
    更多电子书请访问…, 本书由…制作, pdfFactory 试用版本, Scanned with CamScanner. A
    sentence that speaks of such a tool is longer, or has more in it, and stays.

    Unsafe, because a line goes.
    """

    code, name, zh = "LA012", "watermark", "扫描或电子书推广水印"
    severity, safety, reads, shapes = Severity.WARNING, Safety.UNSAFE, "page", True
    edits = "deletion"
    where = At(Chars.of("".join(TELLING) + "SZzEUT"))
    says, says_zh = "promotion line “{0}”", "推广水印“{0}”"
    good = (
        "他用扫描全能王把合同拍下来，发给了会计。\n",
        "本书由三部分组成，更多内容见附录。\n",
        "更多书籍陆续上架，欢迎读者前来借阅，凭证入馆。\n",
        "请关注公众号的更新。\n",
        "本书由某某出版社于去年出版，读者甚多。\n",
        "电子书下载\n",
    )
    bad = (
        ("上一页。\n\n由扫描全能王扫描创建\n\n下一页。\n", "上一页。\n\n下一页。\n"),
        ("正文。\nScanned with CamScanner\n", "正文。\n"),
        ("正文。\nCamScanner\n", "正文。\n"),
        ("更多电子书请访问 www.example.com\n正文。\n", "正文。\n"),
        ("【本书由某某书屋整理制作】\n\n正文。\n", "正文。\n"),
        ('正文。\n\nPDF 文件使用 "pdfFactory Pro" 试用版本创建\n', "正文。\n"),
        ("正文。\n\n仅供学习交流，请于下载后24小时内删除\n", "正文。\n"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, done = view.text, -1
        for place in view.starts:
            before = TELLING.get(text[place])
            told = text.startswith(SIGNS, place) if before is None else text[place - 1] in before
            if place < done or not told:
                continue
            low, done = view.line_at(place)
            line = text[low:done].strip() if done - low <= LONGEST else ""
            if line and _watermark().fullmatch(line):
                edits = view.without_block(low, done)
                yield Finding(self, low, done, "", Detail((line,), edits=edits))


@cache
def _watermark() -> re.Pattern[str]:
    scanner = r"(?:扫描全能王|全能扫描王|夸克扫描王|布丁扫描王?|CamScanner|CS扫描全能王)"
    what = "(?:电子书|小说|书籍|好书|资源|资料|图书)"
    go = "(?:访问|登录|登陆|浏览|关注|下载|加|搜索|尽在|就上)"
    work = "(?:整理|制作|扫描|校对|上传|分享|提供|收集|下载)"
    kinds = (
        rf"(?:[0-9一二三四五六七八九十]*亿人(?:都在用的)?|由|使用|通过|来自|本文档?由)?\s?{scanner}"
        r"\s?(?:扫描|创建|扫描创建|App|APP|高级版)*",
        r"(?i:(?:scanned|created|generated)\s(?:by|with|using)\s.{0,24}scan.{0,18})",
        rf"更多.{{0,8}}{what}.{{0,6}}(?:请|欢迎)?{go}\s?.{{0,12}}{SITE}.{{0,10}}",
        r"(?:更多|免费|海量).{0,8}(?:关注|搜索|添加)?.{0,4}(?:微信)?公众号[:：\s“「《]+[^，。]{2,16}",
        rf"(?:本书|本电子书|本文档?|此书|本作品).{{0,4}}由.{{0,4}}{SITE}.{{0,8}}{work}+.{{0,10}}",
        rf"(?:TXT|txt|Txt|免费)?(?:电子书|小说).{{0,4}}(?:下载|制作).{{0,6}}{SITE}",
        r"(?:本书|本资料|本文|资料|内容|文件|资源)?.{0,6}仅供.{0,10}(?:学习|交流|试读|参考|研究)"
        r".{0,16}24小时内删除.{0,12}",
        r"(?:本?(?:PDF|pdf|文档|文件)).{0,36}试用版本?.{0,24}",
        r"(?i:.{0,20}z-lib(?:rary)?.{0,20})",
        r"(?i:evaluation only\. created with .{3,40})",
        r"(?i:.{0,40}(?:unregistered|unlicensed|trial) version.{0,40})",
    )
    return re.compile(rf"{DECOR}(?:{'|'.join(kinds)}){DECOR}")
