"""Notices for tests."""

from typing import Any
from uuid import UUID

from shancha.apps.messaging import services
from shancha.kit.ids import new_id


def give_like(user_id: UUID, actor_id: UUID, *, note_id: UUID | None = None, **fields: Any) -> None:
    """A like of a note, as the community tells it."""
    note_id = note_id or new_id()
    services.notify(
        user_id=user_id,
        lane="likes",
        kind="note_liked",
        actor_id=actor_id,
        subject_kind="note",
        subject_id=note_id,
        group_key=f"note_liked:{note_id}",
        payload={"note_title": "秋天的第一杯"},
        **fields,
    )
