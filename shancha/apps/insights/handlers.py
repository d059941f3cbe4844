"""What was done in the apps below goes into the event log, in the same transaction."""

from shancha.apps.accounts import events as accounts
from shancha.apps.community import events as community
from shancha.apps.discovery.events import NoteRefused, RefusalWithdrawn, SearchMade
from shancha.apps.insights.services.events import anonymise_person, record_event
from shancha.kit.events import subscribe


@subscribe(community.NotePublished)
def log_publish(event: community.NotePublished) -> None:
    """A note came out."""
    record_event(kind="publish", user_id=event.author_id, note_id=event.note_id, visibility=event.visibility)


@subscribe(community.NoteLifted)
def log_lift(event: community.NoteLifted) -> None:
    """A note came to everybody's home page by its reception."""
    record_event(kind="lift", user_id=None, note_id=event.note_id)


@subscribe(community.NoteLiked)
def log_like(event: community.NoteLiked) -> None:
    """A note was liked."""
    record_event(kind="like", user_id=event.user_id, note_id=event.note_id)


@subscribe(community.NoteUnliked)
def log_unlike(event: community.NoteUnliked) -> None:
    """A like was taken back."""
    record_event(kind="unlike", user_id=event.user_id, note_id=event.note_id)


@subscribe(community.NoteCollected)
def log_collect(event: community.NoteCollected) -> None:
    """A note was kept."""
    record_event(kind="collect", user_id=event.user_id, note_id=event.note_id)


@subscribe(community.NoteUncollected)
def log_uncollect(event: community.NoteUncollected) -> None:
    """A note is no longer kept."""
    record_event(kind="uncollect", user_id=event.user_id, note_id=event.note_id)


@subscribe(community.NoteFoundHelpful)
def log_helpful(event: community.NoteFoundHelpful) -> None:
    """A note helped."""
    record_event(kind="helpful", user_id=event.user_id, note_id=event.note_id)


@subscribe(community.NoteShared)
def log_share(event: community.NoteShared) -> None:
    """A note was sent on."""
    record_event(kind="share", user_id=event.user_id, note_id=event.note_id, channel=event.channel)


@subscribe(community.ShareArrived)
def log_arrival(event: community.ShareArrived) -> None:
    """Somebody came by a shared address."""
    record_event(
        kind="arrival", user_id=event.user_id, note_id=event.note_id, channel=event.channel, share=event.code
    )


@subscribe(community.CommentPublished)
def log_comment(event: community.CommentPublished) -> None:
    """A comment was made."""
    record_event(kind="comment", user_id=event.author_id, note_id=event.note_id, subject_id=event.comment_id)


@subscribe(community.CommentDeleted)
def log_comment_deletion(event: community.CommentDeleted) -> None:
    """A comment was deleted by its writer or the note's author."""
    record_event(
        kind="comment_delete", user_id=event.author_id, note_id=event.note_id, subject_id=event.comment_id
    )


@subscribe(community.CommentLiked)
def log_comment_like(event: community.CommentLiked) -> None:
    """A comment was liked."""
    record_event(
        kind="comment_like", user_id=event.user_id, note_id=event.note_id, subject_id=event.comment_id
    )


@subscribe(community.CommentUnliked)
def log_comment_unlike(event: community.CommentUnliked) -> None:
    """A like of a comment was taken back."""
    record_event(kind="comment_unlike", user_id=event.user_id, subject_id=event.comment_id)


@subscribe(community.NoteWithdrawn)
def log_withdrawal(event: community.NoteWithdrawn) -> None:
    """A note that everybody could see no longer is: made private, hidden, removed or deleted."""
    record_event(kind="withdraw", user_id=event.author_id, note_id=event.note_id)


@subscribe(NoteRefused)
def log_refusal(event: NoteRefused) -> None:
    """Somebody is not interested."""
    record_event(
        kind="not_interested", user_id=event.user_id, visitor_key=event.visitor_key, note_id=event.note_id,
        scope=event.scope,
    )  # fmt: skip


@subscribe(RefusalWithdrawn)
def log_refusal_withdrawn(event: RefusalWithdrawn) -> None:
    """Somebody took "not interested" back; that it was said stays in the log."""
    record_event(
        kind="not_interested_undo", user_id=event.user_id, visitor_key=event.visitor_key,
        note_id=event.note_id, scope=event.scope,
    )  # fmt: skip


@subscribe(community.TopicUnfollowed)
def log_topic_unfollow(event: community.TopicUnfollowed) -> None:
    """A topic is no longer followed."""
    record_event(kind="topic_unfollow", user_id=event.user_id, subject_id=event.topic_id)


@subscribe(community.TopicFollowed)
def log_topic_follow(event: community.TopicFollowed) -> None:
    """A topic was followed."""
    record_event(kind="topic_follow", user_id=event.user_id, subject_id=event.topic_id)


@subscribe(accounts.UserFollowed)
def log_follow(event: accounts.UserFollowed) -> None:
    """A member was followed."""
    record_event(kind="follow", user_id=event.follower_id, subject_id=event.followee_id)


@subscribe(accounts.UserUnfollowed)
def log_unfollow(event: accounts.UserUnfollowed) -> None:
    """A follow ended."""
    record_event(kind="unfollow", user_id=event.follower_id, subject_id=event.followee_id)


@subscribe(accounts.UserRegistered)
def log_sign_up(event: accounts.UserRegistered) -> None:
    """An account came to be."""
    record_event(kind="sign_up", user_id=event.user_id, method=event.method)


@subscribe(accounts.UserSignedIn)
def log_sign_in(event: accounts.UserSignedIn) -> None:
    """Somebody signed in."""
    record_event(kind="sign_in", user_id=event.user_id, method=event.method)


@subscribe(SearchMade)
def log_search(event: SearchMade) -> None:
    """Somebody searched. The words stand without a name: who seeks what is nobody's business."""
    record_event(
        kind="search", user_id=None, query=event.query, shelf=event.shelf, results=event.result_count
    )


@subscribe(accounts.UserDeleted, later=True)
def anonymise_departed(event: accounts.UserDeleted) -> None:
    """A departed member's name leaves the log."""
    anonymise_person(event.user_id)
