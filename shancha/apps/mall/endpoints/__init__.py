"""HTTP operations of mall, one module per thing."""

from ninja import Router

router = Router(tags=["mall"])
