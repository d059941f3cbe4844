"""Reads of the event log."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shancha.kit import sql

# Lines of one file of an export, so that a long life is never held in memory whole.
_PAGE = 20_000
_LAST_ID = UUID(int=2**128 - 1)


def export(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields (path inside the export, content): all that the log holds under the member's name, newest first,
    over as many files as it takes."""
    number, before = 1, (datetime.max.replace(tzinfo=UTC), _LAST_ID)
    while True:
        rows = sql.fetch_all(
            """
            select id, at, kind, note_id, subject_id, ms, context::text as context from insights_event
            where person = %s and (at, id) < (%s::timestamptz, %s::uuid) order by at desc, id desc limit %s
            """,
            [f"u:{user_id}", *before, _PAGE],
        )
        if rows or number == 1:
            yield f"events-{number}.json", rows
        if len(rows) < _PAGE:
            return
        number, before = number + 1, (rows[-1]["at"], rows[-1]["id"])


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
