"""Who wishes for something is told when it gets cheaper or comes back; who leaves is forgotten."""

from shancha.apps.accounts import events as accounts
from shancha.apps.mall import events
from shancha.apps.mall.services import store_follows, wants, wishes
from shancha.kit.events import subscribe


@subscribe(events.PriceDropped, later=True)
def tell_price_drop(event: events.PriceDropped) -> None:
    """Everybody who waits for a lower price hears of it, once."""
    wishes.tell_price_drop(
        product_id=event.product_id, variant_id=event.variant_id, old=event.old, new=event.new
    )


@subscribe(events.BackInStock, later=True)
def tell_back_in_stock(event: events.BackInStock) -> None:
    """Everybody who waits for it hears that it can be had again."""
    wishes.tell_back_in_stock(product_id=event.product_id, variant_id=event.variant_id)


@subscribe(accounts.UserDeleted, later=True)
def forget_member(event: accounts.UserDeleted) -> None:
    """Wishes, wants and followed stores do not outlive the account."""
    wishes.forget_member(event.user_id)
    wants.forget_member(event.user_id)
    store_follows.forget_member(event.user_id)
