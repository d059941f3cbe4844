"""HTTP operations of the community, one module per thing."""

from ninja import Router

from shancha.apps.community.endpoints import uploads

router = Router(tags=["community"])
router.add_router("", uploads.router)
