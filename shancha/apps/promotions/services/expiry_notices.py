"""Members are told in time that coupons of theirs are about to expire."""

from datetime import timedelta

from django.db import transaction

from shancha.apps.messaging.services import Notice, notify_many
from shancha.kit import sql
from shancha.kit.clock import now

REMIND_BEFORE = timedelta(days=2)
BATCH = 500

# The members whose coupons run out soon, each with all of theirs, marked so that they are told once.
_DUE = """
with due as (
    select id from promotions_couponclaim
    where status = 'open' and reminded_at is null and valid_until > %(now)s and valid_until <= %(soon)s
    order by id limit %(limit)s for no key update skip locked
), told as (
    update promotions_couponclaim k set reminded_at = %(now)s from due where k.id = due.id
    returning k.user_id, k.coupon_id, k.valid_until
)
select t.user_id, count(*), (array_agg(c.name_zh order by t.valid_until))[1],
    (array_agg(coalesce(nullif(c.name_en, ''), c.name_zh) order by t.valid_until))[1],
    to_char(min(t.valid_until) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')
from told t join promotions_coupon c on c.id = t.coupon_id group by t.user_id
"""


@transaction.atomic
def remind_of_coupons() -> int:
    """The job's work: one notice for each member whose coupons expire within two days. Each claim is told of
    once; returns how many members were told."""
    rows = sql.fetch_rows(_DUE, {"now": now(), "soon": now() + REMIND_BEFORE, "limit": BATCH})
    notify_many(
        Notice(
            user_id=user_id,
            lane="process",
            kind="coupon_expiring",
            subject_kind="coupon",
            group_key="coupon_expiring",
            payload={"count": count, "name_zh": name_zh, "name_en": name_en, "date": date},
        )
        for user_id, count, name_zh, name_en, date in rows
    )
    return len(rows)
