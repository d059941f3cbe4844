"""The other piece of an exchange: taken from the stock of the order's warehouse under the same guards as an
order, set aside when the store agrees, gone when it is sent, given back when the case ends otherwise."""

from shancha.apps.mall.errors import OutOfStockError
from shancha.apps.mall.models import Reservation
from shancha.apps.mall.services import stock
from shancha.apps.orders.errors import ReplacementMissingError
from shancha.apps.orders.models import AfterSale, OrderLine
from shancha.apps.orders.services.recalled_goods import require_not_recalled


def set_aside(case: AfterSale) -> None:
    """Promises the pieces to a locked case, unless it holds them; what it gave back is promised anew. Raises
    ReplacementMissingError where too few are left, and GoodsRecalledError."""
    line = OrderLine.objects.select_related("order").get(id=case.line_id)
    require_not_recalled([line])
    held = Reservation.objects.filter(reference_id=case.id, status=Reservation.Status.HELD)
    if held.exists():
        return
    try:
        stock.reserve(reference_id=case.id, lines=[(line.variant_id, line.order.warehouse_id, case.quantity)])
    except OutOfStockError as error:
        raise ReplacementMissingError from error


def send(case: AfterSale) -> None:
    """The pieces leave the house. Raises ReplacementMissingError, GoodsRecalledError."""
    set_aside(case)
    stock.consume(case.id, reason="exchange")


def give_back(case: AfterSale) -> None:
    """The case ended without another piece. Safe to call twice, and after the piece was sent."""
    stock.release(case.id)
