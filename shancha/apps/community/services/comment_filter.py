"""Words that an author doesn't want to read under the own notes."""

import re
import unicodedata
from collections.abc import Sequence
from uuid import UUID

from shancha.apps.community.errors import FilterWordsInvalidError
from shancha.apps.community.models import CommentFilter
from shancha.kit import clock
from shancha.kit.simplified import simplify
from shancha.kit.text import clean_line

MAX_WORDS = 100
_JUNK = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """What is compared: full-width letters made plain, traditional characters simplified, case and everything
    but letters left out."""
    return _JUNK.sub("", simplify(unicodedata.normalize("NFKC", text))).casefold()


def matches_words(text: str, words: Sequence[str]) -> bool:
    """Whether the text holds one of the words, spaces and punctuation between letters ignored."""
    if not words:
        return False
    plain = normalise(text)
    return any(word in plain for word in map(normalise, words) if word)


def get_words(*, user_id: UUID) -> list[str]:
    """The member's words, in the order they were given."""
    row = CommentFilter.objects.filter(user_id=user_id).values_list("words", flat=True).first()
    return list(row or [])


def set_words(*, user_id: UUID, words: Sequence[str]) -> list[str]:
    """Replaces the member's words (100 at most, 30 characters each). Comments already there stay."""
    cleaned = list(dict.fromkeys(filter(None, (clean_line(word) for word in words))))
    if len(cleaned) > MAX_WORDS or any(len(word) > 30 or not normalise(word) for word in cleaned):
        raise FilterWordsInvalidError(fields={"words": FilterWordsInvalidError.detail})
    CommentFilter.objects.update_or_create(
        user_id=user_id, defaults={"words": cleaned, "updated_at": clock.now()}
    )
    return cleaned
