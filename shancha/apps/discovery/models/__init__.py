"""Tables of discovery, one module per thing."""

from shancha.apps.discovery.models.ranking import Exposure, Feedback, FeedSession, NoteScore, Profile, Touch
from shancha.apps.discovery.models.search import (
    IndexChange,
    IndexState,
    MissingQuery,
    PinnedResult,
    SearchHistory,
    SearchLog,
    SearchQuery,
    Synonym,
)

__all__ = [
    "Exposure",
    "FeedSession",
    "Feedback",
    "IndexChange",
    "IndexState",
    "MissingQuery",
    "NoteScore",
    "PinnedResult",
    "Profile",
    "SearchHistory",
    "SearchLog",
    "SearchQuery",
    "Synonym",
    "Touch",
]
