"""Facts the community announces to the apps above."""

from dataclasses import dataclass
from uuid import UUID


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
