"""HTTP operations of the community, one module per thing."""

from ninja import Router

router = Router(tags=["community"])
