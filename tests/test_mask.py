"""What is not prose is hidden, and nothing moves."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedlint.characters import MASK
from seedlint.core import Document
from seedlint.mask import mask

Format = Literal["text", "markdown"]


def hidden(text: str, kind: Format = "text") -> str:
    """The text with `#` for every hidden character."""
    return mask(Document(text, format=kind), text).replace(MASK, "#")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("见 https://a.cn/b?c=1,2。", "见 ####################。"),
        ("见https://a.cn/b?c=1,2。", "见####################。"),
        ("又见www.a.cn", "又见########"),
        ("xhttps://a", "xhttps://a"),
        ("见（http://a.cn/b）一页", "见（#############）一页"),
        ("登录 www.example.com，注册。", "登录 ###############，注册。"),
        ("寄到 li.ming@example.com.cn，勿误。", "寄到 ######################，勿误。"),
        ("邮箱li_ming@a.cn，电话见下。", "邮箱############，电话见下。"),
        ("他写a@b，不是地址。@a.cn", "他写a@b，不是地址。@a.cn"),
        ("a@b.cn@c.cn", "######@c.cn"),
        ("冒号://不是地址。", "冒号://不是地址。"),
        ("①http://a.cn，②ftp://b.cn", "①###########，②##########"),
        ("xhttp://a.cn www2.b.cn", "xhttp://a.cn www2.b.cn"),
        ("`f(a,b)` 在文本里不是代码。", "`f(a,b)` 在文本里不是代码。"),
        ("纯文本，什么也没有。", "纯文本，什么也没有。"),
        ("", ""),
    ],
)
def test_addresses_are_hidden_everywhere(text: str, prose: str) -> None:
    assert hidden(text) == prose
    if "`" not in text:
        assert hidden(text, "markdown") == prose


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("调用`f(a,b)`求值", "调用########求值"),
        ("双``a`b``号", "双#######号"),
        ("前\n```py\nprint(1,2)\n```\n后", "前\n#####\n##########\n###\n后"),
        ("前\n~~~\na,b\n~~~\n后", "前\n###\n###\n###\n后"),
        ("没有结尾\n```\na,b\n", "没有结尾\n###\n###\n"),
        ("---\ntitle: 甲,乙\n---\n正文", "###\n##########\n###\n正文"),
        ("正文\n---\n正文", "正文\n---\n正文"),
        ("公式 $a,b$ 在此", "公式 ##### 在此"),
        ("$$\na,b\n$$\n", "##\n###\n##\n"),
        ("花了 $5 或 $10 元", "花了 $5 或 $10 元"),
        ("一行<br>两行", "一行####两行"),
        ('<a href="x,y">字</a>', "##############字####"),
        ("甲<!-- 乙,\n丙 -->丁", "甲#######\n#####丁"),
        ("甲<!-- 乙 --><!-- `丙` <!--<b>丁", "甲##########<!-- ### <!--###丁"),
        ("甲`<!--`乙<!--丙\uffff", "甲######乙<!--丙\uffff"),
        ("三 < 五，七 > 五", "三 < 五，七 > 五"),
        ("[文字](a(b),c)后", "[文字]########后"),
        ('[文字](a.md "题,目")后', "[文字]############后"),
        ("[1]: a.md, 说明", "#############"),
        ("甲\n   ````\na\n```\nb\n   ````\n乙", "甲\n#######\n#\n###\n#\n#######\n乙"),
        (" ```\na,b\n~~~\n", "####\n###\n###\n"),
        ("    ```\na,b", "    ```\na,b"),
        ("甲\n  $$\na,b\n$$乙", "甲\n####\n###\n##乙"),
        ("  [1]: a.md\n甲 [1]: a.md", "###########\n甲 [1]: a.md"),
        ("甲`a\nb`乙`c\n\nd`丙", "甲##\n##乙`c\n\nd`丙"),
        ("标题 {#a-b}", "标题 ######"),
        ("空&nbsp;格&#x4e2d;", "空######格########"),
    ],
)
def test_markdown_hides_what_is_no_prose(text: str, prose: str) -> None:
    assert hidden(text, "markdown") == prose


@given(
    st.text("ab`~$<>[]()&;#-!{}:/@. \n中，", max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "```",
                "`",
                "~~~",
                "$$",
                "$",
                "<!--",
                "-->",
                "<b>",
                "[x](",
                ")",
                "https://a",
                "\n",
                "中",
            ]
        ),
        max_size=20,
    ).map("".join),
    st.sampled_from(["text", "markdown"]),
)
def test_nothing_moves(text: str, kind: Format) -> None:
    masked = mask(Document(text, format=kind), text)
    assert len(masked) == len(text)
    for before, after in zip(text, masked, strict=True):
        assert after in (before, MASK)
        assert (before == "\n") == (after == "\n")


@pytest.mark.parametrize("mark", ["`", "<", "$", "[](", "&", "a@", "https://", "~~~\n", "{#"])
def test_long_text_takes_no_long_time(mark: str) -> None:
    text = mark * 20_000
    assert len(mask(Document(text, format="markdown"), text)) == len(text)
