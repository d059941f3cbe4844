"""Reads of the event log."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.kit import sql

_MOST = 50_000


def export(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields (path inside the export, content): what the log holds under the member's name, newest first, at
    most fifty thousand lines."""
    yield (
        "events.json",
        sql.fetch_all(
            """
        select at, kind, note_id, subject_id, ms, context::text as context from insights_event
        where person = %s order by at desc limit %s
        """,
            [f"u:{user_id}", _MOST],
        ),
    )


def estimate_event_count() -> int:
    """About how many events there are, from PostgreSQL's own statistics."""
    return int(
        sql.fetch_value(
            """
            select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'insights_event'::regclass
            """
        )
    )
