"""The index follows what can be found."""

from shancha.apps.accounts import events as accounts
from shancha.apps.community import events as community
from shancha.apps.discovery.services import indexing, search_log
from shancha.kit.events import subscribe


@subscribe(community.NotePublished)
def index_published_note(event: community.NotePublished) -> None:
    """A new note can be found within two seconds."""
    indexing.note_changed(event.note_id)


@subscribe(community.NoteChanged)
def index_changed_note(event: community.NoteChanged) -> None:
    """An edited note is found by its new words."""
    indexing.note_changed(event.note_id)


@subscribe(community.NoteWithdrawn)
def drop_withdrawn_note(event: community.NoteWithdrawn) -> None:
    """A note that is no longer public is not found."""
    indexing.note_changed(event.note_id)


@subscribe(community.NoteFeatured)
def index_featured_note(event: community.NoteFeatured) -> None:
    """A featured note stands a little higher."""
    indexing.note_changed(event.note_id)


@subscribe(community.TopicChanged)
def index_topic(event: community.TopicChanged) -> None:
    """A topic is found by its present name, a banned one not at all."""
    indexing.topic_changed(event.topic_id)


@subscribe(accounts.UserRegistered)
def index_new_member(event: accounts.UserRegistered) -> None:
    """A new member can be found."""
    indexing.user_changed(event.user_id)


@subscribe(accounts.ProfileChanged)
def index_changed_profile(event: accounts.ProfileChanged) -> None:
    """A member is found by the present name."""
    indexing.user_changed(event.user_id)


@subscribe(accounts.UserFollowed)
def index_more_followers(event: accounts.UserFollowed) -> None:
    """Members are ordered by followers too."""
    indexing.user_figures_changed(event.followee_id)


@subscribe(accounts.UserUnfollowed)
def index_fewer_followers(event: accounts.UserUnfollowed) -> None:
    """Members are ordered by followers too."""
    indexing.user_figures_changed(event.followee_id)


@subscribe(accounts.UserSuspended)
def drop_suspended_member(event: accounts.UserSuspended) -> None:
    """A suspended member is not found, nor what they wrote."""
    indexing.user_changed(event.user_id)
    indexing.notes_of_author_changed(event.user_id)


@subscribe(accounts.UserUnsuspended)
def index_unsuspended_member(event: accounts.UserUnsuspended) -> None:
    """A member in good standing is found again."""
    indexing.user_changed(event.user_id)
    indexing.notes_of_author_changed(event.user_id)


@subscribe(accounts.DeletionRequested)
def drop_departing_member(event: accounts.DeletionRequested) -> None:
    """Who is about to leave is not found."""
    indexing.user_changed(event.user_id)
    indexing.notes_of_author_changed(event.user_id)


@subscribe(accounts.DeletionCancelled)
def index_returned_member(event: accounts.DeletionCancelled) -> None:
    """Who came back is found again."""
    indexing.user_changed(event.user_id)
    indexing.notes_of_author_changed(event.user_id)


@subscribe(accounts.UserDeleted)
def forget_departed_member(event: accounts.UserDeleted) -> None:
    """A departed member is not found, and nothing tells what they searched for."""
    indexing.user_changed(event.user_id)
    search_log.clear_history(key=f"u:{event.user_id}")
