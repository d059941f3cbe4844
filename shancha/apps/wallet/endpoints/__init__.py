"""HTTP operations of wallet, one module per thing."""

from ninja import Router

router = Router(tags=["wallet"])
