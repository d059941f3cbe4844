"""Facts that discovery announces to the apps above."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SearchMade:
    """Somebody searched. `user_id` is None and `visitor_key` set for a visitor; `shelf` is all, notes, users,
    topics, goods or stores; `result_count` is bounded at 1,000."""

    user_id: UUID | None
    visitor_key: str
    query: str
    shelf: str
    result_count: int


@dataclass(frozen=True, slots=True)
class NoteRefused:
    """Somebody is not interested: in a note, or through it in its author, category or a topic (`scope`).
    `user_id` is None and `visitor_key` set for a visitor."""

    user_id: UUID | None
    visitor_key: str
    note_id: UUID
    scope: str


@dataclass(frozen=True, slots=True)
class RefusalWithdrawn:
    """Somebody took it back."""

    user_id: UUID | None
    visitor_key: str
    note_id: UUID
    scope: str
