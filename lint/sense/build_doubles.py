"""Fit `doubles.tsv`, the weights by which `doubles` tells an error from a repeat that is right.

`python -m seedlint.sense.build_doubles DATA [OUT]`, DATA being the folder that holds `corpus/lm`:
two to five minutes. The training texts are cut into blocks of 100 paragraphs. Repeats that stand in
a block count as right; characters, words, phrases and pieces doubled in it at random (seeded) are
the errors. The character model that scores them has seen no block of the same fold. The regression
is logistic, with a penalty on large weights. What stands in the texts and a first fit takes for a
sure error is left out of the second: of the first forty that were read, thirty-five were errors.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from seedlint.sense.build_lm import build, training
from seedlint.sense.double_features import Double, of_document
from seedlint.sense.doubles import KINDS, LEAST, TABLE, kind_of, meant, signs
from seedlint.sense.lm import Model
from seedlint.sense.lm_vector import gains
from seedlint.sense.words import words

HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
LONGEST = 12
FOLDS = 5
BLOCK = 100
PER_1000 = 1
"""Errors injected per 1,000 characters."""
TRUST = {"pd_fiction": 0.2, "pd_essays_scholarship": 0.5, "law_prc": 0.5, "law_roc_trad": 0.5}
"""Weight of an example of a training text: fiction doubles freely, law repeats itself."""
PENALTY = 1.0
SURE = 3.5
STEPS = 40

Floats = npt.NDArray[np.float64]
Repeat = tuple[int, int, int]
"""Start, size, and by how many characters the run is longer than two copies."""


Example = tuple[Double, bool]
"""A repeat, and whether it is an error."""


def main(data: str = "../shared", out: str | None = None) -> int:
    texts = dict(training(Path(data) / "corpus" / "lm"))
    if not texts:
        raise SystemExit(f"{data}: no training texts (corpus/lm/*.txt.xz) there, nothing fitted")
    blocks = {name: list(blocks_of(text)) for name, text in texts.items()}
    learned: dict[str, Sample] = {kind: Sample() for kind in KINDS}
    for fold in range(FOLDS):
        seen = ["\n".join(without(fold, parts)) for parts in blocks.values()]
        model = Model(build([text for text in seen if text]))
        for name, parts in blocks.items():
            examples = [one for part in parts[fold::FOLDS] for one in examples_of(part)]
            for kind, sample in learned.items():
                sample.add([one for one in examples if kind_of(one[0]) == kind], model, name)
        sys.stdout.write(f"fold {fold + 1} of {FOLDS}\n")
    target = Path(out) if out else TABLE
    target.write_text("".join(map("".join, (learned[kind].lines(kind) for kind in KINDS))), "utf-8")
    return 0


def blocks_of(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line]
    return ("\n".join(lines[at : at + BLOCK]) for at in range(0, len(lines), BLOCK))


def without(fold: int, parts: Sequence[str]) -> Iterator[str]:
    return (part for at, part in enumerate(parts) if at % FOLDS != fold)


def examples_of(text: str) -> Iterator[Example]:
    """The repeats that stand in the text, and some more, each alone in it."""
    for start, size, _ in repeats(text):
        yield Double(text, start, size), False
    rng = random.Random(text)
    for _ in range(len(text) * PER_1000 // 1000):
        made = inject(text, rng)
        if made is not None:
            yield Double(made[0], *made[1][:2]), True


def repeats(text: str) -> Iterator[Repeat]:
    """Maximal runs of exactly two copies of a unit that is no repeat itself."""
    for run in HAN_RUN.finditer(text):
        for size in range(1, min(LONGEST, len(run[0]) // 2) + 1):
            for start, extra in _runs(run[0], size):
                unit = run[0][start : start + size]
                if unit not in (unit + unit)[1:-1]:
                    yield run.start() + start, size, extra


def _runs(text: str, size: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text) - size:
        end = start
        while end < len(text) - size and text[end] == text[end + size]:
            end += 1
        if size <= end - start < 2 * size:
            yield start, end - start - size
        start = max(end, start + 1)


def inject(text: str, rng: random.Random) -> tuple[str, Repeat, str] | None:
    """The text with one piece doubled, where, and what kind of piece; None if it did not fit."""
    spans = [run.span() for run in HAN_RUN.finditer(text)]
    low, high = rng.choices(spans, [end - start for start, end in spans])[0]
    ends = (0, *words().cut(words().simplified(text[low : min(high, low + 200)])).ends)
    kind = rng.choices(("character", "word", "phrase", "misaligned"), (45, 25, 20, 10))[0]
    count = {"word": 1, "phrase": rng.choice((2, 3))}.get(kind, 0)
    if count:
        first = rng.randrange(len(ends))
        if first + count >= len(ends):
            return None
        start, size = ends[first], ends[first + count] - ends[first]
    else:
        start, size = rng.randrange(high - low), 1 if kind == "character" else rng.choice((2, 3))
        aligned = start in ends and start + size in ends
        if start + size > high - low or (kind == "misaligned" and aligned):
            return None
    at = low + start
    doubled = text[: at + size] + text[at:]
    for place in repeats(doubled[low : high + size]):
        if place[1] == size and low + place[0] <= at <= low + place[0] + place[2]:
            return doubled, (low + place[0], *place[1:]), kind
    return None


class Sample:
    """The examples of one kind that are not decided before."""

    def __init__(self) -> None:
        self.signs: list[dict[str, float]] = []
        self.errors: list[bool] = []
        self.trust: list[float] = []

    def add(self, examples: Sequence[Example], model: Model, name: str) -> None:
        asked = [one for one in examples if not meant(one[0])]
        found = gains(model, [double.readings for double, _ in asked]) if asked else []
        for (double, error), gain in zip(asked, found, strict=True):
            seen = signs(double, gain) if gain >= LEAST else None
            if seen is not None:
                self.signs.append(seen | of_document(double.alignments[0]))
                self.errors.append(error)
                self.trust.append(TRUST.get(name, 1.0))

    def lines(self, kind: str) -> Iterator[str]:
        """The weights that fit, one a line."""
        table = np.array([list(map(float, one.values())) for one in self.signs])
        errors, trust = np.array(self.errors, float), np.array(self.trust)
        first = fitted(table, errors, trust)
        likely = (errors > 0) | (table @ first < SURE)
        fit = fitted(table[likely], errors[likely], trust[likely])
        return (
            f"{kind}\t{sign}\t{weight:.2f}\n"
            for sign, weight in zip(self.signs[0], fit.tolist(), strict=True)
        )


def fitted(table: Floats, errors: Floats, trust: Floats) -> Floats:
    """The weights of a logistic regression, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (trust * (errors - chance)) - PENALTY * weights
        bend = (table.T * (trust * chance * (1 - chance))) @ table + PENALTY * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
