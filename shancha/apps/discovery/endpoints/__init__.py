"""HTTP operations of discovery, one module per thing."""

from ninja import Router

router = Router(tags=["discovery"])
