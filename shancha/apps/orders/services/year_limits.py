"""What one person buys across the border in a calendar year: taken with the order, given back with it."""

from datetime import datetime
from uuid import UUID

from shancha.apps.orders.errors import YearLimitError
from shancha.apps.orders.queries.limits import used_in_year
from shancha.kit import sql
from shancha.kit.ids import new_id
from shancha.kit.numbers import home_date

# One statement: nobody's two orders at the same moment pass the limit together. A constraint stands behind.
_TAKE = """
insert into orders_yearuse as u (id, number_hash, year, amount, limit_amount)
select %(id)s, %(hash)s, %(year)s, %(amount)s::bigint, %(limit)s::bigint
where %(amount)s::bigint <= %(limit)s::bigint
on conflict (number_hash, year) do update
    set amount = u.amount + excluded.amount, limit_amount = excluded.limit_amount
    where u.amount + excluded.amount <= excluded.limit_amount
"""


def take(*, number_hash: str, amount: int, limit: int, at: datetime) -> None:
    """Counts `amount` fen to the year of `at` in China. Raises YearLimitError with what is left."""
    year = home_date(at).year
    values = {"id": new_id(), "hash": number_hash, "year": year, "amount": amount, "limit": limit}
    if not sql.execute(_TAKE, values):
        raise YearLimitError(extra={"left": max(limit - used_in_year(number_hash, year), 0)})


def give_back(*, order_ids: list[UUID], amount: int | None = None) -> None:
    """The orders no longer count (cancelled), or `amount` fen of one of them does not (returned within the
    customs' 30 days). Goes to the year in which they were placed; call it once for each cause."""
    sql.execute(
        """
        with back as (
            select i.number_hash, extract(year from o.created_at at time zone 'Asia/Shanghai')::int as year,
                sum(coalesce(%(amount)s::bigint, o.tax_value)) as amount
            from orders_order o join orders_buyeridentity i on i.id = o.identity_id
            where o.id = any(%(ids)s::uuid[]) and o.tax_value > 0 group by 1, 2
        )
        update orders_yearuse u set amount = greatest(u.amount - back.amount, 0)
        from back where u.number_hash = back.number_hash and u.year = back.year
        """,
        {"ids": order_ids, "amount": amount},
    )
