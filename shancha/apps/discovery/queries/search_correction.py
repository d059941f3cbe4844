"""What was probably meant: when nothing was found, words that sound the same or are a slip away."""

from collections import Counter
from collections.abc import Iterable

from shancha.apps.discovery.queries.search_hits import Scope, id_of_hit, run
from shancha.apps.discovery.queries.search_rows import find_names
from shancha.apps.discovery.search import query
from shancha.apps.discovery.search.index import SHELVES, Shelf
from shancha.apps.discovery.search.query import Asked, Synonyms
from shancha.apps.discovery.search.sounds import sound_sequence, spoken_words, syllables
from shancha.apps.discovery.search.words import fold, is_han, is_latin, runs, words

_LOOKED_AT = 12


def correct(asked: Asked, synonyms: Synonyms, scope: Scope) -> str | None:
    """The query as it was probably meant, taken from titles and names that exist; None where nothing is
    near."""
    meant = _by_sound(asked, scope) or _by_letters(asked, synonyms, scope)
    return meant if meant and meant != asked.text else None


def _shelves(scope: Scope) -> Iterable[Shelf]:
    """The shelf that was asked first, then topics, whose names are cared for, then the others."""
    return dict.fromkeys((scope.shelf, "topic", *SHELVES))


def _names(built: object, scope: Scope, shelf: Shelf) -> list[str]:
    within = Scope(shelf=shelf, hidden=scope.hidden)
    hits = run(built, within, depth=_LOOKED_AT)
    return [fold(name) for name in find_names(shelf, [id_of_hit(hit) for hit in hits])]


def _by_sound(asked: Asked, scope: Scope) -> str | None:
    """Each Chinese stretch replaced by what sounds the same and is written in a title."""
    built = query.same_sound(asked.text)
    if built is None:
        return None
    for shelf in _shelves(scope):
        names = _names(built, scope, shelf)
        meant = asked.text
        for run_ in (part for part in runs(asked.text) if is_han(part)):
            written = Counter(found for name in names for found in _sounding_like(run_, name))
            if not written:
                break
            meant = meant.replace(run_, written.most_common(1)[0][0])
        else:
            if meant != asked.text:
                return meant
    return None


def _sounding_like(run_: str, name: str) -> Iterable[str]:
    wanted = [sound for character in run_ for sound in syllables(character)]
    for stretch in (part for part in runs(name) if is_han(part)):
        sounds = sound_sequence(stretch)
        if len(sounds) != len(stretch):
            continue
        for at in range(len(stretch) - len(wanted) + 1):
            if sounds[at : at + len(wanted)] == wanted:
                yield stretch[at : at + len(wanted)]


def _by_letters(asked: Asked, synonyms: Synonyms, scope: Scope) -> str | None:
    """Words in letters that nothing holds finished, or else replaced by the nearest that exist."""
    meant, has_changed = asked.text, False
    for word in asked.words:
        if not is_latin(word) or len(word) < 4:
            continue
        if run(query.strict(Asked(word, (word,)), synonyms), scope, depth=1):
            continue
        near = _finished(word, scope) or _nearest(word, scope)
        if near is None:
            return None
        meant, has_changed = meant.replace(word, near), True
    return meant if has_changed else None


def _finished(word: str, scope: Scope) -> str | None:
    """What most names have that begins as this word does (kouh: 口红), the shortest of those as frequent."""
    built = query.unfinished(word)
    for shelf in _shelves(scope):
        written = Counter(
            found
            for name in _names(built, scope, shelf)
            for found in {text for spelled, text in _spellings_in(name) if spelled.startswith(word)}
        )
        if written:
            return min(written, key=lambda found: (-written[found], len(found), found))
    return None


def _nearest(word: str, scope: Scope) -> str | None:
    built = query.nearly(word)
    best: tuple[int, str] | None = None
    for shelf in _shelves(scope):
        for name in _names(built, scope, shelf):
            for spelled, written in _spellings_in(name):
                if written != spelled and word.startswith(spelled):
                    continue  # what was typed after the pinyin is more than a slip: it isn't cut off
                distance = edit_distance(word, spelled, most=2 if len(word) >= 8 else 1)
                if distance is not None and (best is None or distance < best[0]):
                    best = (distance, written)
        if best is not None:
            return best[1]
    return None


def _spellings_in(name: str) -> Iterable[tuple[str, str]]:
    """Each word of a name in letters, with how it is written; up to three Chinese words in a row."""
    for word in words(name):
        if is_latin(word):
            yield word, word
    spoken = spoken_words(name)
    for start in range(len(spoken)):
        letters = written = ""
        for word, sounds in spoken[start : start + 3]:
            if not sounds:
                break
            letters, written = letters + "".join(sounds), written + word
            yield letters, written


def edit_distance(one: str, other: str, *, most: int) -> int | None:
    """How many slips (wrong, missing, added or swapped letters) lie between two words; None beyond `most`."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
