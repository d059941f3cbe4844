"""Touches and visits counted by store, source and day, so that figures read a few rows however many there
are."""

from datetime import date, timedelta

from django.db import transaction

from shancha.apps.orders.models import NoteTouches
from shancha.apps.orders.services.crediting import KEPT
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.numbers import home_date

# A touch of a note alone meets all goods that the note names. Who tapped a product and wished for it on the
# same day wished for it because of the note.
_MET = """
met as (
    select p.store_id, t.note_id, t.who, t.kind, t.kind = 'tag' and exists (
        select 1 from mall_wish w where w.owner_id = t.user_id and w.product_id = t.product_id
            and (w.created_at at time zone 'Asia/Shanghai')::date = t.day) as is_wanted
    from (
        select coalesce(user_id::text, visitor_key) as who, user_id, note_id, product_id, kind, day
        from orders_touch where day = %(day)s) t
    join mall_noteproduct k on k.note_id = t.note_id
        and (t.product_id is null or t.product_id = k.product_id)
    join mall_product p on p.id = k.product_id
)
"""
_STEPS = """
count(distinct who) filter (where kind = 'impression') as impressions,
count(distinct who) filter (where kind = 'open') as opens,
count(distinct who) filter (where kind = 'tag') as views,
count(distinct who) filter (where is_wanted) as wants,
count(distinct who) filter (where kind = 'cart') as carts
"""
_COUNT = """
insert into orders_storetouches (store_id, day, source, impressions, opens, views, wants, carts)
{counted}
on conflict (store_id, day, source) do update set impressions = excluded.impressions,
    opens = excluded.opens, views = excluded.views, wants = excluded.wants, carts = excluded.carts
"""
_TOUCHES = "with {met} select store_id, %(day)s::date, 'note', {steps} from met group by 1"
_COUNT_TOUCHES = _COUNT.format(counted=_TOUCHES.format(met=_MET, steps=_STEPS))
_COUNT_VISITS = _COUNT.format(
    counted="""
with met as (
    select v.store_id, v.source, v.person, v.kind, v.kind = 'view' and exists (
        select 1 from mall_wish w
        where w.owner_id = case when v.person like 'u:%%' then substr(v.person, 3)::uuid end
            and w.product_id = v.product_id
            and (w.created_at at time zone 'Asia/Shanghai')::date = v.day) as is_wanted
    from orders_visit v where v.day = %(day)s
)
select store_id, %(day)s::date, source, 0, count(distinct person) filter (where kind = 'open'),
    count(distinct person) filter (where kind = 'view'), count(distinct person) filter (where is_wanted),
    count(distinct person) filter (where kind = 'cart')
from met group by 1, 3
"""
)
# Fifty notes of a store and day: those that led most people on.
_NOTES = """
with {met}, counted as (select store_id, note_id, {steps} from met group by 1, 2), ranked as (
    select counted.*, row_number() over (
        partition by store_id order by carts desc, wants desc, views desc, opens desc, impressions desc,
        note_id) as place
    from counted
)
insert into orders_notetouches (store_id, day, note_id, impressions, opens, views, wants, carts)
select store_id, %(day)s::date, note_id, impressions, opens, views, wants, carts
from ranked where place <= 50
"""
_COUNT_NOTES = _NOTES.format(met=_MET, steps=_STEPS)


def count_touches() -> int:
    """The job's work: counts today's and yesterday's touches and visits anew; returns for how many stores and
    sources."""
    today = home_date()
    return sum(count_day(day) for day in (today - timedelta(days=1), today))


@transaction.atomic
def count_day(day: date) -> int:
    """Counts one day anew; returns for how many stores and sources there was something."""
    values = {"day": day}
    sql.execute("delete from orders_notetouches where day = %(day)s", values)
    sql.execute(_COUNT_NOTES, values)
    return sql.execute(_COUNT_TOUCHES, values) + sql.execute(_COUNT_VISITS, values)


def forget_note_touches() -> int:
    """The job's work: notes' counts older than figures look back; returns how many went."""
    return NoteTouches.objects.filter(day__lt=home_date(now() - KEPT)).delete()[0]
