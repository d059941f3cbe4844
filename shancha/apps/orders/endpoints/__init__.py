"""HTTP operations of orders, one module per thing."""

from ninja import Router

from shancha.apps.orders.endpoints import (
    addresses,
    aftersales,
    attribution,
    carts,
    checkouts,
    flash,
    merchant_orders,
    orders,
    reviews,
    settlements,
    tracking,
)

router = Router(tags=["orders"])
router.add_router("", carts.router)
router.add_router("", checkouts.router)
router.add_router("", orders.router)
router.add_router("", addresses.router)
router.add_router("", merchant_orders.router)
router.add_router("", flash.router)
router.add_router("", aftersales.router)
router.add_router("", reviews.router)
router.add_router("", settlements.router)
router.add_router("", attribution.router)
router.add_router("", tracking.router)
