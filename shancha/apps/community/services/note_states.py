"""The life of a note: every change of state or visibility passes here, so that counts, topic lists,
media addresses and announcements follow it exactly once."""

from typing import Any
from uuid import UUID

from shancha.apps.accounts.services import adjust_counts
from shancha.apps.community.events import NoteChanged, NotePublished, NoteWithdrawn
from shancha.apps.community.models import Note, NoteAsset
from shancha.apps.community.queries.comments import list_comment_ids
from shancha.apps.community.services import media, topics
from shancha.apps.community.services.note_notices import tell_mentioned
from shancha.apps.messaging.services import withdraw_subject, withdraw_subjects
from shancha.kit.clock import now
from shancha.kit.events import publish


def lock_note(note_id: UUID) -> Note | None:
    """The note, held until the transaction ends; None where there is none."""
    return Note.objects.select_for_update(no_key=True).filter(id=note_id).first()


def change_note(note: Note, **changes: Any) -> None:
    """Writes changes to a locked note and draws the consequences of a new state or visibility.

    Lists of topics and the author's count hold notes that everybody may see; likes and collects
    received count while the note is published; addresses of pictures end when the circle of those who
    may see them shrinks. Publishes NotePublished, NoteChanged or NoteWithdrawn.
    """
    was_public, was_listed, was_open = _is_public(note), _is_listed(note), _openness(note)
    for name, value in changes.items():
        setattr(note, name, value)
    is_news = _openness(note) > 0 and note.announced_at is None
    if is_news:
        note.announced_at = note.published_at = now()
    elif _is_public(note) and note.published_at is None:
        note.published_at = now()
    note.updated_at = now()
    note.save(update_fields=[*changes, "published_at", "announced_at", "updated_at"])
    _move_counts(note, was_public=was_public, was_listed=was_listed)
    if _openness(note) < was_open:
        asset_ids = NoteAsset.objects.filter(note_id=note.id).values_list("asset_id", flat=True)
        media.rotate_asset_keys(asset_ids)
        note.refresh_from_db(fields=["cover", "pictures", "video"])
    if was_open and not _openness(note):
        _withdraw_notices(note)
    elif _openness(note) < was_open:
        withdraw_subject(subject_kind="note", subject_id=note.id, except_followers_of=note.author_id)
    _announce(note, was_public=was_public, was_listed=was_listed, is_news=is_news)


def _withdraw_notices(note: Note) -> None:
    """Nobody is shown what quotes a note that is gone for them; its author keeps notices of comments below it
    while it can come back."""
    withdraw_subject(subject_kind="note", subject_id=note.id)
    withdraw_subjects(
        subject_kind="comment",
        subject_ids=list_comment_ids(note_id=note.id),
        except_of=None if note.state == Note.State.DELETED else note.author_id,
    )


def _is_public(note: Note) -> bool:
    return note.state == Note.State.PUBLIC


def _is_listed(note: Note) -> bool:
    return _is_public(note) and note.visibility == Note.Visibility.PUBLIC


def _openness(note: Note) -> int:
    """2: everybody, 1: followers, 0: the author alone."""
    if not _is_public(note):
        return 0
    return {Note.Visibility.PUBLIC.value: 2, Note.Visibility.FOLLOWERS.value: 1}.get(note.visibility, 0)


def _move_counts(note: Note, *, was_public: bool, was_listed: bool) -> None:
    is_public, is_listed = _is_public(note), _is_listed(note)
    received = (note.like_count + note.collect_count) * (is_public - was_public)
    listed = is_listed - was_listed
    if listed:
        topics.set_note_published(note_id=note.id, published_at=note.published_at if is_listed else None)
    if received or listed:
        adjust_counts(note.author_id, notes=listed, liked=received)


def _announce(note: Note, *, was_public: bool, was_listed: bool, is_news: bool) -> None:
    if is_news:
        tell_mentioned(note)
        publish(NotePublished(note_id=note.id, author_id=note.author_id, visibility=note.visibility))
    elif was_listed and not _is_listed(note):
        publish(NoteWithdrawn(note_id=note.id, author_id=note.author_id))
    elif was_public or _is_public(note):
        publish(NoteChanged(note_id=note.id, author_id=note.author_id))
