"""HTTP operations of promotions, one module per thing."""

from ninja import Router

router = Router(tags=["promotions"])
