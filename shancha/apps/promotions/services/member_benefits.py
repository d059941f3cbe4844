"""The card's benefits that run out or are counted: free deliveries, and what it saved."""

from uuid import UUID

from django.db import transaction

from shancha.apps.promotions.errors import FreeDeliveriesUsedError
from shancha.apps.promotions.models import MembershipUse
from shancha.apps.promotions.queries.pocket import DELIVERY_PERIOD
from shancha.kit import sql
from shancha.kit.clock import now

# Counts anew when the period is over; changes nothing unless enough are left.
_TAKE = """
update promotions_membership m set
    deliveries_used = %(count)s + case when m.deliveries_since <= %(begun)s then 0 else m.deliveries_used end,
    deliveries_since = case when m.deliveries_since <= %(begun)s then %(now)s else m.deliveries_since end
from promotions_membershipplan p
where m.user_id = %(user)s and p.id = m.plan_id and m.ends_at > %(now)s
    and %(count)s + case when m.deliveries_since <= %(begun)s then 0 else m.deliveries_used end
        <= p.free_deliveries
"""
_USE = """
with used as (
    update promotions_membershipuse set status = 'used'
    where reference_id = %(reference)s and status = 'held' returning membership_id, saved_amount
)
update promotions_membership m set saved_amount = m.saved_amount + used.saved_amount
from used where m.user_id = used.membership_id
"""
_GIVE_BACK = """
with was as (
    select reference_id, status, created_at from promotions_membershipuse
    where reference_id = %(reference)s and status <> 'returned' for update
), back as (
    update promotions_membershipuse u set status = 'returned' from was
    where u.reference_id = was.reference_id
    returning u.membership_id, u.free_deliveries, was.created_at,
        case when was.status = 'used' then u.saved_amount else 0 end as saved_amount
)
update promotions_membership m set
    deliveries_used = m.deliveries_used - case when back.created_at >= m.deliveries_since
        then least(back.free_deliveries, m.deliveries_used) else 0 end,
    saved_amount = greatest(m.saved_amount - back.saved_amount, 0)
from back where m.user_id = back.membership_id
"""


@transaction.atomic
def hold(*, user_id: UUID, reference_id: UUID, free_deliveries: int, saved_amount: int) -> None:
    """Takes free deliveries for an order, and notes what the card saves on it in fen. Raises
    FreeDeliveriesUsedError when fewer are left."""
    if not free_deliveries and not saved_amount:
        return
    if free_deliveries:
        values = {
            "user": user_id,
            "count": free_deliveries,
            "now": now(),
            "begun": now() - DELIVERY_PERIOD,
        }
        if not sql.execute(_TAKE, values):
            raise FreeDeliveriesUsedError
    sql.execute(
        """
        insert into promotions_membershipuse
            (reference_id, membership_id, free_deliveries, saved_amount, status, created_at)
        values (%s, %s, %s, %s, 'held', %s)
        """,
        [reference_id, user_id, free_deliveries, saved_amount, now()],
    )


@transaction.atomic
def hold_care(*, user_id: UUID, reference_id: UUID) -> None:
    """The card does something for an after-sales case that costs it nothing by itself; once it does, or may
    still do it, the card has given something. End it with `use` or `give_back`."""
    MembershipUse.objects.create(reference_id=reference_id, membership_id=user_id)


@transaction.atomic
def use(*, reference_id: UUID) -> None:
    """The order is paid: what the card saved on it counts."""
    sql.execute(_USE, {"reference": reference_id})


@transaction.atomic
def give_back(*, reference_id: UUID) -> None:
    """The order was given up or refunded: its free deliveries and its saving no longer count."""
    sql.execute(_GIVE_BACK, {"reference": reference_id})
