"""What moderators' and the machine's decisions do to comments and topics."""

from uuid import UUID

from shancha.apps.community.models import Comment, CommentState, Topic, TopicState
from shancha.apps.community.services.comment_filter import get_words, matches_words
from shancha.apps.community.services.comment_notices import announce_kept_back
from shancha.apps.community.services.comments import set_state, withdraw_notices
from shancha.apps.community.services.media import rotate_asset_keys
from shancha.apps.community.services.topic_operations import set_topic_state

_STATES = {"fold": "folded", "hide": "hidden", "remove": "removed", "restore": "public"}


def decide_comment(*, comment_id: UUID, action: str) -> None:
    """Folds, hides, removes or restores a comment; the first time that one which was kept back is shown in
    full, it is published with its notices. "none" publishes what waited too. What wasn't seen and holds a
    word that the note's author filters is left to the author. Repeating changes nothing. Runs in the
    caller's transaction."""
    comment = (
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("note", "parent", "reply_to")
        .filter(id=comment_id)
        .first()
    )
    if comment is None:
        return
    is_untold = comment.is_untold or comment.state in {CommentState.REVIEW, CommentState.FILTERED}
    state = _state_after(comment, action)
    if state is None or not set_state(comment_id=comment_id, state=state):
        return
    if is_untold and state == "public":
        announce_kept_back(comment)
    elif is_untold:
        Comment.objects.filter(id=comment_id).update(is_untold=True)
    if state in {"hidden", "removed"}:
        withdraw_notices(comment_id)
        if comment.asset_id:
            rotate_asset_keys([comment.asset_id])


def _state_after(comment: Comment, action: str) -> str | None:
    """The state that a decision brings; null where it changes nothing. What the note's author doesn't want to
    read waits for the author, whatever the platform thinks of it."""
    if action == "fold" and comment.state == CommentState.FILTERED:
        return None
    state = "public" if action == "none" and comment.state == CommentState.REVIEW else _STATES.get(action)
    was_shown = comment.state in {CommentState.PUBLIC, CommentState.FOLDED}
    return "filtered" if state in {"public", "folded"} and not was_shown and _is_unwanted(comment) else state


def _is_unwanted(comment: Comment) -> bool:
    host_id = comment.note.author_id
    return comment.author_id != host_id and matches_words(comment.body, get_words(user_id=host_id))


def decide_topic(*, topic_id: UUID, action: str) -> None:
    """Bans a topic or opens it again. Runs in the caller's transaction."""
    if not Topic.objects.filter(id=topic_id).exclude(state=TopicState.MERGED).exists():
        return
    if action in {"remove", "hide"}:
        set_topic_state(topic_id=topic_id, state=TopicState.BANNED)
    elif action == "restore":
        set_topic_state(topic_id=topic_id, state=TopicState.ACTIVE)
