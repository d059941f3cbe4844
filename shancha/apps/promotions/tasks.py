"""Entry points of the jobs of promotions: each calls one service and may run twice."""

from shancha.apps.promotions.services import coupon_states, expiry_notices, flash, membership
from shancha.kit.jobs import periodic


@periodic("*/5 * * * *", "promotions.expire_coupons")
def expire_coupons() -> None:
    """Marks open coupons past their time."""
    while coupon_states.expire_coupons() == coupon_states.EXPIRE_BATCH:
        pass


@periodic("17 * * * *", "promotions.remind_of_coupons")
def remind_of_coupons() -> None:
    """Tells members of coupons that expire within two days."""
    while expiry_notices.remind_of_coupons():
        pass


@periodic("*/10 * * * *", "promotions.expire_memberships")
def expire_memberships() -> None:
    """Marks cards whose time is over."""
    while membership.expire_memberships() == membership.BATCH:
        pass


@periodic("41 1 * * *", "promotions.remind_endings")
def remind_endings() -> None:
    """Tells holders whose cards end soon, with a bill where they wished one."""
    while membership.remind_endings() == membership.BATCH:
        pass


@periodic("* * * * *", "promotions.end_flash_sales")
def end_flash_sales() -> None:
    """Ends flash sales whose time is over."""
    while flash.end_due_sales() == flash.BATCH:
        pass
