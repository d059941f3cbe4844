"""Text that people send: normalised, freed of control characters, counted as people count."""

import re
import unicodedata

# Bidirectional overrides and isolates can make text read differently from what it says (Unicode TR 36).
_HIDDEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"[ \t\u00a0\u3000]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_JOINERS = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3"}


def clean_line(text: str) -> str:
    """One line: NFC, hidden characters removed, runs of space and line breaks folded to one space."""
    return _SPACES.sub(" ", _HIDDEN.sub("", unicodedata.normalize("NFC", text)).replace("\n", " ")).strip()


def clean_text(text: str) -> str:
    """Several lines: NFC, hidden characters removed, at most one blank line in a row."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (line.rstrip() for line in _HIDDEN.sub("", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n ")


def grapheme_length(text: str) -> int:
    """Characters as a person counts them: marks, joined emoji and flags count once."""
    count, joined, flags = 0, False, 0
    for character in text:
        if character in _JOINERS or unicodedata.combining(character) or 0x1F3FB <= ord(character) <= 0x1F3FF:
            joined = character == "\u200d"
            continue
        if 0x1F1E6 <= ord(character) <= 0x1F1FF:
            flags += 1
            count += flags % 2
            continue
        flags = 0
        count += 0 if joined else 1
        joined = False
    return count
