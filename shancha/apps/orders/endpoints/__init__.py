"""HTTP operations of orders, one module per thing."""

from ninja import Router

router = Router(tags=["orders"])
