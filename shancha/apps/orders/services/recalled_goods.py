"""Goods that were called back are not sent any more."""

from collections.abc import Sequence

from shancha.apps.mall.models import Product
from shancha.apps.orders.errors import GoodsRecalledError
from shancha.apps.orders.models import OrderLine
from shancha.kit import sql
from shancha.kit.language import bilingual

# Shared locks: a recall at the same moment comes before or after, other parcels need not wait.
_STATES = "select id, status from mall_product where id = any(%s::uuid[]) order by id for share"


def require_not_recalled(lines: Sequence[OrderLine]) -> None:
    """Raises GoodsRecalledError naming each line whose product was called back."""
    rows = sql.fetch_rows(_STATES, [list({line.product_id for line in lines})])
    recalled = {product_id for product_id, status in rows if status == Product.Status.RECALLED}
    message = bilingual("商品已被召回，不能发货", "This was called back and can't be sent")
    wrong = {f"lines.{line.id}": message for line in lines if line.product_id in recalled}
    if wrong:
        raise GoodsRecalledError(fields=wrong)
