"""HTTP operations of payments, one module per thing."""

from ninja import Router

router = Router(tags=["payments"])
