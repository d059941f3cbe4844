"""Tables of the community, one module per thing."""

from shancha.apps.community.models.boards import Board, BoardItem, Collect
from shancha.apps.community.models.categories import Category
from shancha.apps.community.models.comments import Comment, CommentFilter, CommentLike, CommentState, Mention
from shancha.apps.community.models.creators import CreatorRule
from shancha.apps.community.models.drafts import Draft, DraftAsset
from shancha.apps.community.models.media import Asset, Upload
from shancha.apps.community.models.notes import (
    Helpful,
    Like,
    Note,
    NoteAsset,
    NoteHistory,
    Share,
    ShareArrival,
)
from shancha.apps.community.models.topics import NoteTopic, Topic, TopicAlias, TopicFollow, TopicState

__all__ = [
    "Asset",
    "Board",
    "BoardItem",
    "Category",
    "Collect",
    "Comment",
    "CommentFilter",
    "CommentLike",
    "CommentState",
    "CreatorRule",
    "Draft",
    "DraftAsset",
    "Helpful",
    "Like",
    "Mention",
    "Note",
    "NoteAsset",
    "NoteHistory",
    "NoteTopic",
    "Share",
    "ShareArrival",
    "Topic",
    "TopicAlias",
    "TopicFollow",
    "TopicState",
    "Upload",
]
