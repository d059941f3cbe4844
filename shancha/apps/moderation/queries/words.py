"""The compiled word list of this process, renewed when its version has moved."""

import time
from threading import Lock

from shancha.apps.moderation.models import Word
from shancha.apps.moderation.screening.words import Entry, WordMatcher
from shancha.kit import sql

# How long a process may use a list before it looks whether there is a newer one.
CHECK_SECONDS = 5.0

_lock = Lock()
_matcher: WordMatcher | None = None
_checked_at = 0.0


def word_matcher() -> WordMatcher:
    """The word list, at most five seconds behind the operators' last change."""
    global _matcher, _checked_at  # noqa: PLW0603 - one compiled list for each process
    if _matcher is not None and time.monotonic() - _checked_at < CHECK_SECONDS:
        return _matcher
    with _lock:
        version = sql.fetch_value("select version from moderation_wordlist where id = 1") or 0
        if _matcher is None or _matcher.version != version:
            _matcher = _load(version)
        _checked_at = time.monotonic()
    return _matcher


def forget_words() -> None:
    """Makes the next look-up read the list again, as after a change in this process."""
    global _matcher, _checked_at
    _matcher, _checked_at = None, 0.0


def _load(version: int) -> WordMatcher:
    rows = Word.objects.filter(is_active=True).values_list("text", "category", "level", "sounds")
    return WordMatcher(
        (Entry(text, category, level, tuple(sounds)) for text, category, level, sounds in rows),
        version=version,
    )
