"""HTTP operations of orders, one module per thing."""

from ninja import Router

from shancha.apps.orders.endpoints import addresses, carts

router = Router(tags=["orders"])
router.add_router("", addresses.router)
router.add_router("", carts.router)
