"""Claims on their way: open, held by an unpaid order, used by a paid one, back after a refund, expired.

Each step is one statement that changes rows only while they are where the step begins; rows are locked in the
order of their ids. So two orders never use the same claim, and each step may be asked for twice.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.promotions.errors import CouponNotUsableError
from shancha.apps.promotions.events import CouponsReturned
from shancha.apps.promotions.services.coupon_log import log_claims
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.language import bilingual

# A coupon that comes back when its time is (nearly) over may be used this much longer.
GRACE = timedelta(days=3)
EXPIRE_BATCH = 1000

_HOLD = """
with locked as (
    select id from promotions_couponclaim
    where id = any(%(ids)s::uuid[]) and user_id = %(user)s and status = 'open'
        and valid_from <= %(now)s and valid_until > %(now)s
    order by id for no key update
)
update promotions_couponclaim k set status = 'held', reference_id = %(reference)s
from locked where k.id = locked.id returning k.id
"""
_MOVE = """
with locked as (
    select id from promotions_couponclaim
    where reference_id = %(reference)s and status = any(%(from)s::text[])
        and (%(ids)s::uuid[] is null or id = any(%(ids)s::uuid[]))
    order by id for no key update
)
update promotions_couponclaim k set status = %(to)s::text,
    reference_id = case when %(to)s::text = 'open' then null else k.reference_id end,
    used_at = case when %(to)s::text = 'used' then %(now)s::timestamptz end,
    valid_until = case when %(to)s::text = 'open' then greatest(k.valid_until, %(grace)s::timestamptz)
        else k.valid_until end
from locked where k.id = locked.id returning k.id, k.user_id
"""
_EXPIRE = """
with due as (
    select id from promotions_couponclaim where status = 'open' and valid_until <= %(now)s
    order by id limit %(limit)s for no key update skip locked
)
update promotions_couponclaim k set status = 'expired' from due where k.id = due.id returning k.id
"""


@transaction.atomic
def hold_coupons(*, user_id: UUID, reference_id: UUID, claim_ids: Sequence[UUID]) -> None:
    """Takes claims for an order that is being placed, all or none. Raises CouponNotUsableError, naming
    those that another order has, that are used, or out of their time."""
    wanted = set(claim_ids)
    if not wanted:
        return
    values = {"ids": list(wanted), "user": user_id, "reference": reference_id, "now": now()}
    held = {row[0] for row in sql.fetch_rows(_HOLD, values)}
    if held != wanted:
        message = bilingual("已使用或已过期", "Used or expired")
        raise CouponNotUsableError(fields={str(claim_id): message for claim_id in sorted(wanted - held)})
    log_claims(sorted(held), "held", reference_id)


@transaction.atomic
def use_coupons(*, reference_id: UUID) -> None:
    """The order is paid: what it holds is used."""
    moved = _move(reference_id, ["held"], "used")
    log_claims([claim_id for claim_id, _ in moved], "used", reference_id)


@transaction.atomic
def release_coupons(*, reference_id: UUID) -> None:
    """The order was given up: what it holds is open again. A coupon whose time ran out meanwhile, or nearly
    has, gets three days more."""
    moved = _move(reference_id, ["held"], "open")
    log_claims([claim_id for claim_id, _ in moved], "released", reference_id)


@transaction.atomic
def return_coupons(*, reference_id: UUID, claim_ids: Sequence[UUID] | None = None) -> None:
    """The orders that used them are refunded in full: all claims of the reference, or only `claim_ids` (a
    store's coupon comes back with its own order), are open again, for three days at least."""
    moved = _move(reference_id, ["used", "held"], "open", claim_ids)
    log_claims([claim_id for claim_id, _ in moved], "returned", reference_id)
    if moved:
        returned = tuple(claim_id for claim_id, _ in moved)
        publish(CouponsReturned(user_id=moved[0][1], claim_ids=returned, reference_id=reference_id))


@transaction.atomic
def expire_coupons() -> int:
    """The job's work: open claims past their time are expired, a thousand at a time; returns how many."""
    rows = sql.fetch_rows(_EXPIRE, {"now": now(), "limit": EXPIRE_BATCH})
    log_claims([row[0] for row in rows], "expired")
    return len(rows)


@transaction.atomic
def void_claim(*, claim_id: UUID) -> bool:
    """The platform takes an open claim away (fraud); returns whether it was open."""
    done = sql.execute(
        "update promotions_couponclaim set status = 'void' where id = %s and status = 'open'", [claim_id]
    )
    if done:
        log_claims([claim_id], "voided")
    return bool(done)


def _move(
    reference_id: UUID, sources: list[str], to: str, claim_ids: Sequence[UUID] | None = None
) -> list[tuple[UUID, UUID]]:
    values = {
        "reference": reference_id,
        "from": sources,
        "to": to,
        "ids": list(claim_ids) if claim_ids is not None else None,
        "now": now(),
        "grace": now() + GRACE,
    }
    return [(row[0], row[1]) for row in sql.fetch_rows(_MOVE, values)]
