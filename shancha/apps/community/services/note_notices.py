"""Who is told of what happens to a note."""

from collections.abc import Iterable
from uuid import UUID

from shancha.apps.community.models import Mention, Note
from shancha.apps.messaging.services import Notice, notify, notify_many
from shancha.kit import sql


def tell_mentioned(note: Note, user_ids: list[UUID] | None = None) -> None:
    """Tells the people whom a visible note names (all, or those given), as far as they may see it."""
    if user_ids is None:
        user_ids = list(Mention.objects.filter(note=note, comment=None).values_list("user_id", flat=True))
    user_ids = seeing_among(author_id=note.author_id, visibility=note.visibility, user_ids=user_ids)
    notify_many(
        Notice(
            user_id=user_id,
            lane="comments",
            kind="note_mention",
            actor_id=note.author_id,
            subject_kind="note",
            subject_id=note.id,
            payload=note_payload(note),
        )
        for user_id in user_ids
    )


def tell_author_of_featuring(note: Note, reason: str) -> None:
    """Tells an author that an editor picked the note, and why."""
    notify(
        user_id=note.author_id,
        lane="system",
        kind="note_featured",
        subject_kind="note",
        subject_id=note.id,
        group_key=f"note_featured:{note.id}",
        payload={**note_payload(note), "reason": reason},
    )


def tell_authors_of_lift(notes: Iterable[Note]) -> None:
    """Tells authors that a note came to everybody's home page by its reception."""
    notify_many(
        Notice(
            user_id=note.author_id,
            lane="system",
            kind="note_lifted",
            subject_kind="note",
            subject_id=note.id,
            group_key=f"note_lifted:{note.id}",
            payload=note_payload(note),
        )
        for note in notes
    )


def note_payload(note: Note) -> dict[str, object]:
    """What a notice shows of a note."""
    return {"note_id": str(note.id), "note_title": note.title or note.body[:30], "cover": note.cover}


def seeing_among(*, author_id: UUID, visibility: str, user_ids: list[UUID]) -> list[UUID]:
    """Those of these people who may see an author's note of this visibility; the author always may."""
    if visibility == Note.Visibility.PUBLIC or not user_ids:
        return user_ids
    followers = _followers_among(author_id, user_ids) if visibility == Note.Visibility.FOLLOWERS else []
    return [user_id for user_id in user_ids if user_id == author_id or user_id in followers]


def _followers_among(author_id: UUID, user_ids: list[UUID]) -> list[UUID]:
    rows = sql.fetch_rows(
        "select follower_id from accounts_follow where followee_id = %s and follower_id = any(%s::uuid[])",
        [author_id, user_ids],
    )
    return [row[0] for row in rows]
