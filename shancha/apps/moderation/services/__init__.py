"""Every write of the moderation app, and the screening that the apps above call."""

from shancha.apps.moderation.services.screenings import needs_review, preview, screen

__all__ = [
    "needs_review",
    "preview",
    "screen",
]
