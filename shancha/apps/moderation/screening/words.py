"""The word list, compiled: a trie over the reading, and sound-alike patterns for words that ask for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shancha.apps.moderation.screening.normalise import View, normalise
from shancha.kit import pinyin

_ASCII_WORD = re.compile(r"[a-z0-9 ]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One word: its category, its level (allow, review, block), and for each character the characters and
    letters that sound alike (empty unless it is matched by sound)."""

    text: str
    category: str
    level: str
    sounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found in a reading, from `start` to `end` of it."""

    entry: Entry
    start: int
    end: int


class WordMatcher:
    """Finds entries in a reading. The longest entry at a place wins, so that an `allow` entry (阴道炎, say)
    shields the shorter one inside it."""

    def __init__(self, entries: Iterable[Entry], *, version: int = 0) -> None:
        self.version = version
        self._trie: dict[str, Any] = {}
        self._sounds: list[tuple[re.Pattern[str], Entry]] = []
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        node = self._trie
        for character in normalise(entry.text).text:
            node = node.setdefault(character, {})
        node[""] = entry
        if entry.sounds:
            pattern = "".join(_alternatives(sound) for sound in entry.sounds)
            self._sounds.append((re.compile(pattern), entry))

    def find(self, view: View) -> Iterator[Hit]:
        """All hits, left to right, none overlapping another of the trie."""
        text, index = view.text, 0
        while index < len(text):
            hit = self._longest_at(text, index)
            if hit is None:
                index += 1
                continue
            yield hit
            index = hit.end
        for pattern, entry in self._sounds:
            for match in pattern.finditer(text):
                if match.group() != entry.text:
                    yield Hit(entry, match.start(), match.end())

    def _longest_at(self, text: str, start: int) -> Hit | None:
        node = self._trie
        best: Hit | None = None
        for index in range(start, len(text)):
            following: dict[str, Any] | None = node.get(text[index])
            if following is None:
                break
            node = following
            entry = node.get("")
            if entry is not None and _stands_alone(text, start, index + 1):
                best = Hit(entry, start, index + 1)
        return best


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A word in letters must not be a piece of a longer one: sb in husband."""
    if not _ASCII_WORD.fullmatch(text[start:end]):
        return True
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def _alternatives(sound: str) -> str:
    characters, _, letters = sound.partition("|")
    return f"(?:[{re.escape(characters)}]|{letters})" if letters else f"[{re.escape(characters)}]"


def sounds_of(text: str) -> list[str]:
    """For each character of a word: the common characters (GB 2312, first level) of its first reading without
    tone, a bar, and the reading in letters. Characters without a reading stand for themselves."""
    sounds = pinyin.table()
    result = []
    for character in text:
        reading = sounds.get(character, "")
        if not reading:
            result.append(character)
            continue
        alike = [known for known in _common_characters() if sounds.get(known) == reading]
        result.append("".join(sorted({character, *alike})) + "|" + reading)
    return result


def _common_characters() -> Iterator[str]:
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes([high, low]).decode("gb2312")
            except UnicodeDecodeError:
                continue
