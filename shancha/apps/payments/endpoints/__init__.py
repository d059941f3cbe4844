"""HTTP operations of payments, one module per thing."""

from ninja import Router

from shancha.apps.payments.endpoints import payments

router = Router(tags=["payments"])
router.add_router("", payments.router)
