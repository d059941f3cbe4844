"""Credits of notes: for their author, and for the store that sold. Nobody learns who bought."""

from typing import Any
from uuid import UUID

from shancha.apps.orders.models import AttributionRule, Credit
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.pagination import decode_cursor, encode_cursor

_TOTALS = """
select count(*)::int, count(distinct note_id)::int,
    coalesce(sum(amount - returned) filter (where status = 'pending'), 0)::bigint,
    coalesce(sum(amount - returned) filter (where status = 'kept'), 0)::bigint,
    coalesce(sum(returned), 0)::bigint
from orders_credit where {column} = %s
"""
_BY_NOTE = """
select c.note_id, n.title, u.handle, u.nickname, count(*)::int as credits,
    sum(c.amount)::bigint as amount, sum(c.returned)::bigint as returned
from orders_credit c join community_note n on n.id = c.note_id join accounts_user u on u.id = c.author_id
where c.store_id = %s group by 1, 2, 3, 4 order by sum(c.amount - c.returned) desc, c.note_id limit 50
"""


def list_author_credits(*, author_id: UUID, cursor: str, limit: int) -> dict[str, Any]:
    """What one's notes led to, sale by sale, latest first."""
    return _page(Credit.objects.filter(author_id=author_id), cursor, limit)


def list_store_credits(*, store_id: UUID, cursor: str, limit: int) -> dict[str, Any]:
    """Which notes led to the store's sales, latest first."""
    return _page(Credit.objects.filter(store_id=store_id), cursor, limit)


def author_totals(author_id: UUID) -> dict[str, Any]:
    """Sums over all credits of an author, fen, and the rule that holds now."""
    return _totals("author_id", author_id)


def store_totals(store_id: UUID) -> dict[str, Any]:
    """The same for a store, with the fifty notes that brought most."""
    rows = sql.fetch_all(_BY_NOTE, [store_id])
    return {**_totals("store_id", store_id), "notes": rows}


def _totals(column: str, owner_id: UUID) -> dict[str, Any]:
    count, notes, pending, kept, returned = sql.fetch_rows(_TOTALS.format(column=column), [owner_id])[0]
    rule = AttributionRule.objects.filter(active_from__lte=now()).latest("active_from", "version")
    return {
        "count": count,
        "note_count": notes,
        "pending_amount": pending,
        "kept_amount": kept,
        "returned_amount": returned,
        "rule": {"version": rule.version, "window_days": rule.window_days, "weights": rule.weights},
    }


def _page(rows: Any, cursor: str, limit: int) -> dict[str, Any]:
    after = decode_cursor(cursor, UUID)
    if after:
        rows = rows.filter(id__lt=after[0])
    found = list(rows.select_related("note", "line").order_by("-id")[: limit + 1])
    items = [
        {
            "id": each.id,
            "note_id": each.note_id,
            "note_title": each.note.title,
            "product_id": each.product_id,
            "product_title": each.line.title,
            "picture": each.line.picture,
            "share_bp": each.share_bp,
            "amount": each.amount,
            "returned": each.returned,
            "status": each.status,
            "rule_version": each.rule_id,
            "touches": each.touches,
            "created_at": each.created_at,
        }
        for each in found[:limit]
    ]
    return {"items": items, "next_cursor": encode_cursor(found[limit - 1].id) if len(found) > limit else None}
