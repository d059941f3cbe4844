"""The tax table in force, and what is left of a buyer's year."""

from datetime import date
from uuid import UUID

import orjson

from shancha.apps.orders.errors import IdentityNotFoundError
from shancha.apps.orders.taxes import TaxRules
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.numbers import home_date

# Tables are only ever added, and each holds from a day on: what was read for a day stays true, but a table
# that an operator adds for today must be seen soon.
_CACHE_SECONDS = 60
_cached: dict[date, tuple[float, TaxRules]] = {}


def rules_on(day: date) -> TaxRules:
    """The table in force on a day. One is seeded from 2019-01-01 on."""
    known, stamp = _cached.get(day), now().timestamp()
    if known and 0 <= stamp - known[0] < _CACHE_SECONDS:
        return known[1]
    version, rules = sql.fetch_rows(
        """
        select version, rules::text from orders_taxtable where effective_from <= %s
        order by effective_from desc limit 1
        """,
        [day],
    )[0]
    loaded = TaxRules.load(version, orjson.loads(rules))
    if len(_cached) > 30:
        _cached.clear()
    _cached[day] = (stamp, loaded)
    return loaded


def used_in_year(number_hash: str, year: int) -> int:
    """What a person has bought across the border in a year, fen."""
    found = sql.fetch_value(
        "select amount from orders_yearuse where number_hash = %s and year = %s", [number_hash, year]
    )
    return int(found or 0)


def get_allowance(*, user_id: UUID, identity_id: UUID) -> dict[str, int]:
    """Limit, used and left of the present year. Raises IdentityNotFoundError."""
    hashed = sql.fetch_value(
        "select number_hash from orders_buyeridentity where id = %s and user_id = %s and removed_at is null",
        [identity_id, user_id],
    )
    if hashed is None:
        raise IdentityNotFoundError
    today = home_date()
    limit, used = rules_on(today).year_limit, used_in_year(hashed, today.year)
    return {
        "year": today.year,
        "limit_amount": limit,
        "used_amount": used,
        "left_amount": max(limit - used, 0),
    }
