"""HTTP operations of the moderation app."""

from ninja import Router

router = Router(tags=["moderation"])
