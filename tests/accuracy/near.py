"""How much is found of what stands twice, apart or with slips: quotes, sentences, phrases, items.

    python tests/accuracy/near.py DATA [--noise SHARE] [--rounds N] [--misses KIND]

DATA is the folder that holds `corpus/clean`. As in inject.py, every document of some 2,000
characters gets one defect at a time. A few sentences of a paragraph, or all of it, stand once more
elsewhere, and of the copy every thirtieth character or so is another, missing, or one too many. A
sentence comes again in a later paragraph, a clause or an item of a list where another one stood.
Found, exact: see inject.py.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from pathlib import Path

from inject import GENRES, Made, Maker, Tally, checked, documents, han, lines

from seedlint.characters import HAN, STOPS
from seedlint.registry import find_rule
from seedlint.sense.lines import is_enumerated

NOISE = 0.03
LEAST, LONGEST = 40, 160
"""Han characters, and code points, of a pull quote."""
CLAUSE = re.compile(f"(?<=[，。；])({HAN.pattern}{{4,7}})(?=，)")
LIST = re.compile(
    f"(?<=[，。：]){HAN.pattern}{{2,12}}(?:、{HAN.pattern}{{2,12}}){{2,7}}(?=[，。；])"
)
SENTENCE = re.compile("[^。！？]+[。！？][”’）]?")


def misread(text: str, share: float, rng: random.Random, pool: str) -> str:
    """`text` with slips: of five three are another character, one is lost, one is put in."""
    read = []
    for char in text:
        if rng.random() >= share:
            read.append(char)
            continue
        kind = rng.randrange(5)
        read += [rng.choice(pool)] if kind < 3 else [char, rng.choice(pool)] if kind == 4 else []
    return "".join(read)


def quote(noise: float, *between: str) -> Maker:
    """Some sentences of a longer paragraph, with slips.

    With `between` the paragraph is cut in two inside them, and these lines stand in the gap.
    """

    def make(text: str, rng: random.Random) -> Made | None:
        start, end = _paragraph(text, rng, LEAST * 2)
        spans = [match.span() for match in SENTENCE.finditer(text, start, end)]
        quotes = [(low, high) for low, _ in spans for _, high in spans if _fits(text[low:high])]
        quotes = [(low, high) for low, high in quotes if end - start > 1.3 * (high - low)]
        if not quotes:
            return None
        low, high = rng.choice(quotes)
        copy = misread(text[low:high], noise, rng, _pool(text))
        parting, place = _parting(text), rng.randrange(low + 10, high - 10)
        cut = parting.join(between)
        body = text[:place] + cut + text[place:]
        return _placed(body, copy, (start, end + len(cut)), rng, parting)

    return make


def again(noise: float) -> Maker:
    """A whole paragraph, with slips."""

    def make(text: str, rng: random.Random) -> Made | None:
        start, end = _paragraph(text, rng, LEAST)
        if han(text[start:end]) < LEAST:
            return None
        copy = misread(text[start:end], noise, rng, _pool(text))
        return _placed(text, copy, (start, end), rng, _parting(text))

    return make


def sentence(text: str, rng: random.Random) -> Made | None:
    """A sentence of twenty Han or more, again behind a sentence of a later paragraph."""
    found = [match.span() for match in SENTENCE.finditer(text)]
    found = [(start, end) for start, end in found if "\n" not in text[start:end]]
    once = [(start, end) for start, end in found if _tells(text[start:end])]
    if not once:
        return None
    start, end = rng.choice(once)
    later = [
        place for _, place in found if "\n" in text[end:place] and text[place : place + 1] != "\n"
    ]
    if not later:
        return None
    place = rng.choice(later)
    made = text[:place] + text[start:end] + text[place:]
    return Made(text, made, place, place + end - start, (start, end))


def _tells(text: str) -> bool:
    return han(text) >= 20 and "，" in text


def phrase(text: str, rng: random.Random) -> Made | None:
    """A clause of four to seven Han, again at once behind a comma; a longer one is a loop."""
    spans = [match.span(1) for match in CLAUSE.finditer(text)]
    if not spans:
        return None
    start, end = rng.choice(spans)
    made = text[:end] + "，" + text[start:end] + text[end:]
    return Made(text, made, start, end + 1 + end - start)


def item(text: str, rng: random.Random) -> Made | None:
    """An item of a list in the place of another, not of its neighbour."""
    lists = [match.span() for match in LIST.finditer(text)]
    if not lists:
        return None
    start, end = rng.choice(lists)
    items = text[start:end].split("、")
    first, second = sorted(rng.sample(range(len(items)), 2))
    if second - first < 2 or len(items) > 8:
        return None
    items[second] = items[first]
    made = text[:start] + "、".join(items) + text[end:]
    return Made(text, made, start, start + len(made) - len(text) + end - start)


def _fits(text: str) -> bool:
    return han(text) >= LEAST and len(text) <= LONGEST


def _pool(text: str) -> str:
    return "".join(char for char in text if char in HAN)


def _paragraph(text: str, rng: random.Random, least: int) -> tuple[int, int]:
    spans = [
        (start, end)
        for start, end in lines(text)
        if end - start >= least and not is_enumerated(text[start:end])
    ]
    return rng.choice(spans) if spans else (0, 0)


def _parting(text: str) -> str:
    return "\n\n" if "\n\n" in text else "\n"


def _placed(
    text: str, copy: str, twin: tuple[int, int], rng: random.Random, parting: str
) -> Made | None:
    """`copy` behind some line that ends a sentence, but not inside `twin`."""
    ends = [
        end for _, end in lines(text) if text[end - 1] in STOPS and not twin[0] <= end < twin[1]
    ]
    if not ends:
        return None
    behind = rng.choice(ends)
    made = text[:behind] + parting + copy + text[behind:]
    start = behind + len(parting)
    shift = len(parting) + len(copy) if behind <= twin[0] else 0
    return Made(text, made, start, start + len(copy), (twin[0] + shift, twin[1] + shift))


def kinds(noise: float) -> dict[str, tuple[Maker, str]]:
    """What is put in, and whose finding it is."""
    return {
        "pull quote": (quote(noise), "RE002"),
        "pull quote, paragraph cut": (quote(noise, "", ""), "RE002"),
        "pull quote, cut by heading": (quote(noise, "", "工作纪实", ""), "RE002"),
        "paragraph read twice": (again(noise), "RE002"),
        "sentence twice, apart": (sentence, "RE003"),
        "clause twice": (phrase, "RE007"),
        "item twice in a list": (item, "RE008"),
    }


def measure(texts: Sequence[str], kind: str, maker: Maker, code: str, rounds: int) -> Tally:
    rules, tally = [find_rule(code)], Tally()
    for number in range(rounds):
        rng = random.Random(f"{kind} {number}")
        made = [one for one in (maker(text, rng) for text in texts) if one]
        if code == "RE002":
            made = [one for one in made if one.text.count(one.text[one.start : one.end]) == 1]
        for one, report in zip(made, checked((each.text for each in made), rules), strict=True):
            tally.add(one, report.found, code)
    return tally


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="?", default="../shared", type=Path)
    parser.add_argument("--noise", type=float, default=NOISE, help="share of characters misread")
    parser.add_argument("--rounds", type=int, default=4, help="defects a kind and document")
    parser.add_argument("--misses", metavar="KIND", help="list what was not mended")
    options = parser.parse_args(argv)
    folder = options.data / "corpus" / "clean"
    if not folder.is_dir():
        print(f"no clean text: {folder} is missing, nothing measured")
        return 0
    texts = {genre: list(documents(folder, genre)) for genre in GENRES}
    for kind, (maker, code) in kinds(options.noise).items():
        print(f"{kind:30}  made   found    safe   exact  safe and exact")
        for genre, parts in texts.items():
            tally = measure(parts, kind, maker, code, options.rounds)
            print(f"  {genre:28}{tally.row()}")
            if options.misses == kind:
                print(*tally.misses, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
