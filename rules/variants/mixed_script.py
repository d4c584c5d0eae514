"""VA001 mixed-script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import ne

from seedlint import At, Chars, Detail, Finding, Rule, Safety, Severity, View
from seedlint.house import Target
from seedlint.patterns import lazily
from seedlint.sense.scripts import alone, convert_at, converter
from seedlint.sense.width import is_han

COMMON = (
    "並亞併來係個們倫偽備傳債傷僅僑價億償優儲兒內兩冊別則創劃劇劉動務勝勞勢勵匯區協卹卻參員問"
    "喪單嚴國圍園圖團執報場壓奧學宮實審寫寬將專對導屆層屬島師帳帶幣幹幾庫廠廢廣張強彈彙從復恆"
    "愛態憑憲應懲戰戶掛採換揮損撥撫擁擇擊擔據擬擴敗敘數斷時暫書會東條棄業極構樂樓標樣橋機檔檢"
    "櫃權歐歲歷歸殺毀氣決沒況淨減測準溫滅滿漁漢漸濟灣災為無熱營爭爾狀獎獨獲獻現環產畢畫異當療"
    "發監盤眾確碼礎礙礦稅種稱積競節範築簡簽籌紀約紅納級細終組結絕給統經綜維網緊線編練縣縮總績"
    "織繕繫繳繼續罰罷羅義習聖聞聯聲職聽腦臨臺與興舉舊艦華萬蒐蓋薦薩藝藥蘇蘭處號術衛補裝製複見"
    "規視親觀訂計訊討訓託記訟訪設許訴診註評詞詢試話該誌認語誤說課調請論諮諾講證識譯議護讀變讓"
    "負財貨責貯買貸費貼資賠賣賦質購賽贈車軌軍較載輔輕輛輪輸轄轉辦農逕這連進運過達違遠適遷選遺"
    "還邊郵鄉鄰醫釋銀銷錄鍰鎮鐵鑑長門開間閱關陳陸陽隊階際隨險雖雙雜離難電韓響項順須預領頭頻題"
    "額願類顧顯風飛養餘館馬駐駕駛驗體魚魯鮮麗點黨齡龍"
)
"""The traditional characters of which one stands in almost any text that holds some; the whole
table is built only then."""
REACH = 20
SAMPLE = 1000
LEAST, TIMES = 2, 2
CLEAR = 10
MOSTLY = 0.08
_TELLING = lazily("[ぁ-ヿ]|[繁简簡异異][体體]|[古本今]字|又作|亦作|写作|寫作|日[语文語]")


@dataclass(frozen=True)
class MixedScript(Rule):
    """Stray traditional character in simplified text, or the reverse.

    Recognition engines know both scripts and mix them up; so do authors who
    paste. The word is not found, and a model that counts characters sees a
    rare one.

    The script of the document is that of most characters which belong to one
    script alone. A stray one stands among characters of the other: a whole
    quotation, title or name in the other script is left alone, and so is a
    line with kana or one that speaks of scripts (繁体, 异体字). Characters that both
    scripts know (著 乾 於 后 里) are never touched; words that differ by region are
    VA002's.

    Unsafe: names keep old forms, and one simplified character can stand for
    several traditional ones. OpenCC looks at the neighbours. Where `script` is
    set VA002 speaks instead.
    """

    script: Target | None = None

    code, name, zh = "VA001", "mixed-script", "简繁混用"
    severity, safety, reads = Severity.WARNING, Safety.UNSAFE, "flow"
    edits = "mapping"
    where = At(Chars.of(COMMON))
    says, says_zh = "{0} is of the other script: {1}", "“{0}”与全文简繁不一，应为“{1}”"
    good = (
        "他著有《乾隆朝的园林》，读者众多。",
        "“龍門石窟”四字刻在门楣上，游人争相拍照。",
        "繁体的“車”字，这里写作“车”。",
        "臺北的冬天多雨，巷子裡的老店總是熱鬧。",
        "东京站的読売とアニメ，臺詞と図。",
        "王堃和李喆这两位老师，讲得都很好。",
    )
    bad = (
        ("这家工厂的職工都住在附近。", "这家工厂的职工都住在附近。"),
        ("会议讨论了经济发展的問题，还有两项动议。", "会议讨论了经济发展的问题，还有两项动议。"),
        ("這間老店賣的麵條說來話長，今天还開著門。", "這間老店賣的麵條說來話長，今天還開著門。"),
    )

    @property
    def idle(self) -> bool:
        return self.script is not None

    def check(self, view: View) -> Iterator[Finding]:
        text, starts = view.text, view.starts
        for first, last, (low, high) in view.grouped(starts):
            start, end = max(low, starts[first] - SAMPLE), min(high, starts[first] + SAMPLE)
            old = len(alone().traditional.findall(text, start, end))
            new = len(alone().simplified.findall(text, start, end))
            if last - first >= MOSTLY * (high - low) and old >= CLEAR * new:
                places = (match.start() for match in alone().simplified.finditer(text, low, high))
                yield from self._strays(view, places, "s2tw")
            elif new and _outnumber(new, max(LEAST, TIMES * old), text[start:end]):
                places = (match.start() for match in alone().traditional.finditer(text, low, high))
                yield from self._strays(view, places, "t2s")

    def _strays(self, view: View, places: Iterator[int], name: str) -> Iterator[Finding]:
        for place in places:
            if _among_others(view.text, place, name) and not _speaks(view, place):
                new = convert_at(name, view.text, place)
                if new != view.text[place]:
                    yield Finding(self, place, place + 1, new, Detail((view.text[place], new)))


def _outnumber(new: int, least: int, text: str) -> bool:
    """Whether so many characters are simplified: `new` for sure, or, 厂 and 后 among them, those
    that a conversion to traditional would change."""
    if new >= least:
        return True
    converted = converter("s2t")(text)
    return len(converted) == len(text) and sum(map(ne, text, converted)) >= least


def _among_others(text: str, place: int, name: str) -> bool:
    """Whether the Han around are of the other script, as far as they tell."""
    start = end = place
    while start > place - REACH and is_han(text[start - 1]):
        start -= 1
    while end < place + REACH and is_han(text[end]):
        end += 1
    old = len(alone().traditional.findall(text, start, end))
    new = len(alone().simplified.findall(text, start, end))
    own, other = (old, new) if name == "t2s" else (new, old)
    return 0 < other >= own


def _speaks(view: View, place: int) -> bool:
    """Whether kana stand near, or the text there speaks of scripts."""
    start, end = place - 2 * REACH, place + 2 * REACH
    low, high = view.document_at(place)
    return _TELLING.search(view.text, max(low, start), min(high, end)) is not None
