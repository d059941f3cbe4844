"""Who hears of a new comment: the comment's author answered, the note's author, the people named."""

from typing import Any
from uuid import UUID

from shancha.apps.community.events import CommentPublished
from shancha.apps.community.models import Comment, Mention
from shancha.apps.community.services.note_notices import seeing_among
from shancha.apps.messaging.services import Notice, notify_many
from shancha.kit.events import publish


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
    except_id: UUID | None = None,
) -> None:
    """One notice for each person, of the most particular kind: answered, then commented, then named. Who
    may not see a note of this `visibility` is told nothing.

    Runs in the transaction that publishes the comment. The writer is never told of the own words, nor
    `except_id`, who saw them already.
    """
    kinds: dict[UUID, str] = dict.fromkeys(mentioned_ids, "comment_mention")
    kinds[note_author_id] = "note_commented"
    if answered_id is not None:
        kinds[answered_id] = "comment_replied"
    for known_to in (author_id, except_id):
        kinds.pop(known_to, None)  # type: ignore[arg-type]
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


def announce_kept_back(comment: Comment, *, except_id: UUID | None = None) -> None:
    """Tells of a comment that was kept back until now, and publishes CommentPublished. Give it with its note,
    parent and the comment it answers. Runs in the transaction that shows it."""
    Comment.objects.filter(id=comment.id).update(is_untold=False)
    answered = comment.reply_to or comment.parent
    mentioned = Mention.objects.filter(comment_id=comment.id).values_list("user_id", flat=True)
    tell_people(
        note_id=comment.note_id,
        comment_id=comment.id,
        author_id=comment.author_id,
        note_author_id=comment.note.author_id,
        visibility=comment.note.visibility,
        answered_id=answered.author_id if answered else None,
        mentioned_ids=list(mentioned),
        note_title=comment.note.title,
        excerpt=comment.body[:80],
        cover=comment.note.cover,
        parent_id=comment.parent_id,
        except_id=except_id,
    )
    publish(CommentPublished(comment_id=comment.id, note_id=comment.note_id, author_id=comment.author_id))
