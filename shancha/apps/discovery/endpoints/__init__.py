"""HTTP operations of discovery, one module per thing."""

from ninja import Router

from shancha.apps.discovery.endpoints import feed, goods, search

router = Router(tags=["discovery"])
router.add_router("", feed.router)
router.add_router("", search.router)
router.add_router("", goods.router)
