"""How often one may ask or tell."""

from django.http import HttpRequest

from shancha.apps.accounts.authentication import Viewer
from shancha.kit import limits
from shancha.kit.http import client_address


def check_rate(request: HttpRequest, viewer: Viewer | None, scope: str, limit: int) -> None:
    """Members are counted one by one; a network of visitors may do three times as much together in a minute.
    Raises RateLimitedError."""
    if viewer is not None:
        limits.check(scope, str(viewer.id), limit=limit, seconds=60)
    else:
        limits.check(scope, client_address(request), limit=limit * 3, seconds=60)
