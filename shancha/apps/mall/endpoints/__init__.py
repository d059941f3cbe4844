"""HTTP operations of mall, one module per thing."""

from ninja import Router

from shancha.apps.mall.endpoints import catalogue

router = Router(tags=["mall"])
router.add_router("", catalogue.router)
