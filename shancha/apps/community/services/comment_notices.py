"""Who hears of a new comment: the comment's author answered, the note's author, the people named."""

from typing import Any
from uuid import UUID

from shancha.apps.community.services.note_notices import seeing_among
from shancha.apps.messaging.services import Notice, notify_many


def tell_people(
    *,
    note_id: UUID,
    comment_id: UUID,
    author_id: UUID,
    note_author_id: UUID,
    visibility: str,
    answered_id: UUID | None,
    mentioned_ids: list[UUID],
    note_title: str,
    excerpt: str,
    cover: Any,
    parent_id: UUID | None,
) -> None:
    """One notice for each person, of the most particular kind: answered, then commented, then named. Who
    may not see a note of this `visibility` is told nothing.

    Runs in the transaction that publishes the comment. The writer is never told of the own words.
    """
    kinds: dict[UUID, str] = dict.fromkeys(mentioned_ids, "comment_mention")
    kinds[note_author_id] = "note_commented"
    if answered_id is not None:
        kinds[answered_id] = "comment_replied"
    kinds.pop(author_id, None)
    told = seeing_among(author_id=note_author_id, visibility=visibility, user_ids=list(kinds))
    payload = {
        "note_id": str(note_id),
        "comment_id": str(comment_id),
        "parent_id": str(parent_id) if parent_id else None,
        "note_title": note_title,
        "excerpt": excerpt,
        "cover": cover,
    }
    notify_many(
        Notice(
            user_id=user_id,
            lane="comments",
            kind=kinds[user_id],
            actor_id=author_id,
            subject_kind="comment",
            subject_id=comment_id,
            payload=payload,
        )
        for user_id in told
    )
