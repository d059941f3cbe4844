"""What a flash order would come to, told before it is placed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shancha.apps.orders.queries.addresses import get_address
from shancha.apps.orders.services.flash_rows import FlashFacts
from shancha.apps.promotions.errors import FlashClosedError
from shancha.apps.promotions.models import FlashSale
from shancha.kit.numbers import home_date


@dataclass(frozen=True, slots=True)
class FlashQuote:
    """Fen: payable = goods + freight. `arrive_by` is the day promised when it is paid for today."""

    goods_amount: int
    freight_amount: int
    payable_amount: int
    arrive_by: date


def quote_flash_order(*, user_id: UUID, item_id: UUID, quantity: int, address_id: UUID) -> FlashQuote:
    """Prices pieces of a flash sale to one of the member's own addresses, as `place_flash_order` would; holds
    nothing. Raises FlashNotFoundError, AddressNotFoundError, FlashClosedError."""
    address = get_address(user_id, address_id)
    facts = FlashFacts(item_id)
    sale = facts.item.sale
    is_running = sale.status == FlashSale.Status.READY and sale.starts_at <= facts.at < sale.ends_at
    if not is_running or not facts.goods.is_buyable:
        raise FlashClosedError
    line = facts.price(quantity, address.region_code[:2])
    return FlashQuote(
        goods_amount=line.goods_amount,
        freight_amount=line.freight_amount - line.freight_discount,
        payable_amount=line.payable_amount,
        arrive_by=home_date(facts.arrive_by),
    )
