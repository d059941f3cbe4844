"""HTTP operations of mall, one module per thing."""

from ninja import Router

from shancha.apps.mall.endpoints import (
    catalogue,
    home,
    merchant_imports,
    merchant_products,
    merchant_stores,
    merchants,
    note_goods,
    products,
    scanning,
    stores,
    wishes,
)

router = Router(tags=["mall"])
for each in (products, home, stores, note_goods, wishes, scanning):
    router.add_router("", each.router)
router.add_router("", catalogue.router)
for each in (merchants, merchant_stores, merchant_products, merchant_imports):
    router.add_router("", each.router)
