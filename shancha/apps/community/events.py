"""Facts the community announces to the apps above."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DraftPublished:
    """A draft became a note, or the edit of one, and is about to end. Announced in the same transaction,
    before the draft is gone: whoever kept something beside the draft moves it to the note now."""

    draft_id: UUID
    note_id: UUID
    author_id: UUID


@dataclass(frozen=True, slots=True)
class NotePublished:
    """A note became visible to others for the first time: at once, at its hour, or after a review.

    `visibility` is public or followers; a note for its author alone is announced when it is opened up.
    """

    note_id: UUID
    author_id: UUID
    visibility: str


@dataclass(frozen=True, slots=True)
class NoteChanged:
    """What a published note says or shows, or who may see it, changed."""

    note_id: UUID
    author_id: UUID


@dataclass(frozen=True, slots=True)
class NoteWithdrawn:
    """A note that everybody could see no longer is: made private, hidden, removed or deleted."""

    note_id: UUID
    author_id: UUID


@dataclass(frozen=True, slots=True)
class NoteFeatured:
    """An editor picked a note (精选), or took the mark back."""

    note_id: UUID
    author_id: UUID
    is_featured: bool


@dataclass(frozen=True, slots=True)
class NoteLifted:
    """A note's reception brought it to everybody's home page, for the first time."""

    note_id: UUID
    author_id: UUID


@dataclass(frozen=True, slots=True)
class NoteLiked:
    """A member liked a note."""

    note_id: UUID
    author_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class NoteUnliked:
    """A member took a like back."""

    note_id: UUID
    author_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class NoteCollected:
    """A member keeps a note that they did not keep before."""

    note_id: UUID
    author_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class NoteUncollected:
    """A member no longer keeps a note in any board."""

    note_id: UUID
    author_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class NoteFoundHelpful:
    """A member says that a note helped them."""

    note_id: UUID
    author_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class NoteShared:
    """A note was sent on under a trace code; `user_id` is None for a visitor."""

    note_id: UUID
    user_id: UUID | None
    code: str
    channel: str


@dataclass(frozen=True, slots=True)
class ShareArrived:
    """Somebody came by a shared address for the first time; `sharer_id` is who had sent it."""

    note_id: UUID
    code: str
    channel: str
    sharer_id: UUID | None
    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class CommentPublished:
    """A comment became visible to others: at once, or after a review."""

    comment_id: UUID
    note_id: UUID
    author_id: UUID


@dataclass(frozen=True, slots=True)
class CommentDeleted:
    """A comment was deleted by its writer or by the note's author."""

    comment_id: UUID
    note_id: UUID
    author_id: UUID


@dataclass(frozen=True, slots=True)
class CommentLiked:
    """A member liked a comment for the first time."""

    comment_id: UUID
    note_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class CommentUnliked:
    """A member took a like of a comment back."""

    comment_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class TopicFollowed:
    """A member follows a topic that they did not follow before."""

    topic_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class TopicUnfollowed:
    """A member no longer follows a topic."""

    topic_id: UUID
    user_id: UUID


@dataclass(frozen=True, slots=True)
class TopicChanged:
    """A topic's name, introduction, state or place in the lists changed, or it came to be."""

    topic_id: UUID
