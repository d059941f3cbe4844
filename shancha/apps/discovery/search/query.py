"""How what somebody typed becomes a query. There is no query language: nothing typed can be an operator."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import tantivy

from shancha.apps.discovery.search.index import SCHEMA
from shancha.apps.discovery.search.sounds import split_pinyin, syllables
from shancha.apps.discovery.search.words import (
    COMMON,
    fold,
    is_han,
    is_latin,
    query_grams,
    query_words,
    runs,
    words,
)
from shancha.kit.text import clean_line

LONGEST_QUERY = 60
_MOST_WORDS = 12
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
Synonyms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, taken apart: the folded text and its clauses, each a word or a known synonym."""

    text: str
    words: tuple[str, ...]


def clean(text: str) -> str:
    """What was typed as one folded line of at most sixty characters, without control characters."""
    return clean_line(fold(clean_line(text)))[:LONGEST_QUERY]


def read(text: str, synonyms: Synonyms) -> Asked:
    """Takes a query apart. Known synonyms stay whole, the rest is cut into words; at most twelve."""
    folded = clean(text).replace("#", " ").replace("@", " ").strip()
    found: list[str] = []
    rest = folded
    for phrase in _phrases_in(folded, synonyms):
        found.append(phrase)
        rest = rest.replace(phrase, " ")
    found += [word for word in query_words(rest) if not found or word not in COMMON]
    return Asked(" ".join(folded.split()), tuple(dict.fromkeys(found))[:_MOST_WORDS])


def _phrases_in(folded: str, synonyms: Synonyms) -> Iterable[str]:
    """Synonyms that occur in the text, the longest first; Latin ones only between word borders."""
    left = folded
    starts = {
        folded[at:to] for at in range(len(folded)) for to in range(at + 1, min(len(folded), at + 20) + 1)
    }
    for phrase in sorted(starts & synonyms.keys(), key=len, reverse=True):
        if phrase in left and (not phrase.isascii() or f" {phrase} " in f" {left} "):
            left = left.replace(phrase, " ")
            yield phrase


def _term(field: str, word: str) -> Any:
    return tantivy.Query.term_query(SCHEMA, field, word, "freq")


def _boost(query: Any, factor: float) -> Any:
    return tantivy.Query.boost_query(query, factor)


def _all(queries: list[Any]) -> Any:
    return (
        queries[0]
        if len(queries) == 1
        else tantivy.Query.boolean_query([(_MUST, query) for query in queries])
    )


def _any(queries: list[Any]) -> Any:
    return (
        queries[0]
        if len(queries) == 1
        else tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])
    )


def _spoken(letters: str) -> list[Any]:
    """Typed pinyin or initials of a title's words, or of several words in a row."""
    found = [_boost(_term("spelled", letters), 0.6)]
    for way in split_pinyin(letters):
        if len(way) > 1:
            found.append(_boost(tantivy.Query.phrase_query(SCHEMA, "sounds", list(way)), 0.6))
        else:
            found.append(_boost(_term("sounds", way[0]), 0.3))
    return found


def _word(word: str, *, grams: bool) -> Any:
    """One word: in the text, or, where it is in letters, as a sound; with `grams` also by its pairs."""
    ways = [_term("text", word)]
    if is_latin(word):
        if word.isalpha() and len(word) > 1:
            ways += _spoken(word)
    elif grams:
        ways.append(_boost(_all([_term("grams", pair) for pair in query_grams(word)]), 0.2))
    return _any(ways)


def _clause(word: str, synonyms: Synonyms, *, grams: bool) -> Any:
    """A word or any of its synonyms; a synonym of several words needs all of them."""
    others = [other for other in synonyms.get(word, ()) if other != word]
    if not others:
        return _word(word, grams=grams)
    return _any([_phrase(word), *(_boost(_phrase(other), 0.8) for other in others[:12])])


def _phrase(text: str) -> Any:
    parts = query_words(text)
    return _all([_word(part, grams=True) for part in parts]) if parts else _term("text", text)


def strict(asked: Asked, synonyms: Synonyms) -> Any | None:
    """Everything that was asked, words found in the title counting more. None where nothing was asked."""
    if not asked.words:
        return None
    clauses = [(_MUST, _clause(word, synonyms, grams=False)) for word in asked.words]
    if len(clauses) == 1 and not is_latin(asked.words[0]) and asked.words[0] not in synonyms:
        only = asked.words[0]
        return _any([_term("text", only), _boost(_term("title", only), 1.5)])
    bonuses = [(_SHOULD, _boost(_term("title", word), 1.5)) for word in asked.words]
    return tantivy.Query.boolean_query([*clauses, *bonuses])


def in_titles(asked: Asked, synonyms: Synonyms) -> Any | None:
    """Everything that was asked within the title: cheaper than the whole text, where that finds enough."""
    if not asked.words or any(word in synonyms for word in asked.words):
        return None
    return _all([_term("title", word) for word in asked.words])


def by_pairs(asked: Asked, synonyms: Synonyms) -> Any | None:
    """The same without trusting the dictionary: Chinese stretches by their pairs of characters."""
    known = [word for word in asked.words if word in synonyms]
    parts = [_clause(word, synonyms, grams=True) for word in known]
    rest = asked.text
    for word in known:
        rest = rest.replace(word, " ")
    for run in runs(rest):
        parts += (
            [_word(run, grams=True)] if run.isascii() else [_term("grams", pair) for pair in query_grams(run)]
        )
    return _all(parts[:30]) if parts else None


def loose(asked: Asked, synonyms: Synonyms) -> Any | None:
    """At least half of the words, where there are three or more."""
    clauses = [(_SHOULD, _clause(word, synonyms, grams=True)) for word in asked.words]
    if len(clauses) < 3:
        return None
    bonuses = [(_SHOULD, _boost(_term("title", word), 1.5)) for word in asked.words]
    enough = tantivy.Query.boolean_query(
        clauses, minimum_number_should_match=len(clauses) // 2 + len(clauses) % 2
    )
    return tantivy.Query.boolean_query([(_MUST, enough), *bonuses])


def same_sound(text: str) -> Any | None:
    """Titles that hold the same syllables in a row, whatever the characters: for slips of the input
    method."""
    parts = [
        _term("sounds", sounds[0])
        if len(sounds) == 1
        else tantivy.Query.phrase_query(SCHEMA, "sounds", list(sounds))
        for run in runs(text)
        if is_han(run) and (sounds := tuple(sound for character in run for sound in syllables(character)))
    ]
    return _all(parts) if parts and any(len(run) > 1 for run in runs(text)) else None


def nearly(word: str) -> Any | None:
    """Words in letters one slip away (two from eight letters on), also as pinyin."""
    if not is_latin(word) or len(word) < 4:
        return None
    distance = 2 if len(word) >= 8 else 1
    fields = ("title", "spelled", "text")
    return _any([tantivy.Query.fuzzy_term_query(SCHEMA, field, word, distance) for field in fields])


def unfinished(word: str) -> Any | None:
    """Words in letters, also as pinyin, that begin with these and go on."""
    if not is_latin(word) or len(word) < 4:
        return None
    return _any(
        [
            tantivy.Query.fuzzy_term_query(SCHEMA, field, word, distance=0, prefix=True)
            for field in ("title", "spelled")
        ]
    )


def begins(text: str) -> Any | None:
    """Names that begin with what was typed, or hold it."""
    typed = "".join(clean(text).split())[:12].lstrip("#@")
    if not typed:
        return None
    ways = [_boost(_term("prefix", typed), 3.0), _boost(_term("spelled", typed), 1.0)]
    pairs = [pair for run in runs(typed) if not run.isascii() for pair in query_grams(run)]
    if pairs and not any(run.isascii() for run in runs(typed)):
        ways.append(_all([_term("grams", pair) for pair in pairs]))
    return _any(ways)


def named(asked: Asked, synonyms: Synonyms) -> Any | None:
    """For members and topics: everything that was asked, names that begin with it first."""
    ways = [way for way in (strict(asked, synonyms), begins(asked.text)) if way is not None]
    return _any(ways) if ways else None


def titled(text: str) -> Any | None:
    """Titles that hold all that was typed."""
    found = [word for word in words(clean(text)) if word]
    return _all([_term("title", word) for word in dict.fromkeys(found[:_MOST_WORDS])]) if found else None


def either(queries: list[Any]) -> Any:
    """Any of several queries; there must be one."""
    return _any(queries)


def restricted(query: Any, *, category: str = "", hidden: Collection[UUID] = ()) -> Any:
    """The query within a category, without what certain members wrote."""
    clauses = [(_MUST, query)]
    if category:
        only = tantivy.Query.term_query(SCHEMA, "category", category, "basic")
        clauses.append((_MUST, tantivy.Query.const_score_query(only, 0.0)))
    if hidden:
        authors = [user_id.hex for user_id in hidden]
        clauses.append((_NOT, tantivy.Query.term_set_query(SCHEMA, "author", authors)))
    return query if len(clauses) == 1 else tantivy.Query.boolean_query(clauses)
