"""HTTP operations of promotions, one module per thing."""

from ninja import Router

from shancha.apps.promotions.endpoints import coupons, flash, membership, store_coupons

router = Router(tags=["promotions"])
router.add_router("", coupons.router)
router.add_router("", flash.router)
router.add_router("", membership.router)
router.add_router("", store_coupons.router)
