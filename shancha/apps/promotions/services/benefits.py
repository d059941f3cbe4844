"""What an order takes of its buyer's benefits, in one call for each step: coupons, and the card's free
deliveries; pieces of a flash sale. `reference_id` is the group of orders."""

from uuid import UUID

from django.db import transaction

from shancha.apps.promotions.pricing import Quote
from shancha.apps.promotions.services import coupon_states, flash, member_benefits


@transaction.atomic
def hold_benefits(*, user_id: UUID, reference_id: UUID, quote: Quote) -> None:
    """The order is placed at this quote. Raises CouponNotUsableError and FreeDeliveriesUsedError when
    something it counts on went to another order meanwhile."""
    coupon_states.hold_coupons(user_id=user_id, reference_id=reference_id, claim_ids=quote.used_coupons)
    member_benefits.hold(
        user_id=user_id,
        reference_id=reference_id,
        free_deliveries=quote.free_deliveries_used,
        saved_amount=quote.member_saving,
    )


@transaction.atomic
def use_benefits(*, reference_id: UUID) -> None:
    """The order is paid. Safe to call twice."""
    flash.use_flash(reference_id=reference_id)
    coupon_states.use_coupons(reference_id=reference_id)
    member_benefits.use(reference_id=reference_id)


@transaction.atomic
def release_benefits(*, reference_id: UUID) -> None:
    """The order was given up before it was paid. Safe to call twice. What it got in a flash sale is given
    back by `flash.release_flash`, before its stock is."""
    coupon_states.release_coupons(reference_id=reference_id)
    member_benefits.give_back(reference_id=reference_id)


@transaction.atomic
def return_benefits(*, reference_id: UUID) -> None:
    """All orders of the group are refunded in full. Safe to call twice. For the coupon of one store alone
    see `coupon_states.return_coupons`."""
    coupon_states.return_coupons(reference_id=reference_id)
    member_benefits.give_back(reference_id=reference_id)
