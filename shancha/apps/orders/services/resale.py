"""Own use only, no resale: marks for operators who buys one article from abroad again and again."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from shancha.apps.orders.errors import ResaleFlagStateError
from shancha.apps.orders.models import ResaleFlag
from shancha.apps.orders.services.money_notices import tell_operators
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from shancha.kit.text import clean_text

# Longer than the job's hour, so that nothing is missed while workers are away for a day.
_LOOKED_BACK = timedelta(hours=26)

# What was bought lately is counted over the whole window; what an operator has looked at counts no more.
_FLAG = """
with touched as (
    select distinct i.number_hash, l.product_id
    from orders_order o join orders_buyeridentity i on i.id = o.identity_id
    join orders_orderline l on l.order_id = o.id
    where o.identity_id is not null and o.paid_at > %(recent)s
), bought as (
    select t.number_hash, t.product_id, sum(l.quantity - l.refunded_quantity)::int as pieces,
        count(distinct o.id)::int as orders, count(distinct o.buyer_id)::int as accounts,
        min(o.paid_at) as first_at, max(o.paid_at) as last_at,
        (array_agg(o.id order by o.paid_at desc, o.id desc))[1] as last_order_id,
        (array_agg(i.id order by o.paid_at desc, o.id desc))[1] as identity_id
    from touched t join orders_buyeridentity i on i.number_hash = t.number_hash
    join orders_order o on o.buyer_id = i.user_id and o.identity_id = i.id and o.status <> 'cancelled'
    join orders_orderline l on l.order_id = o.id and l.product_id = t.product_id
    where o.paid_at > greatest(%(since)s::timestamptz, (
        select max(f.reviewed_at) from orders_resaleflag f
        where f.number_hash = t.number_hash and f.product_id = t.product_id and f.status = 'reviewed'))
    group by t.number_hash, t.product_id having sum(l.quantity - l.refunded_quantity) > %(most)s
    order by last_at desc limit 500
)
insert into orders_resaleflag as f (id, number_hash, product_id, identity_id, last_order_id, pieces, orders,
    accounts, first_at, last_at, status, conclusion, created_at)
select ids.id, b.number_hash, b.product_id, b.identity_id, b.last_order_id, b.pieces, b.orders, b.accounts,
    b.first_at, b.last_at, 'open', '', %(now)s
from (select *, row_number() over () as place from bought) b
join unnest(%(ids)s::uuid[]) with ordinality as ids (id, place) using (place)
on conflict (number_hash, product_id) where status = 'open' do update
    set pieces = excluded.pieces, orders = excluded.orders, accounts = excluded.accounts,
        first_at = excluded.first_at, last_at = excluded.last_at, identity_id = excluded.identity_id,
        last_order_id = excluded.last_order_id
returning f.created_at = %(now)s
"""


@transaction.atomic
def flag_resale() -> int:
    """The job's work: flags persons who lately bought more pieces of a product across the border than
    SHANCHA_RESALE_PIECES within SHANCHA_RESALE_DAYS, and tells operators of new ones; returns how many are
    new. Run again, it brings open flags up to date. Nobody's order is touched."""
    moment = now()
    rows = sql.fetch_rows(
        _FLAG,
        {
            "recent": moment - _LOOKED_BACK,
            "since": moment - timedelta(days=settings.ENV.resale_days),
            "most": settings.ENV.resale_pieces,
            "now": moment,
            "ids": [new_id() for _ in range(500)],
        },
    )
    fresh = sum(bool(is_new) for (is_new,) in rows)
    if fresh:
        tell_operators("resale_flagged", count=fresh)
    return fresh


@transaction.atomic
def review_flag(*, flag_id: UUID, operator_id: UUID, conclusion: str) -> None:
    """An operator has looked at it; what is bought from now on is counted anew. Raises
    ResaleFlagStateError."""
    changed = ResaleFlag.objects.filter(id=flag_id, status=ResaleFlag.Status.OPEN).update(
        status=ResaleFlag.Status.REVIEWED,
        conclusion=clean_text(conclusion)[:500],
        reviewed_by_id=operator_id,
        reviewed_at=now(),
    )
    if not changed:
        raise ResaleFlagStateError
