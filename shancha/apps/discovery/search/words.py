"""How text becomes searchable words: folded, cut by dictionary, with single characters and pairs beside.

Index and query go through the same functions, so that what is written one way is found when typed another.
"""

import re
import unicodedata
from collections.abc import Iterator

from shancha.apps.discovery.search.cutting import cut, cut_for_search
from shancha.kit.simplified import simplify

_HAN = "〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_RUN = re.compile(f"[{_HAN}]+")
_RUNS = re.compile(f"[{_HAN}]+|[a-z0-9]+|(?:(?![a-z0-9{_HAN}])[^\\W_])+|[\u2600-\u27bf\U0001f000-\U0001faff]")
_LATIN_RUN = re.compile(r"[a-z0-9]+")
_LETTERS_AND_DIGITS = re.compile(r"[a-z]+|[0-9]+")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
# Words so common that they say nothing; kept where a query holds nothing else.
COMMON = frozenset(
    [
        "的",
        "了",
        "是",
        "在",
        "我",
        "有",
        "和",
        "就",
        "也",
        "都",
        "很",
        "吗",
        "呢",
        "吧",
        "啊",
        "么",
        "与",
        "及",
        "或",
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "in",
        "for",
        "on",
        "is",
    ]
)
LONGEST_WORD = 40


def fold(text: str) -> str:
    """The text as it is compared: one width, lower case, Latin letters without accents, simplified
    characters."""
    if text.isascii():
        return text.lower()
    text = simplify(unicodedata.normalize("NFKC", text).lower())
    return _ACCENTED.sub(lambda match: unicodedata.normalize("NFD", match.group())[0], text)


def is_han(text: str) -> bool:
    """Whether it consists of Chinese characters alone."""
    return bool(_HAN_RUN.fullmatch(text))


def is_latin(text: str) -> bool:
    """Whether it consists of plain letters and digits alone."""
    return bool(_LATIN_RUN.fullmatch(text))


def runs(folded: str) -> Iterator[str]:
    """Stretches of one script: Chinese, Latin with digits, another script, or a single symbol."""
    for match in _RUNS.finditer(folded):
        yield match.group()


def words(folded: str) -> list[str]:
    """Words for the index: dictionary words with the shorter ones inside them, and Latin words whole and in
    parts (iphone15: iphone15, iphone, 15; sk-ii: skii, sk, ii)."""
    found = []
    for token in cut_for_search(folded):
        if token.isalnum():
            if len(token) <= LONGEST_WORD:
                found.append(token)
            if token.isascii() and not token.isalpha() and not token.isdigit():
                found += _LETTERS_AND_DIGITS.findall(token)
        elif len(token) > 1:
            found += _parts(token)
    return found


def _parts(token: str) -> list[str]:
    parts: list[str] = _LATIN_RUN.findall(token)
    joined = "".join(parts)
    return [*parts, joined] if len(parts) > 1 and len(joined) <= LONGEST_WORD else parts


def query_words(folded: str) -> list[str]:
    """Words of a query, longest reading only, common words left out where others remain."""
    found: list[str] = []
    for token in cut(folded):
        if token.isalnum():
            found.append(token[:LONGEST_WORD])
        else:
            found += _LATIN_RUN.findall(token) or ([token] if _RUNS.fullmatch(token) else [])
    distinct = list(dict.fromkeys(found))
    telling = [word for word in distinct if word not in COMMON]
    return telling or distinct


def grams(folded: str) -> set[str]:
    """Every character and every neighbouring pair of what isn't Latin: whatever dictionary words miss."""
    found: set[str] = set()
    for run in runs(folded):
        if not run.isascii():
            found.update(run)
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def query_grams(run: str) -> list[str]:
    """The pairs that a text must hold to contain this stretch (or the character itself)."""
    return list(dict.fromkeys(run[at : at + 2] for at in range(len(run) - 1))) or [run]
