"""The ranking follows what happens: it learns, scores and forgets."""

from uuid import UUID

from shancha.apps.accounts import events as accounts
from shancha.apps.community import events as community
from shancha.apps.discovery.queries.learning import is_learning_allowed
from shancha.apps.discovery.services import exposure, profiles, scores
from shancha.kit.events import subscribe


def _learn(user_id: UUID, kind: str, note_id: UUID) -> None:
    if is_learning_allowed(user_id):
        profiles.learn_action(key=f"u:{user_id}", kind=kind, note_id=note_id)


@subscribe(community.NotePublished)
def on_note_published(event: community.NotePublished) -> None:
    """A new note is scored at once, and promised its first views if by a newcomer."""
    scores.score_notes([event.note_id])
    exposure.promise_views(event.note_id)


@subscribe(community.NoteChanged)
def on_note_changed(event: community.NoteChanged) -> None:
    """An edited note is scored anew."""
    scores.score_notes([event.note_id])


@subscribe(community.NoteWithdrawn)
def on_note_withdrawn(event: community.NoteWithdrawn) -> None:
    """A note that is no longer public leaves the ranking."""
    scores.score_notes([event.note_id])


@subscribe(community.NoteFeatured)
def on_note_featured(event: community.NoteFeatured) -> None:
    """A featured note becomes a candidate of its own source."""
    scores.score_notes([event.note_id])


@subscribe(community.NoteLiked)
def on_note_liked(event: community.NoteLiked) -> None:
    """The next first page of the liker shows more of the kind."""
    scores.touch(event.note_id)
    _learn(event.user_id, "like", event.note_id)


@subscribe(community.NoteUnliked)
def on_note_unliked(event: community.NoteUnliked) -> None:
    """A like taken back is no reason any more."""
    scores.touch(event.note_id)
    profiles.forget_action(key=f"u:{event.user_id}", kind="like", note_id=event.note_id)


@subscribe(community.NoteCollected)
def on_note_collected(event: community.NoteCollected) -> None:
    """The next first page of the collector shows more of the kind."""
    scores.touch(event.note_id)
    _learn(event.user_id, "collect", event.note_id)


@subscribe(community.NoteUncollected)
def on_note_uncollected(event: community.NoteUncollected) -> None:
    """What is no longer kept is no reason any more."""
    scores.touch(event.note_id)
    profiles.forget_action(key=f"u:{event.user_id}", kind="collect", note_id=event.note_id)


@subscribe(community.CommentPublished)
def on_comment_published(event: community.CommentPublished) -> None:
    """A note under discussion is scored anew. The writer's profile learns from it within a minute
    (`profiles.learn_comments`), which is cheaper than doing it while somebody waits for their comment."""
    scores.touch(event.note_id)


@subscribe(community.CommentDeleted)
def on_comment_deleted(event: community.CommentDeleted) -> None:
    """A note that lost a comment is scored anew; a comment taken back is no reason any more."""
    scores.touch(event.note_id)
    profiles.forget_action(key=f"u:{event.author_id}", kind="comment", note_id=event.note_id)


@subscribe(accounts.VisitorAdopted)
def on_visitor_adopted(event: accounts.VisitorAdopted) -> None:
    """What was learned of the browser goes on with its member."""
    profiles.adopt_visitor(visitor_key=event.visitor_key, user_id=event.user_id)


@subscribe(accounts.UserDeleted)
def on_user_deleted(event: accounts.UserDeleted) -> None:
    """Nothing learned of a member outlives the account."""
    profiles.forget_viewer(key=f"u:{event.user_id}")
