"""Newcomers' guaranteed first exposure: promised at publishing, counted by real views, shown as figures."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from shancha.kit import clock, sql

PROMISED_VIEWS = 50
WITHIN = timedelta(hours=48)
FIRST_NOTES = 3
FIRST_DAYS = 30
SMALL_AUDIENCE = 100


def promise_views(note_id: UUID) -> bool:
    """Promises a newcomer's note its first views: one of the first three notes, or an account younger than
    thirty days, and fewer than a hundred followers. Returns whether it was; repeating changes nothing."""
    at = clock.now()
    return bool(
        sql.execute(
            """
            insert into discovery_exposure (note_id, author_id, category_slug, promised, delivered,
                created_at, due_at)
            select n.id, n.author_id, n.category_slug, %(views)s, 0, %(now)s, %(due)s
            from community_note n join accounts_user u on u.id = n.author_id
            where n.id = %(note)s::uuid and n.is_recommendable and u.follower_count < %(audience)s
              and u.role = 'member' and not n.is_paid_cooperation and n.original_note_id is null
              and (u.joined_at > %(young)s or (select count(*) from (
                    select 1 from community_note o where o.author_id = u.id and o.state = 'public'
                    limit %(first)s + 1) own) <= %(first)s)
            on conflict do nothing
            """,
            {
                "note": note_id,
                "views": PROMISED_VIEWS,
                "audience": SMALL_AUDIENCE,
                "now": at,
                "due": at + WITHIN,
                "young": at - timedelta(days=FIRST_DAYS),
                "first": FIRST_NOTES,
            },
        )
    )


def count_views(note_ids: Sequence[UUID]) -> None:
    """Counts one more view for each of these notes that is owed some. Each viewer is counted once: the
    caller passes only notes that the viewer had not seen."""
    if note_ids:
        sql.execute(
            """
            update discovery_exposure set delivered = delivered + 1,
                kept_at = case when delivered + 1 >= promised then coalesce(kept_at, %(now)s) else kept_at end
            where note_id = any(%(ids)s::uuid[]) and kept_at is null
            """,
            {"ids": sorted(note_ids), "now": clock.now()},
        )


def fairness(*, days: int = 30) -> dict[str, Any]:
    """How the promise was kept for notes whose time is over: notes promised, kept, views promised and
    delivered, and the Gini coefficient of the views delivered (0: all equal)."""
    rows = sql.fetch_rows(
        """
        select promised, delivered from discovery_exposure
        where created_at > now() - make_interval(days => %s) and (due_at < now() or kept_at is not null)
        order by delivered
        """,
        [days],
    )
    delivered = [row[1] for row in rows]
    total, count = sum(delivered), len(delivered)
    weighted = sum(place * views for place, views in enumerate(delivered, 1))
    gini = (2 * weighted / (count * total) - (count + 1) / count) if total else 0.0
    return {
        "notes": count,
        "kept": sum(1 for promised, views in rows if views >= promised),
        "promised": sum(row[0] for row in rows),
        "delivered": total,
        "gini": round(gini, 3),
    }
