"""HTTP operations of the discovery app."""

from ninja import Router

router = Router(tags=["discovery"])
