"""HTTP operations of wallet, one module per thing."""

from ninja import Router

from shancha.apps.wallet.endpoints import wallets

router = Router(tags=["wallet"])
router.add_router("", wallets.router)
