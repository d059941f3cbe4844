"""Touches counted by store and day, so that a store's figures read a few rows however many there are."""

from datetime import date, timedelta

from django.db import transaction

from shancha.kit import sql
from shancha.kit.numbers import home_date

# A touch of a note alone meets all goods that the note names.
_COUNT = """
insert into orders_storetouches (store_id, day, impressions, opens, views, carts)
select p.store_id, t.day, count(distinct t.who) filter (where t.kind = 'impression'),
    count(distinct t.who) filter (where t.kind = 'open'),
    count(distinct t.who) filter (where t.kind = 'tag'),
    count(distinct t.who) filter (where t.kind = 'cart')
from (
    select coalesce(user_id::text, visitor_key) as who, note_id, product_id, kind, day
    from orders_touch where day = %(day)s) t
join mall_noteproduct k on k.note_id = t.note_id and (t.product_id is null or t.product_id = k.product_id)
join mall_product p on p.id = k.product_id
group by 1, 2
on conflict (store_id, day) do update set impressions = excluded.impressions, opens = excluded.opens,
    views = excluded.views, carts = excluded.carts
"""


def count_touches() -> int:
    """The job's work: counts today's and yesterday's touches anew; returns for how many stores."""
    today = home_date()
    return sum(count_day(day) for day in (today - timedelta(days=1), today))


@transaction.atomic
def count_day(day: date) -> int:
    """Counts one day anew; returns for how many stores there were touches."""
    return sql.execute(_COUNT, {"day": day})
