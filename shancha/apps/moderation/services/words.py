"""The word list: every change raises its version and is kept with its author."""

from typing import Any

from django.db import transaction

from shancha.apps.moderation import errors
from shancha.apps.moderation.models import Word, WordChange, WordList
from shancha.apps.moderation.policies import Actor
from shancha.apps.moderation.queries.words import forget_words
from shancha.apps.moderation.screening.normalise import normalise
from shancha.apps.moderation.screening.words import sounds_of
from shancha.kit.clock import now

# Shorter words have too many honest sound-alikes.
MIN_SOUND_LENGTH = 3


@transaction.atomic
def save_word(*, actor: Actor, word: Word) -> Word:
    """Adds or changes a word. In force in every process within five seconds. Raises WordInvalidError."""
    _check_operator(actor)
    check_word(word.text, is_matched_by_sound=word.is_matched_by_sound)
    before = _as_dict(Word.objects.filter(id=word.id).first())
    word.sounds = sounds_of(word.text) if word.is_matched_by_sound else []
    word.save()
    _raise_version(actor, word.text, before, _as_dict(word))
    return word


@transaction.atomic
def delete_word(*, actor: Actor, word: Word) -> None:
    """Takes a word out of the list; its history stays."""
    _check_operator(actor)
    before = _as_dict(word)
    text = word.text
    word.delete()
    _raise_version(actor, text, before, None)


def check_word(text: str, *, is_matched_by_sound: bool) -> None:
    """Raises WordInvalidError for what has no letters to match, or is too short to be matched by sound."""
    if not any(character.isalnum() for character in normalise(text).text):
        raise errors.WordInvalidError(fields={"text": errors.WordInvalidError.detail})
    if is_matched_by_sound and len(text) < MIN_SOUND_LENGTH:
        raise errors.WordInvalidError(fields={"is_matched_by_sound": errors.WordInvalidError.detail})


def _check_operator(actor: Actor) -> None:
    if not actor.is_operator:
        raise errors.RoleRequiredError


def _raise_version(
    actor: Actor, text: str, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    WordList.objects.get_or_create(id=1)
    words = WordList.objects.select_for_update().get(id=1)
    words.version, words.changed_at = words.version + 1, now()
    words.save()
    WordChange.objects.create(version=words.version, word=text, before=before, after=after, actor_id=actor.id)
    transaction.on_commit(forget_words)


def _as_dict(word: Word | None) -> dict[str, Any] | None:
    if word is None:
        return None
    names = ("text", "category", "level", "is_matched_by_sound", "is_active", "note")
    return {name: getattr(word, name) for name in names}
