"""Sets the cookies that resolving a viewer or a visitor asked for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shancha.apps.accounts.authentication import DEVICE_COOKIE, VISITOR_COOKIE

_LASTING_SECONDS = 400 * 24 * 3600  # the longest that browsers keep


class VisitorMiddleware:
    """Gives a new visitor the key, a browser that signs in the device's, and a member in steady use a cookie
    that lasts another term."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds Set-Cookie where something asked for it."""
        response = self.get_response(request)
        made = getattr(request, "new_visitor_cookie", None)
        if made:
            self._set(response, VISITOR_COOKIE, made, _LASTING_SECONDS)
        device = getattr(request, "device_cookie", None)
        if device:
            self._set(response, DEVICE_COOKIE, device, _LASTING_SECONDS)
        renewed = getattr(request, "renewed_session_cookie", None)
        if renewed and settings.SESSION_COOKIE_NAME not in response.cookies:
            self._set(response, settings.SESSION_COOKIE_NAME, renewed, settings.SESSION_COOKIE_AGE)
        return response

    @staticmethod
    def _set(response: HttpResponse, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
