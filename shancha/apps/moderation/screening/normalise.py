"""The normaliser: reads a text as its writer means it to be read, for matching and never for display.

Keeps for each character of the reading the place it came from, so that a moderator sees the original span.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from shancha.apps.moderation.screening.characters import EMOJI, LOOKALIKES, SPLIT
from shancha.kit.simplified import simplify

# Between these the writer means two things, not one word spelled apart.
_SENTENCE = frozenset("。！？；：，、,!?;:\n()（）「」『』【】《》“”\"'…")
_WIDE_DIGITS = {
    **dict(zip("零〇一二三四五六七八九", "00123456789", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", "123456789", strict=True)),
    **dict(zip("两幺洞拐勾", "21079", strict=True)),
}
# Sound-alikes and look-alikes, read as digits only inside a run that is mostly digits already.
_SOUND_DIGITS = {
    **dict(
        zip("衣依医儿尔伞散寺肆吴武伍遛溜留流期漆扒吧酒久灵铃凌○", "11122334455566667788990000", strict=True)
    ),
}
_DIGITS = {**_WIDE_DIGITS, **_SOUND_DIGITS, **{str(digit): str(digit) for digit in range(10)}}
_DIGIT_CLASS = "".join(map(re.escape, _DIGITS))
_DIGIT_RUN = re.compile(f"[{_DIGIT_CLASS}]{{5,}}")
# 138o0138ooo: a letter among digits that looks like one.
_LETTER_DIGIT = re.compile(r"(?<=\d)[oil](?=[\doil]*\d)|(?<=\d{4})[oil]+(?![a-z])")
# Squared, circled and regional letters, which Unicode does not decompose.
_LETTER_BLOCKS = ((0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF))
_LETTERS = str.maketrans("oil", "011")
_SURE_DIGITS = frozenset("0123456789") | set(_WIDE_DIGITS)
_LETTERS_APART = re.compile(r"(?<![a-z0-9])(?:[a-z] ){1,}[a-z](?![a-z0-9])")
# 加，微，信: one character at a time between the same marks is spelling, not punctuation.
_SPELLED = re.compile(r"(?<!\w)(?:\w([。，、,.;；/!！|]))(?:\w\1)+\w")


@dataclass(frozen=True, slots=True)
class View:
    """A reading of a text. `text` has separators inside words removed; `places[i]` is the index in the
    original of `text[i]`. `changed` counts characters that were disguised (0 in honest text, mostly)."""

    text: str
    places: tuple[int, ...]
    changed: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for a span of the reading."""
        if start >= end or not self.places:
            return (0, 0)
        return (self.places[start], self.places[end - 1] + 1)

    @property
    def fingerprint(self) -> int:
        """A 63-bit hash of letters and digits alone: equal where only decoration differs, 0 for no text."""
        core = "".join(character for character in self.text if character.isalnum())
        return _fnv(core) if core else 0


def normalise(text: str) -> View:
    """The reading of a text: width, case, invisible marks, emoji and enclosed letters, traditional and split
    characters, separators, number words. About 0.1 ms for a comment."""
    characters, places, changed = _fold(text)
    characters, places, joined = _join(characters, places)
    reading, read = _read_digits("".join(characters))
    return View(reading, tuple(places), changed + joined + read)


@lru_cache(maxsize=16_384)
def _fold_character(character: str) -> tuple[str, bool]:
    """What a character reads as ("" for nothing), and whether that is a disguise."""
    if character in EMOJI:
        return EMOJI[character], False
    code = ord(character)
    for first, last in _LETTER_BLOCKS:
        if first <= code <= last:
            return chr(code - first + ord("a")), True
    if character in LOOKALIKES:
        return LOOKALIKES[character], False
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me", "Cc"} and character != "\n":
        return "", category == "Cf"
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", character) if unicodedata.category(part) != "Mn"
    )
    # Mathematical and enclosed letters are decoration; full width is how many people type.
    is_disguise = bool(plain) and plain != character and not 0xFF00 <= code <= 0xFFEF and code > 0x2000
    return simplify(plain.lower()), is_disguise


def _fold(text: str) -> tuple[list[str], list[int], int]:
    characters: list[str] = []
    places: list[int] = []
    changed = 0
    for place, original in enumerate(text):
        folded, is_disguise = _fold_character(original)
        changed += is_disguise
        for character in folded:
            if characters and characters[-1] + character in SPLIT:
                characters[-1] = SPLIT[characters[-1] + character]
                changed += 1
                continue
            characters.append(character)
            places.append(place)
    return characters, places, changed


def _join(characters: list[str], places: list[int]) -> tuple[list[str], list[int], int]:
    """Removes what stands between the characters of a word or number; keeps sentence marks, and the space
    between two words in letters."""
    line = "".join(characters)
    spelled = {
        index
        for match in _SPELLED.finditer(line)
        for index in range(match.start(), match.end())
        if not line[index].isalnum()
    }
    kept: list[int] = []
    pending = False
    for index, character in enumerate(characters):
        if character.isalnum() or character in "@+" or "\u4e00" <= character <= "\u9fff":
            if pending and kept and _needs_space(characters[kept[-1]], character):
                kept.append(index - 1)
            kept.append(index)
            pending = False
        elif (character in _SENTENCE and index not in spelled) or (
            character in "./:-_" and _is_inside_address(characters, index)
        ):
            kept.append(index)
            pending = False
        else:
            pending = True
    joined = [characters[index] if not _is_separator(characters[index]) else " " for index in kept]
    return _join_letters(joined, [places[index] for index in kept], len(spelled))


def _is_separator(character: str) -> bool:
    return not (character.isalnum() or character in _SENTENCE or character in "@+./:-_")


def _needs_space(left: str, right: str) -> bool:
    """Between two words in Latin letters a space means something; between digits or Chinese it does not."""
    are_latin = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
    return are_latin and not (left.isdigit() and right.isdigit())


def _is_inside_address(characters: list[str], index: int) -> bool:
    """A dot, slash or dash between Latin letters or digits belongs to an address or a name."""
    before = characters[index - 1] if index else ""
    after = characters[index + 1] if index + 1 < len(characters) else ""
    return (
        _is_latin(before)
        and (_is_latin(after) or after == "/")
        and not (before.isdigit() and after.isdigit())
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ":/")


def _join_letters(characters: list[str], places: list[int], joined: int) -> tuple[list[str], list[int], int]:
    """`w x` and `c n m` become `wx` and `cnm`."""
    line = "".join(characters)
    gone: set[int] = set()
    for match in _LETTERS_APART.finditer(line):
        gone.update(index for index in range(match.start(), match.end()) if line[index] == " ")
    if not gone:
        return characters, places, joined
    return (
        [character for index, character in enumerate(characters) if index not in gone],
        [place for index, place in enumerate(places) if index not in gone],
        joined + len(gone),
    )


def _read_digits(text: str) -> tuple[str, int]:
    """Reads number words and sound-alikes as digits in runs of five or more that are mostly digits."""
    changed = 0

    def read(match: re.Match[str]) -> str:
        nonlocal changed
        run = match.group()
        sure = sum(character in _SURE_DIGITS for character in run)
        if sure < 3 or sure * 2 < len(run):
            return run
        digits = "".join(_DIGITS[character] for character in run)
        changed += sum(left != right for left, right in zip(run, digits, strict=True))
        return digits

    text = _LETTER_DIGIT.sub(lambda match: match.group().translate(_LETTERS), text)
    return _DIGIT_RUN.sub(read, text), changed


def _fnv(text: str) -> int:
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value & 0x7FFFFFFFFFFFFFFF
