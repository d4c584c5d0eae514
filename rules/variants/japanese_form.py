"""VA004 japanese-form."""

from __future__ import annotations

from collections.abc import Iterator

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.characters import HAN
from seedlint.patterns import lazily
from seedlint.sense.scripts import script
from seedlint.sense.words import words

FORMS = (
    "両乗亀亜仮価倹児処剣剤剰労効勧勲単厳収営団囲図圏圧塁塩増壊壌売変奨嬢実寛対専従徳徴応"
    "恵悩悪懐戦戻払抜択拝拠拡挙挿捜掲揺摂撃暁暦栄桜桟検楽様権歓歩歯歳歴毎気浄涙渇済渉渓満"
    "滝焼犠猟獣畳痩発県砕稲穂穏粋粛経絵継続総縁縄縦繊聴脳臓荘蔵薬蛍覚覧観訳読譲賛転軽逓遅"
    "酔醸釈鉄鉱銭鋳錬関陥険隠雑霊頼顕駅駆騒験髄髪鶏黒黙齢円帰庁廃弾"
)
CHINESE = (
    "兩乘龜亞假價儉兒處劍劑剩勞效勸勳單嚴收營團圍圖圈壓壘鹽增壞壤賣變獎孃實寬對專從德徵應"
    "惠惱惡懷戰戾拂拔擇拜據擴舉插搜揭搖攝擊曉曆榮櫻棧檢樂樣權歡步齒歲歷每氣淨淚渴濟涉溪滿"
    "瀧燒犧獵獸疊瘦發縣碎稻穗穩粹肅經繪繼續總緣繩縱纖聽腦臟莊藏藥螢覺覽觀譯讀讓贊轉輕遞遲"
    "醉釀釋鐵礦錢鑄鍊關陷險隱雜靈賴顯驛驅騷驗髓髮雞黑默齡圓歸廳廢彈"
)
TO_CHINESE = dict(zip(FORMS, CHINESE, strict=True))
NEAR = 4
_FOREIGN = lazily(
    "[ぁ-ヿ]|日[本语文語式系]|东京|東京|大阪|京都|株式|和[语文語]|昭和|平成|令和|[さ氏]"
)


class JapaneseForm(Rule):
    """Japanese form of a character in Chinese text.

    気, 図 and 対 are how Japan writes 气, 图 and 对. Recognition engines that were
    trained on both languages return them in Chinese text, where no dictionary
    and no search finds them.

    Found where the Chinese form makes a word with its neighbours: 天気, 対于. A
    line with kana is Japanese or quotes it; a name, a quotation or a line that
    speaks of Japan keeps its forms.

    Unsafe, because names of people and places are written like words.
    """

    code, name, zh = "VA004", "japanese-form", "混入日文字形"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "mapping"
    where = At(Chars.of(FORMS))
    says, says_zh = "Japanese form {0} for {1}", "日文字形“{0}”，应为“{1}”"
    good = (
        "駅前の図書館は静かです。",
        "这个词在日语里写作“対策”。",
        "渡辺先生昨天到了上海。",
        "他读完了《気》。",
        "日本的鉄道很准时。",
    )
    bad = (
        ("今天的天気不错，我们去图书馆。", "今天的天气不错，我们去图书馆。"),
        ("这件事对大家都好，対于他也一样。", "这件事对大家都好，对于他也一样。"),
        ("我們在圖書館門口等著，天気很冷。", "我們在圖書館門口等著，天氣很冷。"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        text, line_end, foreign = view.text, -1, False
        old: dict[int, bool] = {}
        for start, end in view.places:
            if start >= line_end:
                low, line_end = view.line_at(start)
                foreign = _FOREIGN.search(text, low, line_end) is not None
            if foreign or not _makes_word(text, start):
                continue
            low, high = view.document_at(start)
            if low not in old:
                old[low] = script(text, low, high) == "traditional"
            new = TO_CHINESE[text[start]]
            new = new if old[low] else words().simplified(new)
            yield Finding(self, start, end, new, Detail((text[start], new)))


def _makes_word(text: str, place: int) -> bool:
    """Whether the Chinese form and a neighbour, or two, are a word; not in quotation marks."""
    start, end = place, place + 1
    while start > place - NEAR and text[start - 1] in HAN:
        start -= 1
    while end < place + NEAR and text[end] in HAN:
        end += 1
    if text[start - 1] in "“‘「『《〈·" and text[end] in "”’」』》〉·":
        return False
    known = words()
    run = known.simplified("".join(TO_CHINESE.get(one, one) for one in text[start:end]))
    ends = known.cut(run).ends
    at = place - start
    return any(
        low <= at < high and high - low > 1 for low, high in zip((0, *ends), ends, strict=False)
    )
