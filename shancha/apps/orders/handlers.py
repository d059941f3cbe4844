"""What orders do when something happens in the apps below."""

from shancha.apps.accounts.events import VisitorAdopted
from shancha.apps.orders.services import carts
from shancha.kit.events import subscribe


@subscribe(VisitorAdopted)
def take_over_cart(event: VisitorAdopted) -> None:
    """The cart follows who signed in."""
    carts.merge_cart(user_id=event.user_id, visitor_key=event.visitor_key)
