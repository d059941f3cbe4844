"""Words for the synthetic texts, as frequent as words are in real Chinese.

The first are those of the demo's notes and comments in the order of their frequency, the others come from
the phrase table of pypinyin in a shuffled order that is always the same. How often each is drawn follows
Zipf's law with Mandelbrot's shift, 1 / (rank + 2.7): the commonest word stands in two thirds of all notes,
the hundredth in one of twenty, the ten-thousandth in one of two thousand.
"""

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import rjieba

import shancha.demo.content

SIZE = 40_000
SHIFT = 2.7
HEAD, MIDDLE = 200, 5_000  # ranks at which the head and the middle of the vocabulary end


class Vocabulary:
    """The words by rank, commonest first."""

    def __init__(self) -> None:
        known = dict.fromkeys(_demo_words())
        others = [word for word in _phrases() if word not in known]
        random.Random(20261128).shuffle(others)
        self.words = [*known, *others][:SIZE]
        self._weights = list(itertools.accumulate(1 / (rank + 1 + SHIFT) for rank in range(len(self.words))))

    def draw(self, rng: random.Random, count: int) -> list[str]:
        """Words as they come in a text."""
        return rng.choices(self.words, cum_weights=self._weights, k=count)

    @cached_property
    def strata(self) -> dict[str, list[str]]:
        """What people look for, by how common it is: words of two characters and more."""
        parts = {
            "head": self.words[:HEAD],
            "middle": self.words[HEAD:MIDDLE],
            "tail": self.words[MIDDLE:],
        }
        return {name: [word for word in words if len(word) > 1] for name, words in parts.items()}


def _demo_words() -> list[str]:
    folder = Path(shancha.demo.content.__file__).parent / "notes"
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        for text in _texts(json.loads(path.read_text())):
            counts.update(word for word in rjieba.cut(text, True) if _is_han(word))
    return [word for word, _ in counts.most_common()]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _phrases() -> list[str]:
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415 - 50 MB, wanted only while loading

    return sorted(phrase for phrase in phrases_dict if 2 <= len(phrase) <= 4 and _is_han(phrase))


def _is_han(word: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in word)
