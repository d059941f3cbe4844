"""What the community does when something happens in the apps below."""

from shancha.apps.accounts.events import UserDeleted, UserSuspended, UserUnsuspended
from shancha.apps.accounts.models import User
from shancha.apps.accounts.models.people import Status
from shancha.apps.community.events import NoteChanged, NotePublished
from shancha.apps.community.services import boards, comment_decisions, notes, topic_notices
from shancha.apps.moderation.events import DecisionMade, ReachChanged
from shancha.apps.moderation.queries.sanctions import is_reach_limited
from shancha.kit.events import subscribe


@subscribe(DecisionMade)
def carry_out_decision(event: DecisionMade) -> None:
    """Hides, removes, limits, folds or restores what a moderator judged, in the same transaction."""
    if event.subject_kind == "note":
        notes.decide_note(note_id=event.subject_id, action=event.action)
    elif event.subject_kind == "comment":
        comment_decisions.decide_comment(comment_id=event.subject_id, action=event.action)
    elif event.subject_kind == "topic":
        comment_decisions.decide_topic(topic_id=event.subject_id, action=event.action)
    elif event.subject_kind == "board":
        boards.decide_board(board_id=event.subject_id, action=event.action)


@subscribe(NotePublished)
def tell_followers_of_topics(event: NotePublished) -> None:
    """Those who follow the note's topics are told by jobs, as far as they wish to be."""
    topic_notices.queue_listed(note_id=event.note_id)


@subscribe(NoteChanged)
def tell_followers_of_joined_topics(event: NoteChanged) -> None:
    """A note that was opened to everybody later, or joined a topic by an edit, is news in it."""
    topic_notices.queue_listed(note_id=event.note_id)


@subscribe(UserSuspended)
def limit_notes_of_suspended(event: UserSuspended) -> None:
    """A suspended member's notes stay, but are recommended to nobody."""
    notes.limit_notes_of_author(author_id=event.user_id, is_limited=True)


@subscribe(UserUnsuspended)
def release_notes_of_unsuspended(event: UserUnsuspended) -> None:
    """The suspension is over; a limit of reach may still hold."""
    notes.limit_notes_of_author(author_id=event.user_id, is_limited=is_reach_limited(event.user_id))


@subscribe(ReachChanged)
def limit_notes_by_measure(event: ReachChanged) -> None:
    """A moderator limited a member's reach, or the limit is over; a suspended member's notes stay limited."""
    is_suspended = User.objects.filter(id=event.user_id, status=Status.SUSPENDED).exists()
    notes.limit_notes_of_author(author_id=event.user_id, is_limited=event.is_limited or is_suspended)


@subscribe(UserDeleted, later=True)
def delete_notes_of_departed(event: UserDeleted) -> None:
    """What a departed member wrote goes."""
    notes.delete_everything_of(event.user_id)
