"""What moderators' and the machine's decisions do to comments and topics."""

from uuid import UUID

from shancha.apps.community.events import CommentPublished
from shancha.apps.community.models import Comment, CommentState, Mention, Topic, TopicState
from shancha.apps.community.services.comment_notices import tell_people
from shancha.apps.community.services.comments import set_state
from shancha.apps.community.services.media import rotate_asset_keys
from shancha.apps.community.services.topic_operations import set_topic_state
from shancha.apps.messaging.services import withdraw_subject
from shancha.kit.events import publish

_STATES = {"fold": "folded", "hide": "hidden", "remove": "removed", "restore": "public"}


def decide_comment(*, comment_id: UUID, action: str) -> None:
    """Folds, hides, removes or restores a comment; restoring one that waited publishes it, with its
    notices. "none" publishes what waited too. Repeating changes nothing. Runs in the caller's transaction."""
    comment = (
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("note", "parent", "reply_to")
        .filter(id=comment_id)
        .first()
    )
    if comment is None:
        return
    was_waiting = comment.state == CommentState.REVIEW
    state = "public" if action == "none" and was_waiting else _STATES.get(action)
    if state is None or not set_state(comment_id=comment_id, state=state):
        return
    if state == "public" and was_waiting:
        _announce(comment)
    if state in {"hidden", "removed"}:
        withdraw_subject(subject_kind="comment", subject_id=comment_id)
        if comment.asset_id:
            rotate_asset_keys([comment.asset_id])


def _announce(comment: Comment) -> None:
    """A comment that waited is told to those it concerns, now that they can see it."""
    answered = comment.reply_to or comment.parent
    mentioned = list(_mentioned_ids(comment.id))
    tell_people(
        note_id=comment.note_id,
        comment_id=comment.id,
        author_id=comment.author_id,
        note_author_id=comment.note.author_id,
        visibility=comment.note.visibility,
        answered_id=answered.author_id if answered else None,
        mentioned_ids=mentioned,
        note_title=comment.note.title,
        excerpt=comment.body[:80],
        cover=comment.note.cover,
        parent_id=comment.parent_id,
    )
    publish(CommentPublished(comment_id=comment.id, note_id=comment.note_id, author_id=comment.author_id))


def _mentioned_ids(comment_id: UUID) -> list[UUID]:
    return list(Mention.objects.filter(comment_id=comment_id).values_list("user_id", flat=True))


def decide_topic(*, topic_id: UUID, action: str) -> None:
    """Bans a topic or opens it again. Runs in the caller's transaction."""
    if not Topic.objects.filter(id=topic_id).exclude(state=TopicState.MERGED).exists():
        return
    if action in {"remove", "hide"}:
        set_topic_state(topic_id=topic_id, state=TopicState.BANNED)
    elif action == "restore":
        set_topic_state(topic_id=topic_id, state=TopicState.ACTIVE)
